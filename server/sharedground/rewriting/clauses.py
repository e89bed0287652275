"""A wording that is a clause of its own needs a place where a clause can stand, with an end where one can end."""

from __future__ import annotations

import re

from sharedground.rewriting.words import word_set

_STATEMENT = re.compile(
    r"(?:we(?! who\b)|we're|we've|there (?:is|are|has|have)|there's|it's|here is|nobody|somebody decided"
    r"|some (?:of|\{)|too many"
    r"|everyone (?:here )?(?:has|is|can|needs)|people (?:here|there|are|joined|who make)|they (?:have|can|are)"
    r"|both (?:need|are)|makers and buyers can|one rate and one union|each (?:of us|group)|neither has"
    r"|what (?:we|people|some|is done)|those (?:living|who make)|old and young)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:let's|start (?:from|here)|talk with us|tell us|come (?:along|if|and (?:join|tell|work|learn|say))|turn what"
    r"|ask us|hear from those|start with|stay with us|lift your|put right what)\b",
    re.IGNORECASE,
)
_OPENERS = word_set("and but or so yet then well")
_BEFORE_ORDER = word_set("please now just kindly")
_BEFORE_VERB = word_set("to should must will can could would might may")
_BEFORE_STATEMENT = re.compile(
    r"\b(?:because|since|though|although|whereas"
    r"|(?:felt|noted|agreed|resolved|reported|recorded|feared|clear|reminded|told) that)$",
    re.IGNORECASE,
)
_HANGS_ON = re.compile(r"\s+(?:to|than|that|of|who|whom|whose|beside|about)\b", re.IGNORECASE)
_RUNS_ON = re.compile(
    r"\s+(?!(?:and|but|so|or|yet|because|while|when|until|till|unless|if|before|after|since|though|although|now|too|here"
    r"|in|on|at|by|under|over|during|without|within|through|across|outside|inside|near|this|next|last|every|each|today"
    r"|tonight|tomorrow|again|please|lol|bro|bros|mate|mates|lads|folks|people|comrades|friends|brothers|sisters)\b)\w",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:\s+(?!(?:and|but)\b)[a-z][a-z'’-]*){1,12}(?=\s*(?:[.,;:!?…–—)]|$)|\s+(?:and|but)\b)",
)
_SUBORDINATE = re.compile(r"(?:as|if|when|while|because|since|although|though|unless|until)\b[^,]*,", re.IGNORECASE)
_FINITE = re.compile(
    r"(?:have|has|had|is|are|was|were|do|does|did|can|could|will|would|should|must|might|may)\b(?! you\b)",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"\ban?\s+[a-z]+,$", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:you|we|they|he|she|it|i|there)\b", re.IGNORECASE)
_LED_BY_CLAUSE = re.compile(
    r"(?:^|[,;:.!?…—–]\s*|\b(?:and|but)\s+)(?:if|when|while|once|after|before|unless|until|as)(?:\s+[^\s,;:.!?…—–]+){2,}\s+$",
    re.IGNORECASE,
)
_PREDICATE = re.compile(r"\{(?:have|be)~match\}|(?:are|can|is)\b")
_NO_SUBJECT = word_set(
    "to not will would can could should must may might do does did be been being am is are was were a an the of in on "
    "for with by from at as than that if when let cannot n't n’t please kindly never always just"
)
_BOUNDARY = re.compile(r"[,;:.!?…—–]|\b(?:and|but|so|or|yet)\b(?=\s)")
_SUBJECT_PHRASE = re.compile(
    r"\s*(?:I|we|you|they|he|she|it|there|this|these|those|the|our|my|your|their|people|everyone|nobody|some|most|all)\b",
    re.IGNORECASE,
)
_CONTRASTED = re.compile(r"(?:n['’]t|\bnot)\b[^,;:.!?]*,\s*$", re.IGNORECASE)
"""What is denied, so that the clause after the comma says what holds instead: *it isn't a bakery, | it's …*."""
_CONJUNCTION = re.compile(r"(?:and|but|so|or|yet)\s+(?=\S)", re.IGNORECASE)


def is_clause(template: str) -> bool:
    """Whether a template's wording, by its first words, is a clause with a subject or an order of its own."""
    return bool(_STATEMENT.match(template) or _ORDER.match(template))


def is_statement(template: str) -> bool:
    """Whether a template's wording is one sentence that states something and leaves nothing to fill in."""
    return not (_ORDER.match(template) or template.endswith("?") or re.search(r"[.?!] |\[|^\{", template))


def needs_subject(template: str) -> bool:
    """Whether a template's wording is a finite verb with what follows, so that a subject must stand before it."""
    return bool(_PREDICATE.match(template))


def has_subject(text: str, start: int, end: int) -> bool:
    """Whether what stands before text[start:end] can be the subject of a finite verb, and nothing hangs on its end."""
    before = re.search(r"((?:n['’])?[^\W_]+)['’]?\s*$", text[:start])
    if _HANGS_ON.match(text, end) or (before is not None and before[1].lower() in _NO_SUBJECT):
        return False
    return _FINITE.match(text, start) is not None or (before is not None and not text.startswith("not ", start))


def room_for(template: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch that a clause may take the place of: text[start:end], or more of it; None where no clause fits.

    It may begin after a mark, after *and* and its like, or with the text; one that states something also after
    *because* or *agreed that*. Where the sentence runs on without it (*… | to think of the rest*), it takes in what
    follows up to the next mark, so long as that holds no name and no number.
    """
    if not _opens(template, text, start) or _is_subordinate(text, start, end):
        return None
    if template[-1:] in "]}" or not _RUNS_ON.match(text, end):
        return start, end
    rest = _REST.match(text, end)
    return (start, rest.end()) if rest else None


def _opens(template: str, text: str, start: int) -> bool:
    before = text[:start].rstrip()
    if not before or not before[-1].isalnum():
        torn = before.endswith(("'", "’", "$", "£", "€", "%"))
        within = before.endswith(",") and not _SUBJECT.match(text, start)
        return not torn and not (within and (_FINITE.match(text, start) or _ADJECTIVE.search(before)))
    last = before.split()[-1].lower()
    if last in _OPENERS or wants_comma(text, start):
        return True
    if _ORDER.match(template):
        return last in _BEFORE_ORDER or (last in _BEFORE_VERB and not re.search(r"\b(?:you|us)\b", template))
    return _BEFORE_STATEMENT.search(before) is not None


def wants_comma(text: str, start: int) -> bool:
    """Whether the match is a main clause that follows another without a comma: *when the rota changes | you will …*."""
    led = _LED_BY_CLAUSE.search(text[:start])
    return led is not None and led[0].split()[-1].lower() not in _OPENERS and _SUBJECT.match(text, start) is not None


def own_clause(template: str, text: str, start: int, end: int, sentence: int) -> tuple[int, int] | None:
    """The clause that text[start:end] is the predicate of, or is: between two marks, or after *and* and its like.

    `sentence`: where its sentence starts. None where none can be told, and for a template of several sentences.
    """
    after = text[end : end + 1]
    if re.search(r"[.?!] ", template) or after not in ("", *".,;:!?…") or (template[-1:] == "?" and after in ",;:"):
        return None
    if _is_subordinate(text, start, end):
        return None
    before = _BOUNDARY.split(text[sentence:start])[-1]
    if _CONTRASTED.search(text[sentence : start - len(before)]):
        return None
    if before.strip():
        return (start - len(before.lstrip()), end) if _SUBJECT_PHRASE.match(before) else None
    whole = " " in text[start:end].strip() and not _FINITE.match(text, start)
    return (start, end) if whole else None


def side_of_colon(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """What stands before or after a colon of the sentence and holds text[start:end] whole, its end mark aside."""
    first, last = sentence
    last = first + len(text[first:last].rstrip(" .!?…"))
    before, after = text.rfind(": ", first, start), text.find(": ", end, last)
    if before < 0 and after < 0:
        return None
    return first if before < 0 else before + 2, last if after < 0 else after


def fits(template: str, text: str, start: int, end: int) -> bool:
    """Whether a wording of one sentence can stand as the clause text[start:end]."""
    return is_statement(template) and text[end : end + 1] in ("", *".,;:!?…—–")


def _is_subordinate(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a clause that leads up to the main one: *As we count our blessings |, let's …*."""
    leads = _SUBORDINATE.match(text, start)
    return leads is not None and leads.end() == end + 1


def after_conjunction(text: str, start: int, end: int) -> int:
    """Where text[start:end] begins once an *and* or *but* that ties it to what stands before it is left alone."""
    before = text[:start].rstrip()
    tie = _CONJUNCTION.match(text, start, end)
    return tie.end() if tie and before and before[-1] not in ".!?…" else start
