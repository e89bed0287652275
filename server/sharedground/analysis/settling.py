"""From a place where a pattern holds to a hit, or to nothing: flagged span, contexts, confidence, collisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sharedground.analysis.carrying import carried
from sharedground.analysis.confidence import adjusted, settled
from sharedground.analysis.contexts import CONTEXTS, holding
from sharedground.analysis.matching import Place
from sharedground.analysis.model import CaptureSpan, Hit, Match, Sentence
from sharedground.analysis.own_clauses import own_clauses
from sharedground.analysis.phrase_matching import Captured, Found
from sharedground.analysis.plan import Pattern
from sharedground.analysis.spans import CLAUSE_MARKS, spans
from sharedground.rules.model import Named, Node, Policy, Rule, Severity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sharedground.analysis.reading.reader import Reading

DEFAULT_POLICIES = {**dict.fromkeys(CONTEXTS, Policy.SILENCE), "joined": Policy.DOWNGRADE}
"""What each context does where a rule says nothing."""

MOST_PER_SENTENCE = 2


def settle(
    place: Place, pattern: Pattern, sentence: Sentence, excepted: Callable[[Node, Sentence], bool]
) -> Hit | None:
    """The hit that a match is, or None where a context, an antipattern or doubt silences it."""
    rule, named = pattern.rule, pattern.named
    if any(excepted(node, sentence) for node in (*rule.unless, *named.unless)):
        return None
    match = match_of(place, pattern, sentence)
    severity = _in_contexts(match, sentence, named.severity or rule.severity)
    prior = named.confidence if named.confidence is not None else rule.confidence
    confidence = adjusted(prior, match, sentence)
    severity = settled(severity, confidence)
    return _hit(match, severity, confidence, sentence) if severity else None


def settle_reading(
    reading: Reading, rule: Rule, sentence: Sentence, excepted: Callable[[Node, Sentence], bool]
) -> Hit | None:
    """The hit that a reading is in the sentence where it stands, or None where a context or antipattern silences it."""
    doc, first, last = sentence.doc, reading.start - sentence.start, reading.end - sentence.start
    tokens = [token.i for token in doc if token.idx < last and token.idx + len(token) > first and not token.is_space]
    if not tokens or rule.reads is None or any(excepted(node, sentence) for node in rule.unless):
        return None
    found = Found(tuple(tokens), _of_classes(rule.reads.captures, sentence))
    match = match_of(Place((0, 0), found), Pattern(rule, Named(rule.match)), sentence)
    severity = _in_contexts(match, sentence, rule.severity)
    return _hit(match, severity, round(reading.sureness, 2), sentence) if severity else None


def _of_classes(names: Sequence[str], sentence: Sentence) -> dict[str, Captured]:
    """For each class, the first noun phrase of the sentence that has one of its words for a head, if there is one."""
    found: dict[str, Captured] = {}
    for name in names:
        members = sentence.members(name)
        phrases = [(start, -end, head) for (start, end), head in spans(sentence, "np").items() if head in members]
        if phrases:
            start, end, head = min(phrases)
            found[name] = Captured(start, -end, "np", head)
    return found


def _in_contexts(match: Match, sentence: Sentence, severity: Severity) -> Severity | None:
    """The severity of a match after the contexts that hold for it have had their say."""
    policies = {**DEFAULT_POLICIES, **match.rule.contexts, **match.pattern.contexts}
    for name in holding(match, sentence, [name for name in CONTEXTS if policies[name] is not Policy.FLAG]):
        if policies[name] is Policy.SILENCE:
            return None
        severity = severity.lowered()
    return severity


def _hit(match: Match, severity: Severity, confidence: float, sentence: Sentence) -> Hit:
    whole = (sentence.start, sentence.start + len(sentence.doc.text))
    number = _number(sentence.doc[match.target]) if match.target is not None else ""
    taken = {name: capture_span(name, phrase, sentence) for name, phrase in carried(sentence).items()}
    captures = {**taken, **match.captures}
    return Hit(
        match.rule.id,
        match.pattern,
        severity,
        confidence,
        match.start,
        match.end,
        whole,
        captures,
        number,
        _clauses(match, sentence),
    )


def _clauses(match: Match, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The plain spans of the clauses that the match is in."""
    doc = sentence.doc
    span = doc.char_span(match.start - sentence.start, match.end - sentence.start, alignment_mode="expand")
    found = own_clauses(doc, span.start, span.end) if span else ()
    return tuple((sentence.start + doc[a].idx, sentence.start + doc[b - 1].idx + len(doc[b - 1])) for a, b in found)


def match_of(place: Place, pattern: Pattern, sentence: Sentence) -> Match:
    """A place as a match: what is flagged, who is targeted, what was captured."""
    found, doc = place.found, sentence.doc
    head = found.head if found.head is not None else doc[found.start : found.end].root.i
    captures = {name: capture_span(name, captured, sentence) for name, captured in found.captures.items()}
    flags = pattern.named.flags or pattern.rule.flags
    first, last = _flagged(flags, place, sentence)
    start, end = sentence.start + doc[first].idx, sentence.start + doc[last - 1].idx + len(doc[last - 1])
    target = found.captures.get(pattern.named.target or pattern.rule.target)
    return Match(
        rule=pattern.rule,
        pattern=pattern.named,
        tokens=found.tokens,
        head=head,
        start=start,
        end=max(end, place.until or 0),
        captures=captures,
        target=target.head if target else None,
    )


def _flagged(flags: str, place: Place, sentence: Sentence) -> tuple[int, int]:
    found, doc = place.found, sentence.doc
    if flags in ("", "match"):
        return _trimmed(found.start, found.end, sentence)
    if flags == "sentence":
        return _trimmed(0, len(doc), sentence)
    if flags == "clause":
        start, end = found.start, found.end
        while start > 0 and doc[start - 1].text not in CLAUSE_MARKS:
            start -= 1
        while end < len(doc) and doc[end].text not in CLAUSE_MARKS:
            end += 1
        return _trimmed(start, end, sentence)
    named = [found.captures[name] for name in flags.split(",") if name in found.captures]
    if not named:
        return found.start, found.end
    return min(c.start for c in named), max(c.end for c in named)


def _trimmed(start: int, end: int, sentence: Sentence) -> tuple[int, int]:
    """The token span without the marks, bullets and symbols around it, but with its closing brackets and quotes out."""
    doc = sentence.doc
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space or doc[start].pos_ == "SYM"):
        start += 1
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end


def capture_span(name: str, captured: Captured, sentence: Sentence) -> CaptureSpan:
    """A capture in plain offsets, with the grammar of its head."""
    doc = sentence.doc
    head = doc[captured.head]
    span = doc[captured.start : captured.end]
    start = sentence.start + span.start_char
    group = _subject_of(head, captured, sentence) if captured.kind == "clause" else None
    return CaptureSpan(
        name=name,
        start=start,
        end=start + len(span.text),
        text=span.text,
        kind=captured.kind,
        head=head.text,
        lemma=head.lemma_,
        tag=head.tag_,
        number=_number(head),
        person=_person(head),
        group=group,
    )


def _subject_of(verb: Token, captured: Captured, sentence: Sentence) -> tuple[int, int] | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and captured.start <= child.left_edge.i and child.tag_ != "EX":
            first, last = child.left_edge, child.right_edge
            if last.i < captured.end:
                return sentence.start + first.idx, sentence.start + last.idx + len(last)
    return None


def _number(head: Token) -> str:
    if any(child.dep_ == "conj" for child in head.children) and any(c.lower_ == "and" for c in head.children):
        return "plur"
    found = head.morph.get("Number", [])
    if found:
        return "plur" if found[0] == "Plur" else "sing"
    if head.lower_ in ("you", "they", "we", "these", "those"):
        return "plur"
    return "plur" if head.tag_ in ("NNS", "NNPS") else "sing"


def _person(head: Token) -> int:
    found = head.morph.get("Person", [])
    return int(found[0]) if found and found[0] in "123" else 3


def compatible(hits: Sequence[Hit], yields: Callable[[str], Sequence[str]]) -> list[Hit]:
    """Of hits that collide, those to show: one for each span, at most two for each sentence.

    Of two that overlap the more severe stays, then the surer, then the longer; a rule that yields to another gives way,
    where the other is no less severe.
    """
    if len(hits) < 2:
        return list(hits)
    ranked = sorted(hits, key=lambda h: (-h.severity.rank, -h.confidence, h.start - h.end, h.start, h.rule))
    kept: list[Hit] = []
    for hit in ranked:
        rivals = [other for other in hits if other is not hit and _overlap(other, hit)]
        if any(other.rule in yields(hit.rule) and other.severity.rank >= hit.severity.rank for other in rivals):
            continue
        if any(_overlap(other, hit) for other in kept):
            continue
        if sum(other.sentence == hit.sentence for other in kept) >= MOST_PER_SENTENCE:
            continue
        kept.append(hit)
    return sorted(kept, key=lambda h: (h.start, h.end))


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
