"""How long from a keystroke to fresh diagnostics, and how much memory, with the real server over stdio.

    lsp_latency.py                   a 20,000-word draft and a 1,000-word one, 500 keystrokes of each kind
    lsp_latency.py --heavy           how long the server keeps a small question waiting while it does heavy work
    lsp_latency.py --small           with the small pack of tests/lsp in the place of the standard rules

A keystroke is a didChange of one character and the pull that follows it; the clock stops when the answer is there.
What was typed at a place is taken out again before the next. The client counts in UTF-16 and takes refreshes, as
editors do, so the sentence reader comes when the typing pauses.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from lsp_client import FLAGGED, URI, Client, draft, started

PULL = "textDocument/diagnostic"
TYPED = "the rent went up again and people on our street are talking about it "


@dataclass
class Typing:
    """One way of typing: where, and how many milliseconds each keystroke took."""

    name: str
    places: list[tuple[int, int]]
    took: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        self.took.sort()
        last = len(self.took) - 1
        shown = "  ".join(f"p{p} {self.took[min(last, p * len(self.took) // 100)]:.1f} ms" for p in (50, 95, 99))
        return f"  {len(self.took)} keystrokes {self.name}: {shown}, at most {self.took[last]:.1f}"


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


async def type_in(words: int, keystrokes: int, small: bool) -> None:
    """Open a draft, type in twenty places of each kind, and say how long each keystroke took."""
    client = await started(small, encoding="utf-16")
    text = draft(words)
    clock = time.perf_counter()
    await client.open(text)
    found = await client.settled()
    print(f"{words:,} words, {len(found)} findings: opened in {time.perf_counter() - clock:.1f} s")
    before = client.memory
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
    clock = time.perf_counter()
    await client.settled()
    print(f"  after the last, all was read anew {1000 * (time.perf_counter() - clock):.0f} ms later")
    print(f"  resident memory: {before:.0f} MB at the start, {client.memory:.0f} MB at the end")
    await client.leave()


async def heavy_work(words: int, small: bool) -> None:
    """See how long the server keeps a small question waiting while it does what takes long."""
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
            tell(f"{what}, {words:,} words", await client.waits(PULL, {"textDocument": {"uri": uri}}))
            await client.settled()
        check = {"command": "sharedground.checkWorkspace"}
        tell(f"checks 10 drafts of {words // 4:,} words", await client.waits("workspace/executeCommand", check))
        await client.leave()


def tell(what: str, waits: list[float]) -> None:
    """Print how long small questions waited."""
    p50, p99 = (waits[len(waits) * p // 100] for p in (50, 99))
    print(f"while it {what}, a small question waited p50 {p50:.0f} ms  p99 {p99:.0f} ms, at most {waits[-1]:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, action="append", help="drafts of so many words (20000 and 1000)")
    parser.add_argument("--keystrokes", type=int, default=500)
    parser.add_argument("--heavy", action="store_true", help="how long a small question waits during heavy work")
    parser.add_argument("--small", action="store_true", help="with the small pack of tests/lsp")
    chosen = parser.parse_args()
    if chosen.heavy:
        asyncio.run(heavy_work((chosen.words or [20_000])[0], chosen.small))
        return
    for words in chosen.words or (20_000, 1_000):
        asyncio.run(type_in(words, chosen.keystrokes, chosen.small))


if __name__ == "__main__":
    main()
