"""The filters of a placeholder: the writer's words in another form. Words that do not change keep their origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sharedground.analysis.model import CaptureSpan
from sharedground.rewriting.inflect import agree, inflect, lemma_of, match_case, plural, singular
from sharedground.rewriting.words import Word, word_set

_VERB_TAGS = {"base": "VB", "past": "VBD", "ing": "VBG", "participle": "VBN", "third": "VBZ"}


def filtered(words: Sequence[Word], name: str, capture: CaptureSpan) -> list[Word] | None:
    """The words through one filter, or None where they have no such form."""
    if name in _VERB_TAGS:
        return _in_form(words, _VERB_TAGS[name], capture)
    if name in ("plural", "singular"):
        return _in_number(words, name, capture)
    if name == "lower":
        return [_reworded(word, word.text.lower()) for word in words]
    return _of_others(words, _OURS if name == "ours" else _THEIRS)


def _reworded(word: Word, text: str) -> Word:
    return word if text == word.text else replace(word, text=text, origin=None)


# -- verbs -------------------------------------------------------------------------------------------------------

_BEFORE_VERB = word_set(
    "to am is are was were be been being have has had do does did will would can could may might shall should must"
)
_DENIALS = word_set("not never cannot")


def _in_form(words: Sequence[Word], tag: str, capture: CaptureSpan) -> list[Word] | None:
    """The first verb in the form of `tag`; auxiliaries before it go. A denial has no other form."""
    at = _verb_index(words, capture)
    before = [word.text.lower() for word in words[:at]]
    if any(word in _DENIALS or word.endswith("n't") for word in before):
        return None
    lemma = capture.lemma or lemma_of(words[at].text, "VERB") or words[at].text.lower()
    if lemma == "be" and tag == "VBD":
        form = agree("be", capture.number or "plur", capture.person, past=True)
    else:
        form = inflect(lemma, tag)
    kept = [word for word in words[:at] if word.text.lower() not in _BEFORE_VERB]
    verb = _reworded(words[at], match_case(form, words[at].text))
    return [*kept, verb, *_joined_verb(words[at:], tag)]


def _joined_verb(words: Sequence[Word], tag: str) -> list[Word]:
    """What follows the verb; a second verb that is joined to it in the same form (*sit and listen*) changes with it."""
    rest = list(words[1:])
    if len(rest) > 1 and rest[0].text.lower() in ("and", "or"):
        first, second = words[0].text.lower(), rest[1].text.lower()
        lemma = lemma_of(second, "VERB")
        base = lemma_of(first, "VERB")
        shared = any(
            inflect(base, t) == first and inflect(lemma, t) == second for t in ("VB", "VBZ", "VBD", "VBG", "VBN")
        )
        if lemma and base and shared:
            rest[1] = _reworded(rest[1], inflect(lemma, tag))
    return rest


def _verb_index(words: Sequence[Word], capture: CaptureSpan) -> int:
    texts = [word.text.lower() for word in words]
    if capture.head.lower() in texts:
        return texts.index(capture.head.lower())
    forms = (lemma_of(text, "VERB") == capture.lemma for text in texts)
    return next((index for index, same in enumerate(forms) if same and capture.lemma), 0)


# -- nouns -------------------------------------------------------------------------------------------------------

_DETERMINERS = {
    "plural": {"a": "", "an": "", "this": "these", "that": "those", "every": "all", "each": "all", "another": "other"},
    "singular": {"these": "this", "those": "that"},
}


def _in_number(words: Sequence[Word], name: str, capture: CaptureSpan) -> list[Word]:
    at = _noun_index(words, capture.head)
    noun = words[at]
    form = plural(noun.text) if name == "plural" else singular(noun.text)
    changed = [*words[:at], _reworded(noun, form), *words[at + 1 :]]
    determiner = _DETERMINERS[name].get(changed[0].text.lower()) if at > 0 else None
    if determiner is None or form == noun.text:
        return changed
    if determiner:
        return [_reworded(changed[0], match_case(determiner, changed[0].text)), *changed[1:]]
    return [replace(changed[1], space=changed[0].space), *changed[2:]]


_AFTER_NOUN = word_set(
    "of in on at from for with without to by against under over around across who whom whose that which where when , ("
)


def _noun_index(words: Sequence[Word], head: str) -> int:
    """The head noun: where it is named, or else the last word before what hangs on it."""
    texts = [word.text.lower() for word in words]
    if head.lower() in texts:
        return texts.index(head.lower())
    ends = [index for index, text in enumerate(texts) if text in _AFTER_NOUN and index > 0]
    return min(ends, default=len(texts)) - 1


# -- pronouns ----------------------------------------------------------------------------------------------------

_OURS = {
    "your": "our", "yours": "ours", "yourself": "ourselves", "yourselves": "ourselves",
    "their": "our", "theirs": "ours", "themselves": "ourselves", "they": "we", "them": "us",
    "my": "our", "mine": "ours", "myself": "ourselves", "i": "we", "me": "us", "you": "we",
    "i'm": "we're", "you're": "we're", "they're": "we're", "i've": "we've", "you've": "we've", "they've": "we've",
    "i'll": "we'll", "you'll": "we'll", "they'll": "we'll", "i'd": "we'd", "you'd": "we'd", "they'd": "we'd",
}  # fmt: skip
_THEIRS = {
    "your": "their", "yours": "theirs", "yourself": "themselves", "yourselves": "themselves",
    "our": "their", "ours": "theirs", "ourselves": "themselves", "we": "they", "us": "them",
    "my": "their", "mine": "theirs", "myself": "themselves", "i": "they", "me": "them", "you": "they",
    "i'm": "they're", "you're": "they're", "we're": "they're", "i've": "they've", "you've": "they've",
    "we've": "they've", "i'll": "they'll", "you'll": "they'll", "we'll": "they'll", "i'd": "they'd",
    "you'd": "they'd", "we'd": "they'd",
}  # fmt: skip
_AS_OBJECT = {"we": "us", "they": "them"}
_BEFORE_OBJECT = word_set(
    "about above against around at behind beside between by for from in into like near of off on onto over past "
    "to toward towards under upon with without let help make give tell ask want need show teach owe"
)
_AFTER_I = {"am": "are", "was": "were"}


def _of_others(words: Sequence[Word], table: dict[str, str]) -> list[Word]:
    changed: list[Word] = []
    for index, word in enumerate(words):
        lower = word.text.lower()
        before = words[index - 1].text.lower() if index else ""
        if before == "i" and lower in _AFTER_I:
            changed.append(_reworded(word, _AFTER_I[lower]))
        elif lower not in table:
            changed.append(word)
        else:
            pronoun = table[lower]
            if lower == "you" and _is_object(words, index):
                pronoun = _AS_OBJECT[pronoun]
            capital = word.text[0].isupper() and not lower.startswith("i")
            changed.append(_reworded(word, pronoun.capitalize() if capital else pronoun))
    return changed


def _is_object(words: Sequence[Word], index: int) -> bool:
    """Whether this *you* is an object: after a preposition, or last (but for a lone *you*) in its phrase."""
    if index == 0:
        return False
    last = index + 1 == len(words) or not words[index + 1].is_spoken
    return last or words[index - 1].text.lower() in _BEFORE_OBJECT
