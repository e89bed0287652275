"""An hour's worth of writing: 100,000 random edits over stdio, compared again and again with a fresh look at the text.

    lsp_replay.py                       100,000 edits in a 5,000-word draft, compared after each 500
    lsp_replay.py --words 1000 --edits 20000 --every 100

Sentences are typed letter by letter, taken back, pasted, moved and deleted, and marks of all kinds are strewn about.
The diagnostics of the server must be those of a linter that was made anew and sees the text for the first time. At the
end, a fresh server opens the same text: the memory of the one that has seen it all must be within 5 % of that one's.
The text is by then another than it was: more is marked in it, and more rules have been woken. So what it was after the
first twentieth is told too. Exits with 1 where the diagnostics differ, or the memory.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Iterator
from typing import Any, TypeAlias

from lsp_client import FLAGGED, Client, draft, paragraph, sentence, started

from sharedground.analysis.pipeline import Pipeline
from sharedground.lint import Linter
from sharedground.settings import Settings

Edit: TypeAlias = tuple[int, int, str]
"""What stands between two offsets is to be this."""

MARKS = (
    *("*", "**", "_", "“", "”", '"', "’", "`", "> ", "- ", "# ", "\n", "\n\n", "```\n", "|", "[", "](http://x.org)"),
    *("[^1]", "\n\n[^1]: a note\n\n", "\n\n[x]: http://x.org\n\n", "<!--", "-->", "<b>", "</b>", "{{", "}}", "&amp;"),
    *("\n\n<!-- sharedground: ignore charity -->\n\n", "\n\n<blockquote>\n\n", "\n\n</blockquote>\n\n", "\n---\n"),
    *("🌍", "é", "\u2028", "\x0c", "\u0085", "—", "…", "?!", ".", ";", "the voiceless", "shame on you", "  "),
)
GROWTH = 0.05
WARM = 20
"""The memory that is told as the start is that after one of so many parts of the edits."""


class Typist:
    """Writes on one draft, in bursts at one place each; `text` is the draft as it stands."""

    def __init__(self, words: int, seed: int = 6) -> None:
        self.text = draft(words)
        self._size = len(self.text)
        self._chance = random.Random(seed)
        self._undo: list[Edit] = []

    def edits(self) -> Iterator[Edit]:
        """Edits without end; each is carried out in `text` when the next is asked for."""
        while True:
            done: list[Edit] = []
            for start, end, new in self._burst():
                yield start, end, new
                done.append((start, start + len(new), self.text[start:end]))
                self.text = self.text[:start] + new + self.text[end:]
            self._undo = done[::-1]

    def _burst(self) -> Iterator[Edit]:
        chance = self._chance
        at = chance.randrange(len(self.text) + 1)
        if len(self.text) > 1.2 * self._size:
            yield at, min(len(self.text), at + self._size // 4), ""
            return
        if len(self.text) < 0.8 * self._size:
            yield at, at, "\n\n" + "\n\n".join(paragraph(chance) for _ in range(12)) + "\n\n"
            return
        match chance.choices(range(7), (6, 3, 3, 2, 3, 2, 1))[0]:
            case 0:  # a sentence, letter by letter, at the end of another
                at = max(self.text.rfind(". ", 0, at) + 2, 0)
                words = chance.choice(FLAGGED) if chance.random() < 0.3 else sentence(chance, chance.randrange(10_000))
                yield from ((at + index, at + index, letter) for index, letter in enumerate(words + " "))
            case 1:  # some letters are taken back
                yield from ((at - index - 1, at - index, "") for index in range(min(at, chance.randrange(1, 20))))
            case 2:  # marks here and there
                for _ in range(chance.randrange(1, 6)):
                    at = chance.randrange(len(self.text) + 1)
                    yield at, min(len(self.text), at + chance.choice((0, 0, 0, 1, 4))), chance.choice(MARKS)
            case 3:  # some words are written over, as one edit
                yield at, min(len(self.text), at + chance.randrange(30)), sentence(chance, chance.randrange(10_000))
            case 4:  # the last burst is undone
                yield from self._undo
            case 5:  # a piece is moved
                piece = self.text[at : at + chance.randrange(5, 400)]
                yield at, at + len(piece), ""
                at = chance.randrange(len(self.text) + 1)
                yield at, at, piece
            case _:  # lines are joined
                end = self.text.find("\n", at)
                if end >= 0:
                    yield end, end + chance.choice((1, 2)), " "


class Positions:
    """The positions in a text, counted in a way of its own: by the line ends before, and by encoding the line."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n").replace("\r", "\n")
        assert len(self._text) == len(text), "this benchmark types no carriage returns"

    def __call__(self, offset: int) -> tuple[int, int]:
        offset = min(offset, len(self._text))
        start = self._text.rfind("\n", 0, offset) + 1
        return self._text.count("\n", 0, offset), len(self._text[start:offset].encode("utf-16-le")) // 2


def expected(text: str, pipeline: Pipeline) -> list[Any]:
    """What is to be said of a text, by a linter that has never seen any."""
    result = Linter(Settings(preview=True), pipeline=pipeline).check(text)
    place = Positions(text)
    findings = [(f.rule, place(f.start), place(f.end), f.message) for f in result.findings]
    return findings + [("directive", place(n.start), place(n.end), n.message) for n in result.notices]


def said(items: list[dict[str, Any]]) -> list[Any]:
    """What the server says, in the same form."""

    def place(item: dict[str, Any], end: str) -> tuple[int, int]:
        found = item["range"][end]
        return found["line"], found["character"]

    return [(item["code"], place(item, "start"), place(item, "end"), item["message"]) for item in items]


async def replay(words: int, edits: int, every: int, pause: int, seed: int) -> bool:
    """Whether all went well. `pause`: a pull follows each so many edits."""
    client: Client = await started(encoding="utf-16")
    typist, pipeline = Typist(words, seed), Pipeline()
    loaded = pipeline.nlp
    await client.open(typist.text)
    await client.settled()
    clock, compared, found, start, most = time.monotonic(), 0, 0, 0.0, 0.0
    for number, edit in enumerate(typist.edits()):
        if number % pause == 0:
            await client.pull()
        if number and number % every == 0:
            fresh = Pipeline()
            fresh.__dict__["nlp"] = loaded
            wanted, got = expected(typist.text, fresh), said(await client.settled())
            if wanted != got:
                print(f"after {number:,} edits the server says otherwise than a fresh linter:")
                print(*(f"  missing: {each}" for each in wanted if each not in got), sep="\n")
                print(*(f"  too much: {each}" for each in got if each not in wanted), sep="\n")
                return False
            compared, found = compared + 1, found + len(got)
        if number == edits // WARM:
            start = client.memory
        if number and number % max(every, edits // WARM) == 0:
            most = max(most, client.memory)
            spent = (
                f"{client.memory:.0f} MB, {client.cpu:.0f} s of a processor, {time.monotonic() - clock:.0f} s in all"
            )
            print(f"  {number:,} edits: {spent}, {len(typist.text.split()):,} words", flush=True)
        if number == edits:
            break
        place = Positions(typist.text)
        await client.change(place(edit[0]), place(edit[1]), edit[2])
    await client.settled()
    end = client.memory
    await client.leave()
    fresh_memory = await memory_afresh(typist.text)
    print(f"{edits:,} random edits in {words:,} words, compared {compared} times, {found} findings: no difference")
    print(f"resident memory: {start:.0f} MB after {edits // WARM:,} edits, {end:.0f} MB at the end", end="")
    print(f" ({end / start - 1:+.1%}), {most:.0f} MB at most")
    print(f"a fresh server with the text as it is at the end: {fresh_memory:.0f} MB ({end / fresh_memory - 1:+.1%})")
    return end <= fresh_memory * (1 + GROWTH)


async def memory_afresh(text: str) -> float:
    """The memory of a server that sees a text for the first time, once some letters have been typed in it, in MB."""
    client = await started(encoding="utf-16")
    await client.open(text)
    await client.settled()
    for number in range(50):
        await client.change((0, number), (0, number), "x")
        await client.pull()
    await client.settled()
    memory = client.memory
    await client.leave()
    return memory


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=5_000)
    parser.add_argument("--edits", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=500, help="compare after each so many edits")
    parser.add_argument("--pause", type=int, default=10, help="ask for diagnostics after each so many edits")
    parser.add_argument("--seed", type=int, default=6)
    chosen = parser.parse_args()
    return not asyncio.run(replay(chosen.words, chosen.edits, chosen.every, chosen.pause, chosen.seed))


if __name__ == "__main__":
    sys.exit(main())
