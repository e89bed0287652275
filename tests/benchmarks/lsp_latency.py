"""How long from a keystroke to fresh diagnostics, and how much memory, with the real server over stdio.

    lsp_latency.py                   a 20,000-word draft and a 1,000-word one, 500 keystrokes in each
    lsp_latency.py --start           how long the server keeps a small question waiting while it gets ready
    lsp_latency.py --small           with the small pack of tests/lsp in the place of the standard rules

A keystroke is a didChange of one character and the pull that follows it; the clock stops when the answer is there. The
client takes refreshes, as editors do, so the sentence reader comes when the typing pauses.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time

from lsp_client import URI, draft, started

TYPED = "the rent went up again and people on our street are talking about it "


async def type_in(words: int, keystrokes: int, small: bool) -> None:
    """Open a draft, type in twenty places, and say how long each keystroke took."""
    client = await started(small)
    text = draft(words)
    lines = text.splitlines()
    clock = time.perf_counter()
    await client.open(text)
    found = await client.settled()
    opened = time.perf_counter() - clock
    before = client.memory
    chance = random.Random(5)
    places = [chance.choice([n for n, line in enumerate(lines) if len(line) > 80]) for _ in range(20)]
    times: list[float] = []
    busy = client.cpu
    for stroke in range(keystrokes):
        line = places[stroke * len(places) // keystrokes]
        column = 40 + stroke % (keystrokes // len(places))
        clock = time.perf_counter()
        await client.change((line, column), (line, column), TYPED[stroke % len(TYPED)])
        await client.pull()
        times.append(1000 * (time.perf_counter() - clock))
    busy = 1000 * (client.cpu - busy) / keystrokes
    clock = time.perf_counter()
    await client.settled()
    read_on = 1000 * (time.perf_counter() - clock)
    times.sort()
    percentiles = "  ".join(f"p{p} {times[min(len(times) - 1, p * len(times) // 100)]:.1f} ms" for p in (50, 95, 99))
    print(f"{words:,} words, {len(found)} findings: opened in {opened:.1f} s; {keystrokes} keystrokes: {percentiles}")
    print(f"  the server was busy for {busy:.1f} ms a keystroke, whatever else the machine was doing")
    print(f"  after the last one, the sentence reader had read what is new {read_on:.0f} ms later")
    print(f"  resident memory: {before:.0f} MB at the start, {client.memory:.0f} MB at the end")
    await client.leave()


async def start_up(words: int, small: bool) -> None:
    """Open a draft at once, and see how long the server keeps a small question waiting while it gets ready."""
    clock = time.perf_counter()
    client = await started(small)
    greeted = time.perf_counter() - clock
    await client.open(draft(words))
    number = await client.send("textDocument/diagnostic", {"textDocument": {"uri": URI}}, request=True)
    waits: list[float] = []
    ready = False
    while not ready:
        asked = time.perf_counter()
        nowhere = {"textDocument": {"uri": "untitled:nowhere"}, "position": {"line": 0, "character": 0}}
        question = await client.send("textDocument/hover", nowhere, request=True)
        while (message := await client.receive()).get("id") != question:
            if message.get("id") == number and "method" not in message:
                ready = "result" in message
                if not ready:
                    params = {"textDocument": {"uri": URI}}
                    number = await client.send("textDocument/diagnostic", params, request=True)
        waits.append(1000 * (time.perf_counter() - asked))
        await asyncio.sleep(0.01)
    waits.sort()
    print(f"{words:,} words: greeted after {greeted:.1f} s, first findings after {time.perf_counter() - clock:.1f} s")
    print(f"  a small question meanwhile waited p50 {waits[len(waits) // 2]:.0f} ms, at most {waits[-1]:.0f} ms")
    await client.leave()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, action="append", help="drafts of so many words (20000 and 1000)")
    parser.add_argument("--keystrokes", type=int, default=500)
    parser.add_argument("--start", action="store_true", help="how long a small question waits while it starts")
    parser.add_argument("--small", action="store_true", help="with the small pack of tests/lsp")
    chosen = parser.parse_args()
    if chosen.start:
        asyncio.run(start_up((chosen.words or [20_000])[0], chosen.small))
        return
    for words in chosen.words or (20_000, 1_000):
        asyncio.run(type_in(words, chosen.keystrokes, chosen.small))


if __name__ == "__main__":
    main()
