"""The message of a finding, with the writer's words in it."""

from __future__ import annotations

from sharedground.analysis.model import Hit
from sharedground.rewriting.render import fill
from sharedground.rewriting.words import Word, join, shortened
from sharedground.rules.templates import Literal, Part, parse_template
from sharedground.text.blocks import OPAQUE, Block

_LENGTH = 80
_INNER_MARKS = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def render_message(message: str, hit: Hit, block: Block, source: str) -> str:
    """The message with `{match}` and captures filled in, each shortened to 80 characters; raises TemplateError.

    `source` is the whole draft's text. Quotation marks within quoted words become single. A capture that is not
    there, and for which the message has no other words, reads *this*.
    """
    said = ""
    for part in parse_template(message).parts:
        if isinstance(part, Literal):
            said += part.text
        else:
            words = _words(part, hit, block, source)
            said += words.translate(_INNER_MARKS) if said.endswith("“") else words
    return said


def _words(part: Part, hit: Hit, block: Block, source: str) -> str:
    words = fill((part,), hit, block)
    if words is None:
        return "this"
    return shortened(join(_shown(word, block, source) for word in words), _LENGTH)


def _shown(word: Word, block: Block, source: str) -> Word:
    """Code and addresses as the draft has them: in the block they are a mark without meaning."""
    if OPAQUE not in word.text or word.origin is None:
        return word
    start, end = block.map.to_source(*word.origin)
    return Word(source[start:end], word.space)
