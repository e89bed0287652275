"""A new rule, to be filled in: commented, and a draft that loads as it stands."""

from __future__ import annotations

import re

from sharedground.rules.model import Rule

_SKELETON = """\
# A new rule. Fill in what stands in capitals; `sharedground rules test` tells how far it has come.
# The rule language: docs/rule-language.md
id: {id}
status: draft                # draft | preview | stable; a draft runs only when it is asked for by name
severity: information        # error | warning | information | hint
confidence: 0.9              # how sure the pattern alone makes us, 0 to 1
since: "{version}"
summary: SAY IN A SENTENCE WHAT THE PHRASING DOES.
message: "“{{match}}” SAY WHAT THAT TENDS TO COST."
why: |
  SAY WHY IT TENDS TO COST SOLIDARITY, AND NAME SOURCES.
keep-when: |
  SAY WHEN THE WRITER IS RIGHT TO LEAVE IT.
sources: []

match:
  any:
    - name: first-pattern
      # Words in a row. ~word: any inflection; (a|b): one of these; [a]: perhaps; @class: a word class;
      # $issue:np: a noun phrase, kept under the name issue for messages and rewrites.
      phrase: "~privilege of $issue:np"

# unless:                    # stay silent where one of these matches in the same sentence
#   - phrase: "tax"
# contexts:                  # silence (default) | downgrade | flag
#   negated: flag

rewrites:
  - text: "{{issue}}"
    replaces: match          # match | sentence | the name of a capture
    applicability: review    # safe (drop-in) | review (a person looks) | scaffold (has [blanks])
    keeps: [issue]
    why: "SAY WHAT THE NEW WORDING DOES BETTER."

examples:
  flag:
    - text: "They speak of the [[privilege of rent]]."
      rewrite: "They speak of the rent."
  ok:                        # silent in every rule, grouped by reason
    neutral: ["The rent is due on Friday."]
"""


_TO_WRITE = re.findall(r"SAY [A-Z ,]+\.", _SKELETON)


def new_rule_skeleton(rule_id: str) -> str:
    """The text of a new rule file for `rule_id`, CATEGORY/FAMILY."""
    from sharedground import __version__

    return _SKELETON.format(id=rule_id, version=".".join(__version__.split(".")[:2]))


def still_to_write(rule: Rule) -> list[str]:
    """The fields of a rule that are still as the skeleton has them."""
    texts = {"summary": rule.summary, "message": rule.message, "why": rule.why, "keep-when": rule.keep_when}
    whys = (f"why of rewrite {number}" for number, _ in enumerate(rule.rewrites, 1))
    texts |= dict(zip(whys, (template.why for template in rule.rewrites), strict=True))
    return [name for name, text in texts.items() if any(words in text for words in _TO_WRITE)]
