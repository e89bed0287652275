"""A writer speaks to Shared Ground in the comments of the format at hand."""

import pytest

from sharedground.text.directives import Suppressions, Verb
from sharedground.text.readers import read
from sharedground.text.source import Source

SAID = "sharedground: ignore guilt, charity/voice: her words"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("restructuredtext", f".. {SAID}\n\nThis one.\n\nNot this."),
        ("restructuredtext", f"..\n   {SAID}\n\nThis one.\n\nNot this."),
        ("restructuredtext", f".. note::\n\n   .. {SAID}\n\n   This one.\n\nNot this."),
        ("latex", f"% {SAID}\nThis one.\n\nNot this."),
        ("latex", f"\\documentclass{{a}}\n\\begin{{document}}\n% {SAID}\n\nThis one.\n\nNot this.\\end{{document}}"),
        ("asciidoc", f"// {SAID}\nThis one.\n\nNot this."),
        ("asciidoc", f"////\n{SAID}\n////\n\nThis one.\n\nNot this."),
        ("org", f"# {SAID}\nThis one.\n\nNot this."),
        ("html", f"<!-- {SAID} --><p>This one.<p>Not this."),
        (
            "webvtt",
            f"WEBVTT\n\nNOTE {SAID}\n\n00:01.000 --> 00:02.000\nThis one.\n\n00:02.000 --> 00:03.000\nNot this.",
        ),
        (
            "subrip",
            f"1\n00:00:01,0 --> 00:00:02,0\n<!-- {SAID} -->This one.\n\n2\n00:00:02,0 --> 00:00:03,0\nNot this.",
        ),
        ("email", f"Subject: x\n\n<!-- {SAID} -->\nThis one.\n\nNot this."),
        (
            "notebook",
            f'{{"cells": [{{"cell_type": "markdown", "source": "<!-- {SAID} -->\\nThis one.\\n\\nNot this."}}]}}',
        ),
    ],
)
def test_the_next_block_is_left_alone(language: str, text: str) -> None:
    draft = read(Source(text), language)
    suppressions = Suppressions(draft)
    assert suppressions.problems == ()
    [directive] = suppressions.directives
    assert (directive.verb, directive.reason) == (Verb.IGNORE, "her words")
    assert [text[rule.start : rule.end] for rule in directive.rules] == ["guilt", "charity/voice"]
    covered = [block.text for block in draft.blocks if directive.covers[0] <= block.start < directive.covers[1]]
    assert covered == ["This one."]
