"""It is what somebody else says: claims, insists, tells, calls, or is told.

The words under a verb of saying are the speaker's, when the speaker is not the writer and not a body the writer speaks
for (*we, our union, the branch*); nor *you*, since “you say you support us” is no report. A passive without speaker
reports whoever its subject is (“we were told that …”). What the writer once said and no longer holds (“I used to think
that …”) is reported too. An order (“tell them …”) reports nothing. Endorsement undoes it, as it undoes quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sharedground.analysis.contexts import scopes, voices
from sharedground.analysis.contexts.grammar import (
    changes_voice,
    children,
    clause,
    governed,
    is_infinitive,
    own_subject,
    stretch,
    subject,
    subtree,
    that_clause,
)
from sharedground.analysis.contexts.scopes import Scope
from sharedground.analysis.contexts.wordlists import listed
from sharedground.analysis.model import Match, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = "reported"

_SAYERS = listed(
    "say claim argue insist tell explain shout report allege announce assert believe complain declare maintain state "
    "suggest think warn write mutter sneer assume pretend imply preach accuse call brand label dub denounce describe "
    "portray depict present paint dismiss cast lecture order ask urge advise yell scream whisper joke hint "
    "tweet contend characterise characterize frame denigrate scold blame demand stereotype treat "
    "recall recount relate testify conclude rule reckon charge teach convince fear suspect swear pronounce opine "
    "decree gossip boast grumble moan"
)
_VERDICTS = frozenset({"blame", "treat", "frame", "cast", "post", "ask", "present"})
_PORTRAYERS = listed("treat present frame cast paint depict portray describe")
_REPORTS = listed(
    "view opinion belief allegation report rumour rumor complaint insistence assertion verdict suggestion"
)
_LINES = frozenset({"line", "position", "story", "excuse", "message"})
"""Nouns that report only in “their line is that …”."""

_TO_THEIR_FACES = frozenset({"tell", "call", "brand", "label", "lecture", "accuse", "dismiss", "treat"})
"""What we have said to people, told as something that we did: “we've called them sheep for years”."""

_CLAIMING = frozenset({"say", "claim", "argue", "insist", "announce", "declare"})

_HEARD = listed("hear read")
"""What one hears is somebody else's, whoever hears it: “I am tired of hearing that …”."""

_BEFORE = re.compile(
    r"""^\W*(?:(?:and|but|so|well)\W+)?(?:
        in\ (?:(?!my\b|our\b)[\w'-]+\ ){1,5}?(?:view|eyes?|opinion|mind|telling|book|account|version|reading)
            (?:\ of\ [^,;:.]{1,40}?)?
      | (?:as\ far\ as|so\ far\ as)\ (?!i\b|we\b)[^,;:.]{1,40}\ (?:is|are|was|were)\ concerned
      | to\ hear\ [^,;:.]{1,40}\ tell\ it
      | if\ (?:you|one|we)\ (?:believe|trust|listen\ to|go\ by)\ (?!in\b)[^,;:.]{1,40}
      | (?:the\ )?(?:rumou?r|story|word|legend|gossip)\ (?:has\ it|goes)(?:\ that)?
    ),?\ """,
    re.IGNORECASE | re.VERBOSE,
)
"""How a sentence opens that tells whose view it gives: “in the mayor's view, …”, “to hear him tell it, …”."""
_AFTER = re.compile(
    r"""(?:,|—|–|-)\ (?: (?:or\ )?so\ (?!i\b|we\b)(?:[\w'-]+\ ){1,4}(?:say|says|said|claims?|goes)
      | (?!i\b|we\b)(?:[\w'-]+\ ){1,4}(?:would|will)\ have\ (?:us|you|them|everyone)\ (?:all\ )?(?:believe|think)
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""How one ends that does: “…, or so the paper says”, “…, the owners would have us believe”."""

_SOME = frozenset({"a", "an", "one", "some", "another", "several", "someone", "somebody", "few", "two", "three"})
_HEARSAY = frozenset({"supposedly", "allegedly", "reportedly", "apparently", "purportedly"})
_INVERTED = re.compile(
    r",\ (?:reads?|ran|runs|went|goes|said|says|screams?|screamed)\ (?:an?|the|his|her|their|one|another)\ [\w'-]+",
    re.IGNORECASE,
)
"""“…, read the badge”, “…, ran the headline, …”."""
_ONESELF = frozenset({"myself", "ourselves"})
_ONCE = frozenset({"once", "formerly"})


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens that somebody else says."""
    return frozenset() if voices.endorses(sentence) else scopes.reached(_scopes(sentence))


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether the match is what somebody else says, and the writer does not endorse it."""
    return scopes.covers(_scopes(sentence), match, sentence) and not voices.endorses(sentence)


def _scopes(sentence: Sentence) -> scopes.Scopes:
    return scopes.remembered(sentence, NAME, _find)


def _find(sentence: Sentence) -> Iterator[Scope]:
    for token in sentence.doc:
        reach = _of_verb(token) or _of_noun(token) or _of_source(token) or _of_hearing(token)
        if reach:
            yield Scope(token.i, frozenset(reach))
    yield from _of_frame(sentence.doc)


def _of_frame(doc: Doc) -> Iterator[Scope]:
    """What stands after an opening, or before an ending or an aside, that says whose view it is."""
    text = doc.text.replace("’", "'")
    if opening := _BEFORE.match(text):
        first = _token_at(doc, opening.end())
        yield Scope(0, frozenset(range(first, _voice_ends(doc, first))))
    if ending := _AFTER.search(text):
        last = _token_at(doc, ending.start())
        yield Scope(last, frozenset(range(last)))
    if told := _INVERTED.search(text):
        comma = _token_at(doc, told.start())
        yield Scope(comma, frozenset(range(stretch(doc, comma, colons=True)[0], comma)))


def _token_at(doc: Doc, offset: int) -> int:
    return next((token.i for token in doc if token.idx >= offset), len(doc))


def _voice_ends(doc: Doc, start: int) -> int:
    return next((token.i for token in doc[start:] if changes_voice(token)), len(doc))


def _of_hearing(verb: Token) -> set[int]:
    """“I am tired of hearing that …”, “the editor holds that …”, “somebody had decided that …”; not “we hear you”."""
    if verb.pos_ != "VERB":
        return set()
    speaker = subject(verb)
    heard = verb.lemma_.lower() in _HEARD
    held = verb.lemma_ == "hold" and speaker is not None and not voices.is_own(speaker)
    felt = verb.lemma_ in ("feel", "note", "decide") and speaker is not None and _is_one_of_many(speaker)
    return that_clause(verb) if heard or held or felt else set()


def _is_one_of_many(speaker: Token) -> bool:
    """“a member”, “one delegate”, “some”; what *members* or *the meeting* felt, the minutes say in their own voice."""
    return speaker.lower_ in _SOME or any(child.lower_ in _SOME for child in children(speaker, "det", "nummod", "amod"))


def _of_verb(verb: Token) -> set[int]:
    if _SAYERS.isdisjoint({verb.lemma_.lower(), verb.lower_.removesuffix("ed")}) or not _is_verbal(verb):
        return set()
    if not _is_somebody_elses(verb) or _asks_for_an_act(verb):
        return set()
    if verb.lemma_.lower() in _PORTRAYERS and not any(child.lower_ in ("as", "like") for child in verb.children):
        return set()
    reach = governed(verb, relatives=True, colons=True) - {verb.i}
    if _is_passive(verb):
        reach -= {i for child in children(verb, "agent") for i in subtree(child)}
    elif verb.lemma_.lower() == "blame":
        return set()
    return reach | that_clause(verb) | _said_before(verb) | _set_before(verb) | _said_after(verb)


def _is_verbal(token: Token) -> bool:
    """Whether this is a verb, perhaps one the tagger took for a noun (“a columnist sneered that …”)."""
    if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("V"):
        return True
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and own_subject(token) is not None


def _asks_for_an_act(verb: Token) -> bool:
    """“All members are asked to …”, “members ask that the kettle be kept …”: minutes ask in their own voice."""
    mandative = any(child.lower_ == "that" for c in children(verb, "ccomp") for child in children(c, "mark"))
    return verb.lemma_.lower() in ("ask", "order", "urge") and (mandative or _is_passive(verb))


def _is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and bool(children(verb, "auxpass", "nsubjpass") or verb.dep_ in ("acl", "relcl", "pcomp"))


def _is_somebody_elses(verb: Token) -> bool:
    if _is_passive(verb) or _is_participle_of_passive(verb):
        agent = next((p for child in children(verb, "agent") for p in children(child, "pobj")), None)
        return agent is None or not voices.is_own(agent)
    if _is_made_believe(verb):
        return True
    speaker = subject(verb)
    if speaker is None or speaker.lower_ in voices.SECOND:
        return False
    if speaker.lower_ in ("it", "one", "this", "that", "there") or (speaker.i == verb.i):
        return speaker.lower_ == "it" and _says_so(verb)
    if voices.is_own(speaker):
        return _is_disowned(verb)
    return not _is_to_come(verb)


def _says_so(verb: Token) -> bool:
    """“The leaflet came. It says that …”; what a thing tells us, or says a lot about, the writer has made out."""
    claims = verb.lemma_.lower() in _CLAIMING and not children(verb, "dobj", "dative")
    return claims and any(
        child.lower_ == "that" for said in children(verb, "ccomp") for child in children(said, "mark")
    )


def _is_made_believe(verb: Token) -> bool:
    """“They want us to believe that …”."""
    if verb.lemma_ not in ("believe", "think") or verb.head.lemma_ not in ("want", "like", "have"):
        return False
    teller = own_subject(verb.head)
    return teller is not None and not voices.is_own(teller) and teller.lower_ not in voices.SECOND


def _is_participle_of_passive(verb: Token) -> bool:
    """“being told that …”, “made to feel”, “got called”."""
    return verb.tag_ == "VBN" and any(c.lemma_.lower() in ("be", "get") for c in children(verb, "aux", "auxpass"))


def _is_disowned(verb: Token) -> bool:
    """“I used to think that …”, “we once believed that …”, “I told myself …”, “we have told them that they are …”."""
    perfect = any(child.lemma_ == "have" for child in children(verb, "aux"))
    if verb.lemma_.lower() in _TO_THEIR_FACES and perfect:
        return True
    if verb.lemma_ == "joke" or any(child.lower_ in _ONESELF for child in children(verb, "dobj", "dative")):
        return True
    return verb.head.lemma_ == "use" or any(child.lower_ in _ONCE for child in children(verb, "advmod"))


def _is_to_come(verb: Token) -> bool:
    """What people must or should say, or what they are asked to say, nobody has said."""
    helpers = {child.lower_ for child in children(verb, "aux")}
    if is_infinitive(verb) and verb.head.lemma_ == "be":
        return True
    return not helpers.isdisjoint({"should", "must", "ought", "shall"}) or (
        is_infinitive(verb) and verb.head.lemma_.lower() in ("need", "have", "ought", "ask", "invite", "want", "expect")
    )


def _said_before(verb: Token) -> set[int]:
    """A clause set before its verb of saying: “strikers are selfish, the tabloids claimed”."""
    if verb.dep_ not in ("parataxis", "ROOT", "ccomp") or verb.lemma_.lower() in _VERDICTS:
        return set()
    inverted = verb.dep_ in ("parataxis", "ccomp") and verb.head.i < verb.i and verb.i > 0
    if not inverted or verb.doc[verb.left_edge.i - 1].text not in (",", "”", '"', "’"):
        return set()
    low, _high = stretch(verb.doc, verb.head.i, colons=True)
    return {i for i in subtree(verb.head) - subtree(verb) if i >= low}


def _set_before(verb: Token) -> set[int]:
    """“Help the needy, the poster says; …”, “it is not our fight, they used to say”: all before the comma.

    Told from the words alone, for the parser sees many things in a clause that is quoted without marks.
    """
    top = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "use" else verb
    teller = own_subject(top)
    if teller is None or not 2 <= teller.left_edge.i < verb.i:
        return set()
    end = teller.left_edge.i - 1
    if verb.doc[end].text != ",":
        return set()
    low, high = stretch(verb.doc, end, colons=True)
    said = (child for child in children(verb, "ccomp", "dobj", "prep") if verb.i < child.i < high)
    if not all(_is_told(child, verb) for child in said):
        return set()
    return set(range(low, end))


def _is_told(child: Token, verb: Token) -> bool:
    """Whether this is who is spoken to (“told us”, “said to the press”), not what is said."""
    return child.pos_ == "PRON" or verb.lemma_.lower() in ("tell", "remind") or child.lower_ in ("to", "in", "on", "at")


def _said_after(verb: Token) -> set[int]:
    """“anyone who says migrants are the problem should …”: read as the main clause; up to its modal."""
    theme = next((c for c in children(verb, "dobj") if c.i == verb.i + 1 and c.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if theme is None or verb.dep_ != "relcl" or verb.lemma_ not in ("say", "think", "claim", "believe", "insist"):
        return set()
    following = verb.doc[theme.i + 1 :]
    if not following or following[0].tag_ not in ("VBP", "VBZ", "VBD"):
        return set()
    ending = next((t.i for t in following if t.tag_ == "MD" or t.is_punct), len(verb.doc))
    return set(range(theme.i, ending)) if ending < len(verb.doc) else set()


def _of_noun(noun: Token) -> set[int]:
    """“takes the view that …”, “rumours that …”; “our view is that …” is the writer's."""
    if noun.lemma_.lower() not in _REPORTS | _LINES or noun.pos_ != "NOUN":
        return set()
    if any(owner.lower_ in voices.FIRST for owner in children(noun, "poss")):
        return set()
    taker = subject(noun.head) if noun.dep_ in ("dobj", "pobj") else None
    if taker is not None and (voices.is_own(taker) or taker.lower_ in voices.SECOND):
        return set()
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        return {i for child in children(noun.head, "ccomp") for i in subtree(child)}
    if noun.lemma_.lower() in _LINES:
        return set()
    reach = {i for child in children(noun, "acl", "relcl", "ccomp", "appos") for i in subtree(child)}
    if noun.dep_ == "dobj":
        reach |= {i for child in children(noun.head, "ccomp") for i in subtree(child)}
    return reach


def _of_source(token: Token) -> set[int]:
    """“according to …”, “supposedly …”: the whole clause; “it's claimed that …”: what is claimed."""
    if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        whose = {t.lower_ for t in token.doc[token.i + 2 : token.i + 4]}
        return set() if whose & voices.FIRST else _whole_clause(token)
    if token.lemma_ == "have" and [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]] == ["it", "that"]:
        return _whole_clause(token) | that_clause(token)
    if token.lower_ in _HEARSAY:
        return _whole_clause(token)
    if token.lower_ == "about" and _is_going_on(token):
        return subtree(token)
    if token.lower_ == "sound" and any(child.lower_ in ("like", "as") for child in token.subtree):
        return governed(token, relatives=True) | {i for c in children(token, "advcl", "prep") for i in subtree(c)}
    return set()


def _is_going_on(about: Token) -> bool:
    """“he goes on about …”, “they bang on about …”."""
    verb = about.head if about.head.pos_ == "VERB" else about.head.head
    speaker = subject(verb)
    on = any(token.lower_ == "on" for token in about.doc[max(0, about.i - 2) : about.i])
    talking = verb.lemma_ in ("go", "bang", "drone", "harp", "ramble", "bleat") and (on or verb.lemma_ == "bleat")
    return talking and speaker is not None and not voices.is_own(speaker) and speaker.lower_ not in voices.SECOND


def _whole_clause(token: Token) -> set[int]:
    head = clause(token)
    low, high = stretch(token.doc, token.i, colons=True)
    said = [head, *(child for child in children(head, "conj") if own_subject(child) is None)]
    reach = {i for verb in said for i in governed(verb, relatives=True)}
    opening = set(range(token.i, high)) if token.i <= 1 and token.lower_ == "according" else set[int]()
    return opening | {i for i in reach | _subject_of(head) if low <= i < high}


def _subject_of(verb: Token) -> set[int]:
    doer = own_subject(verb)
    return subtree(doer) if doer is not None else set()
