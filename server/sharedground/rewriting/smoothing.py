"""What a careful hand sees to once a template is filled in: capitals, a and an, doubled words and marks, spacing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sharedground.analysis.model import Hit
from sharedground.rewriting.inflect import article, is_common
from sharedground.rewriting.words import Word, spans, word_set
from sharedground.text.blocks import Block

CLOSING_MARKS = frozenset(".,;:!?…")
STOPS = frozenset(".!?…")
_OPENING_QUOTES = frozenset('“‘"')
ARTICLES = frozenset(("a", "an"))
DETERMINERS = word_set("a an the this that these those my your our their his her its every each no some any another")
_SMALL_WORDS = DETERMINERS | word_set(
    "about after all and anyone as at because before both but by each either everyone few for from half he how if "
    "in it many more most nobody not of on one only or other others over she since so someone such than there "
    "they to too two under until we what when where which while who why with without you three four five six "
    "seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty everybody people"
)
_NAMES_TOO = word_set(
    "black brown deaf indigenous native polish turkey china march may august unite unison roma gypsy traveller "
    "travellers left right amazon"
)
"""Words that the dictionary knows in lower case but that may be somebody's name: their capital stays."""


def smoothed(words: Sequence[Word], hit: Hit, block: Block, source: str, at_sentence_start: bool) -> list[Word]:
    """The words of a filled-in template, made to read as one sentence."""
    row = _with_cases(_with_marks_once(_with_words_once(_closed_up(words))))
    row = _with_capitals(row, hit, block, source, at_sentence_start)
    return with_articles(row)


def _closed_up(words: Sequence[Word]) -> list[Word]:
    """No white space before a closing mark, none at the start."""
    return [
        replace(word, space=False) if index == 0 or (word.text in CLOSING_MARKS and word.origin is None) else word
        for index, word in enumerate(words)
    ]


def _with_words_once(words: Sequence[Word]) -> list[Word]:
    """*the the rent* and *the our rent* keep one of the two where author's words and writer's words meet."""
    row: list[Word] = []
    for word in words:
        if row and word.copied != row[-1].copied and not (word.blank or row[-1].blank):
            before, here = row[-1].text.lower(), word.text.lower()
            doubled = before == here and word.is_spoken and here not in ("that", "had")
            if doubled or (word.copied and before in DETERMINERS and here in DETERMINERS):
                if not word.copied:
                    continue
                word = replace(word, space=row.pop().space)
        row.append(word)
    return row


def _with_marks_once(words: Sequence[Word]) -> list[Word]:
    """Of two marks where pieces meet (*,.* or *..*) the stronger stays."""
    row: list[Word] = []
    for word in words:
        if row and word.text in CLOSING_MARKS and row[-1].text in CLOSING_MARKS and word.copied != row[-1].copied:
            if row[-1].text in STOPS:
                continue
            row.pop()
        row.append(word)
    return row


# -- the case of pronouns -----------------------------------------------------------------------------------------

AS_OBJECT = {"i": "me", "we": "us", "they": "them", "he": "him", "she": "her"}
AS_SUBJECT = {"me": "I", "us": "we", "them": "they", "him": "he"}
_BEFORE_OBJECT = word_set(
    "about against alongside among around beside between by for from in into like near of on over past through "
    "to toward under upon with without ask back bring give help invite join know let make meet miss need offer "
    "owe reach see show support teach tell thank trust want welcome win"
)


def _with_cases(words: Sequence[Word]) -> list[Word]:
    """A pronoun that is all of a capture, as subject or object: *they should …* gives *we need them*."""
    return [
        _in_case(word, words[index - 1] if index else None, words[index + 1] if index + 1 < len(words) else None)
        if word.copied and word.is_spoken
        else word
        for index, word in enumerate(words)
    ]


def _in_case(word: Word, before: Word | None, after: Word | None) -> Word:
    pronoun = word.text.lower()
    if (before and before.copied) or (after and after.copied):
        return word
    if before and not before.blank and before.text.lower() in _BEFORE_OBJECT:
        form = AS_OBJECT.get(pronoun, "")
    elif (before is None or before.text in CLOSING_MARKS) and after and after.is_spoken:
        form = AS_SUBJECT.get(pronoun, "")
    else:
        form = ""
    return replace(word, text=form, origin=None) if form else word


# -- capitals ----------------------------------------------------------------------------------------------------


def sentence_start(hit: Hit, block: Block) -> int:
    """The plain offset of the first word of the hit's sentence: bullets, dashes and opening quotation marks aside."""
    start, end = hit.sentence
    return next((a for a, _b in spans(block.text, start, end) if block.text[a].isalnum()), start)


def _with_capitals(words: list[Word], hit: Hit, block: Block, source: str, at_sentence_start: bool) -> list[Word]:
    first = sentence_start(hit, block)
    row: list[Word] = []
    for index, word in enumerate(words):
        opens = index == 0 and at_sentence_start
        if opens and block.text[first : first + 1].isupper():
            word = capitalised(word)
        elif (index == 0 and not word.copied) or (not opens and word.origin and word.origin[0] == first):
            word = word if index and words[index - 1].text in _OPENING_QUOTES else _lowered(word, source)
        elif index and word.copied and words[index - 1].text in STOPS and not words[index - 1].copied:
            word = capitalised(word)
        row.append(word)
    return _shouted(row) if _is_shouted(block.text[hit.start : hit.end]) else row


def capitalised(word: Word) -> Word:
    """The word with a capital, but for one that is written in its own way (*iPhone*)."""
    if word.blank or not word.text[:1].islower() or any(letter.isupper() for letter in word.text):
        return word
    return replace(word, text=word.text[0].upper() + word.text[1:], origin=None)


def _lowered(word: Word, source: str) -> Word:
    """A word that came with a sentence's capital, without it; a name, *I* and initials keep theirs."""
    text = word.text
    lower = text[:1].lower() + text[1:]
    plain = text[:1].isupper() and lower.islower() and text.split("'")[0] != "I"
    if not plain or not _may_be_lower(lower, source):
        return word
    return replace(word, text=lower, origin=None)


def _may_be_lower(lower: str, source: str) -> bool:
    if lower in _SMALL_WORDS or "'" in lower:
        return True
    if lower in _NAMES_TOO:
        return re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", source) is not None
    return is_common(lower.split("-")[0])


def _is_shouted(text: str) -> bool:
    return text.isupper() and len(text.split()) > 1


def _shouted(words: list[Word]) -> list[Word]:
    """In capitals throughout, as the writer has it."""
    return [word if word.blank or word.origin else replace(word, text=word.text.upper()) for word in words]


# -- a and an ----------------------------------------------------------------------------------------------------


def with_articles(words: Sequence[Word]) -> list[Word]:
    """Each *a* and *an* by the word that follows; where both are the writer's own neighbours, as the writer has it."""
    row = list(words)
    for index, word in enumerate(row):
        if word.text.lower() not in ARTICLES or index + 1 == len(row):
            continue
        follower = next((w for w in row[index + 1 :] if w.is_spoken or w.blank), None)
        if follower is None or follower.blank or (word.origin and follower.origin):
            continue
        right = article(follower.text)
        if word.text.lower() != right:
            shown = right.upper() if word.text.isupper() and len(word.text) > 1 else right
            shown = shown.capitalize() if word.text[0].isupper() and not shown.isupper() else shown
            row[index] = replace(word, text=shown, origin=None)
    return row
