"""A block after a rewrite is the block of the draft after it."""

from __future__ import annotations

import pytest

from rewriting.staging import stage
from sharedground.rewriting.aftermath import after
from sharedground.rewriting.model import apply_edits
from sharedground.text.readers import read
from sharedground.text.source import Source


@pytest.mark.parametrize(
    ("source", "flagged", "wording", "new"),
    [
        ("One. We speak for the voiceless here.", "the voiceless", "those who are unheard", ["those who are unheard"]),
        ("*We* speak for the voiceless.", "We speak for the voiceless", "We stand with them", ["stand with them"]),
        ("We **never** said\nthe first thing, for the voiceless.", "the voiceless", "others", ["others"]),
        ("See `x`: the voiceless &amp; us.", "the voiceless", "the unheard", ["unheard"]),
        ("We are kind and mild to a fault.", "kind and mild", "kind", [""]),
        ("The voiceless.", "The voiceless", "The unheard", ["unheard"]),
    ],
)
def test_a_block_is_known_as_it_will_read(source: str, flagged: str, wording: str, new: list[str]) -> None:
    staged = stage(source, flagged)
    (rewrite,) = staged.rewrites(wording)
    then = after(rewrite, staged.block)
    [read_afresh] = read(Source(apply_edits(source, rewrite.edits)), "markdown").blocks
    assert then.block.text == read_afresh.text
    assert [then.block.text[start:end].strip() for start, end in then.new] == new
    assert then.block.text[slice(*then.stretch)] == wording
