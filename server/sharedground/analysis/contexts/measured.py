"""A comparison with a figure or a source: “paid 18% more”, “three times the rate”, “41% against 37%”, “(table 4)”.

The figure must measure the comparison. A number that merely stands in the sentence (a wage, an hour, a count of those
who came) does not, and neither does a bare year.
"""

from __future__ import annotations

import re

from sharedground.analysis.model import Match, Sentence

NAME = "measured"

_DIGITS = r"(?:[£$€]?\d[\d,.]*(?:\s?(?:k|m|bn|million|billion))?)"
_NUMBER = (
    rf"(?:{_DIGITS}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|a\ hundred)"
)
_FRACTION = (
    r"(?:half|a\ (?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth)"
    r"|(?:two|three|four)[-\ ](?:thirds|quarters|fifths|tenths))"
)
_SHARE = rf"(?:{_NUMBER}\s?(?:%|(?:per\ ?cent|percentage\ points?|pence|p)\b))"
_MONEY = r"[£$€]\d[\d,.]*"
_MORE = (
    r"(?:more|less|fewer|higher|lower|greater|poorer|richer|longer|shorter|worse|better|older|younger|likelier"
    r"|as\ (?:likely|many|much|high|often|long))"
)
_AGAINST = r"(?:\b(?:than|against|compared|versus|vs|but|while|and|to)\b|,)"
_SOURCES = r"ONS|OECD|ILO|IMF|UN|WHO|BLS|Eurostat|NOMIS|DWP|World\ Bank|Oxfam|census|survey|annex"

_COMPARISONS = (
    # 18% more · half as much again · three years longer
    rf"(?:{_SHARE}|{_FRACTION}|{_NUMBER}\ (?:points?|years?|pounds|dollars|euros|hours?|times))\s+(?:\w+\ )?{_MORE}\b",
    # twice as likely · three times the rate
    rf"\b(?:twice|thrice|double|{_NUMBER}[\ -]times|{_NUMBER}-?fold)\s+"
    r"(?:as|more|less|the|that|those|what|higher|lower)\b",
    # a tenth of those in Detroit · half the rate
    rf"\b{_FRACTION}\s+"
    r"(?:as|that|those|what|of\ (?:that|those|what)|the\ (?:rate|pay|wage|price|income|risk|number))\b",
    # longer, by a quarter
    rf"\b{_MORE}\b[^.;]{{0,60}}\bby\ (?:{_SHARE}|{_FRACTION}|{_NUMBER})",
    # rose by 9%
    rf"\b(?:rose|fell|dropped|grew|cut|up|down|halved|doubled)\b[^.;]{{0,30}}{_SHARE}",
    # 41% against 37% · £8 while we earn £12 · four in ten against one in ten
    rf"{_SHARE}[^.;]{{0,80}}{_AGAINST}[^.;]{{0,60}}{_SHARE}",
    rf"{_MONEY}[^.;]{{0,80}}{_AGAINST}[^.;]{{0,60}}{_MONEY}",
    rf"\b{_NUMBER}\ (?:in|out\ of|per|for\ every)\ (?:every\ )?{_NUMBER}\b"
    rf"[^.;]{{0,80}}{_AGAINST}[^.;]{{0,60}}{_NUMBER}",
    # asthma rates are higher · below the median income
    r"\b(?:rates?|mortality|median|average|mean|incidence|index|ratio)\b[^.;]{0,60}\b"
    r"(?:higher|lower|above|below|exceeds?|than|twice|against)\b",
    r"\b(?:higher|lower|above|below|twice|median|average)\b[^.;]{0,30}\b"
    r"(?:rates?|mortality|incidence|wages?|income|pay\ gap)\b",
)
_REFERENCES = (
    r"\b(?:tables?|figures?|fig\.|annex|appendix|chart|graph)\ \(?[\dA-Z]\d*\b",
    r"\(\s*[nN]\s*=\s*\d|\bcontrolling\ for\b|\bp\s*[<=]\s*0?\.\d|\bregressions?\b",
    rf"\((?:[^()]*\b)?(?:{_SOURCES})\b[^()]*\)",
    r"\(\s*[A-Z][\w'-]+(?:\ (?:and|&)\ [\w'-]+|\ et\ al\.?)?,?\ \d{4}[a-z]?(?:[:,][^()]*)?\)",
    r"\baccording\ to\ (?:the\ )?(?:government\ |official\ |national\ )?"
    r"(?:statistics|census|figures|survey|data|ONS|ILO|OECD)\b",
)
_MEASURES = [re.compile(pattern, re.IGNORECASE | re.VERBOSE) for pattern in (*_COMPARISONS, *_REFERENCES)]


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens of the measured comparisons and the sources."""
    if NAME not in sentence.facts:
        text = sentence.text
        spans = [found.span() for pattern in _MEASURES for found in pattern.finditer(text)]
        sentence.facts[NAME] = frozenset(t.i for t in sentence.doc for start, end in spans if start <= t.idx < end)
    found_tokens: frozenset[int] = sentence.facts[NAME]
    return found_tokens


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether the match's sentence measures what it compares."""
    del match
    return bool(marks(sentence))
