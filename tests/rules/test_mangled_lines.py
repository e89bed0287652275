"""No line makes a rule fail, however its words were dropped, cut off or shuffled."""

from __future__ import annotations

import random

import pytest

from sharedground.lint import Linter
from sharedground.settings import Settings

LINES = 1_500


def mangled(text: str, chance: random.Random) -> str:
    words = text.replace(",", "").split() if chance.random() < 0.3 else text.split()
    match chance.randrange(5):
        case 0:
            chance.shuffle(words)
        case 1:
            words = words[chance.randrange(len(words)) :]
        case 2:
            words = words[: chance.randrange(len(words)) + 1]
        case 3:
            words = [word for word in words if chance.random() < 0.8]
        case _:
            words.insert(
                chance.randrange(len(words)), chance.choice([",", "—", "“", "(", "not", "who", "that", ":", "you"])
            )
    return " ".join(words)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_mangled_line_makes_a_rule_fail(seed: int) -> None:
    failed: list[str] = []
    linter = Linter(Settings(preview=True), crashed=lambda rule, error: failed.append(f"{rule}: {error!r}"))
    texts = [each.text for rule in linter.rules for each in (*rule.flag_examples, *rule.ok_examples)]
    chance = random.Random(seed)
    for _ in range(LINES):
        for finding in linter.check(mangled(chance.choice(texts), chance)):
            assert finding.rewrites is not None
    assert failed == []
