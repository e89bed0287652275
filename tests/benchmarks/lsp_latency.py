"""How long from a keystroke to fresh diagnostics, and how much memory, with the real server over stdio.

    lsp_latency.py                   a 20,000-word draft and a 1,000-word one, 500 keystrokes of each kind
    lsp_latency.py --heavy           how long the server keeps a small question waiting while it does heavy work
    lsp_latency.py --small           with the small pack of tests/lsp in the place of the standard rules

A keystroke is a didChange of one character and the pull that follows it; the clock stops when the answer is there.
What was typed at a place is taken out again before the next. The client counts in UTF-16 and takes refreshes, as
editors do, so the sentence reader comes when the typing pauses. It ends with 1 where a bar is missed, and names it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from lsp_client import FLAGGED, URI, Client, draft, started

PULL = "textDocument/diagnostic"
SLOWEST, LARGEST, STEEPEST = 10.0, 300.0, 3.0
"""The bars: milliseconds at p95, megabytes, and how much longer a keystroke takes in twenty times as many words."""
BLOCKED = 50.0
"""How many milliseconds anything may wait for the event loop."""
TYPED = "the rent went up again and people on our street are talking about it "


@dataclass
class Typing:
    """One way of typing: where, and how many milliseconds each keystroke took."""

    name: str
    places: list[tuple[int, int]]
    took: list[float] = field(default_factory=list)

    def at(self, percent: int) -> float:
        """How many milliseconds so many in a hundred took at most."""
        self.took.sort()
        return self.took[min(len(self.took) - 1, percent * len(self.took) // 100)]

    def __str__(self) -> str:
        shown = "  ".join(f"p{percent} {self.at(percent):.1f} ms" for percent in (50, 95, 99))
        return f"  {len(self.took)} keystrokes {self.name}: {shown}, at most {self.at(100):.1f}"


def ways(lines: list[str], chance: random.Random) -> list[Typing]:
    """Typing all over a draft, and within sentences in which there is something to find: those are parsed each time."""
    plain = [(number, 40) for number, line in enumerate(lines) if len(line) > 80]
    found = [
        (number, line.index(flagged) + flagged.rindex(" "))
        for number, line in enumerate(lines)
        for flagged in FLAGGED
        if flagged in line
    ]
    return [
        Typing("all over the draft", chance.choices(plain, k=20)),
        Typing("in findings", chance.choices(found, k=20)),
    ]


async def stroke_of(client: Client, start: tuple[int, int], end: tuple[int, int], text: str) -> float:
    """How many milliseconds it takes from an edit to the diagnostics of the text with it."""
    clock = time.perf_counter()
    await client.change(start, end, text)
    await client.pull()
    return 1000 * (time.perf_counter() - clock)


@dataclass
class Measured:
    """The p95 of each way of typing, in milliseconds, and the memory at the end, in megabytes."""

    all_over: float
    in_findings: float
    memory: float


async def type_in(words: int, keystrokes: int, small: bool) -> Measured:
    """Open a draft, type in twenty places of each kind, and say how long each keystroke took."""
    client = await started(small, encoding="utf-16")
    text = draft(words)
    clock = time.perf_counter()
    await client.open(text)
    found = await client.settled()
    print(f"{words:,} words, {len(found)} findings: opened in {time.perf_counter() - clock:.1f} s")
    before = client.memory
    at_p95 = []
    for typing in ways(text.splitlines(), random.Random(5)):
        busy = client.cpu
        each = keystrokes // len(typing.places)
        for line, column in typing.places:
            for stroke in range(each):
                at = (line, column + stroke)
                typing.took.append(await stroke_of(client, at, at, TYPED[stroke % len(TYPED)]))
            await stroke_of(client, (line, column), (line, column + each), "")
        busy = 1000 * (client.cpu - busy) / len(typing.took)
        print(f"{typing}; the server was busy for {busy:.1f} ms each")
        at_p95.append(typing.at(95))
    clock = time.perf_counter()
    await client.settled()
    print(f"  after the last, all was read anew {1000 * (time.perf_counter() - clock):.0f} ms later")
    memory = client.memory
    print(f"  resident memory: {before:.0f} MB at the start, {memory:.0f} MB at the end")
    await client.leave()
    return Measured(*at_p95, memory)


async def heavy_work(words: int, small: bool) -> float:
    """How many milliseconds the server keeps a small question waiting, at most, while it does what takes long."""
    longest = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(10):
            (folder / f"{number}.md").write_text(draft(words // 4, seed=number), encoding="utf-8")
        client = await started(small, folder=folder)
        for what, uri in (
            ("opens a draft and loads its language model", URI),
            ("opens another draft", "untitled:Other"),
        ):
            await client.open(draft(words, seed=len(uri)), uri)
            waits = await client.waits(PULL, {"textDocument": {"uri": uri}})
            longest.append(tell(f"{what}, {words:,} words", waits))
            await client.settled()
        check = {"command": "sharedground.checkWorkspace"}
        waits = await client.waits("workspace/executeCommand", check)
        longest.append(tell(f"checks 10 drafts of {words // 4:,} words", waits))
        await client.leave()
    return max(longest)


def tell(what: str, waits: list[float]) -> float:
    """Print how long small questions waited; gives the longest, in milliseconds."""
    p50, p99 = (waits[len(waits) * p // 100] for p in (50, 99))
    print(f"while it {what}, a small question waited p50 {p50:.0f} ms  p99 {p99:.0f} ms, at most {waits[-1]:.0f} ms")
    return waits[-1]


def missed(measured: dict[int, Measured]) -> list[str]:
    """What bars were missed, in words, by drafts of so many words.

    How a keystroke grows with the draft is told from typing all over it: short drafts hold few findings to type in.
    """
    said = []
    for words, each in measured.items():
        if (slowest := max(each.all_over, each.in_findings)) > SLOWEST:
            said.append(f"{words:,} words: p95 is {slowest:.1f} ms, more than {SLOWEST:.0f}.")
        if each.memory > LARGEST:
            said.append(f"{words:,} words: {each.memory:.0f} MB, more than {LARGEST:.0f}.")
    steep = measured[max(measured)].all_over / measured[min(measured)].all_over
    if steep > STEEPEST:
        said.append(f"p95 is {steep:.1f} times as long in the longest draft, more than {STEEPEST:.0f}.")
    return said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, action="append", help="drafts of so many words (20000 and 1000)")
    parser.add_argument("--keystrokes", type=int, default=500)
    parser.add_argument("--heavy", action="store_true", help="how long a small question waits during heavy work")
    parser.add_argument("--small", action="store_true", help="with the small pack of tests/lsp")
    chosen = parser.parse_args()
    if chosen.heavy:
        longest = asyncio.run(heavy_work((chosen.words or [20_000])[0], chosen.small))
        print("The bar holds." if longest <= BLOCKED else f"It waited for more than {BLOCKED:.0f} ms.")
        return int(longest > BLOCKED)
    sizes = chosen.words or (20_000, 1_000)
    bars = missed({words: asyncio.run(type_in(words, chosen.keystrokes, chosen.small)) for words in sizes})
    print("\n".join(bars) or "All bars hold.")
    return int(bool(bars))


if __name__ == "__main__":
    sys.exit(main())
