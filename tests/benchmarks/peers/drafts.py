"""Drafts to time programs on, made from seeds: ordinary sentences, and now and then one that somebody would flag.

A new word is coined now and then, as names turn up in real prose: programs that keep the words they have seen would
gain from a small vocabulary.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

WHO = (
    "the committee",
    "tenants",
    "drivers at the depot",
    "our branch",
    "nurses on the ward",
    "the council",
    "cleaners",
    "two neighbours",
    "the landlord",
    "everyone at the meeting",
    "students",
    "the company",
)
DID = (
    "met",
    "asked for",
    "wrote down",
    "agreed on",
    "put off",
    "talked over",
    "won",
    "lost",
    "paid for",
    "counted",
    "turned down",
    "looked at",
)
WHAT = (
    "a new rota",
    "the repairs",
    "the rent rise",
    "a date for the march",
    "sick pay",
    "the bus route",
    "a list of demands",
    "the heating",
    "back pay",
    "the minutes",
    "a leaflet",
    "the contract",
)
WHEN = (
    "on Thursday",
    "before the holidays",
    "after a long night",
    "in March",
    "this year",
    "last week",
    "at the gate",
    "in the hall",
    "without delay",
    "by a show of hands",
)
JOIN = (
    "and",
    "but",
    "because",
    "while",
    "so",
    "after",
)
SELDOM = (
    "Stop whining about rent when people elsewhere are being bombed.",
    "Check your privilege before you speak about wages.",
    "Real workers never complain about the heat.",
)
SYLLABLES = "ba ke lo mi ran tor vel sha dun mer kin fos".split()


def sentence(dice: random.Random) -> str:
    """One sentence."""
    if dice.random() < 0.002:
        return dice.choice(SELDOM)
    parts = [dice.choice(WHO), dice.choice(DID), dice.choice(WHAT), dice.choice(WHEN)]
    if dice.random() < 0.5:
        parts += [dice.choice(JOIN), dice.choice(WHO), dice.choice(DID), dice.choice(WHAT)]
    if dice.random() < 0.4:
        parts += ["with", "".join(dice.choices(SYLLABLES, k=3)).capitalize()]
    line = " ".join(parts)
    return line[0].upper() + line[1:] + "."


def draft(seed: int, words: int) -> str:
    """A Markdown draft of about so many words."""
    dice = random.Random(seed)
    parts, count = [f"# Draft {seed}"], 0
    while count < words:
        lines = [sentence(dice) for _ in range(dice.randint(3, 7))]
        count += sum(line.count(" ") + 1 for line in lines)
        if dice.random() < 0.1:
            lines[0] = f"**{lines[0]}**"
        bullets = dice.random() < 0.15
        parts.append("\n".join(f"- {line}" for line in lines) if bullets else " ".join(lines))
    return "\n\n".join(parts) + "\n"


def write_folder(folder: Path, files: int = 1000, words: int = 1500) -> Iterator[Path]:
    """A folder of drafts of different lengths, `words` on average."""
    for number in range(files):
        path = folder / f"part{number // 100}" / f"draft{number:04}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft(number, random.Random(number).randint(words // 5, words * 9 // 5)), encoding="utf-8")
        yield path
