"""A comparison with a figure or a source: “paid 18% more”, “three times the rate”, “41% against 37%”, “(ONS)”, “table 4”.

The figure must measure the comparison. A number that merely stands in the sentence (a wage, an hour, a count of those
who came) does not, and neither does a bare year.
"""

from __future__ import annotations

import re

from sharedground.analysis.model import Match, Sentence

NAME = "measured"

_NUMBER = r"""(?:[£$€]?\d[\d,.]*(?:\s?(?:k|m|bn|million|billion))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|
  twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a\ hundred)"""
_FRACTION = r"(?:half|a\ (?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth)|(?:two|three|four)[-\ ](?:thirds|quarters|fifths|tenths))"
_SHARE = rf"(?:{_NUMBER}\s?(?:%|per\ ?cent\b|percent\b|percentage\ points?\b|pence\b|p\b))"
_MORE = r"(?:more|less|fewer|higher|lower|greater|poorer|richer|longer|shorter|worse|better|older|younger|likelier|as\ (?:likely|many|much|high|often|long))"
_MEASURES = [
    re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for pattern in (
        rf"(?:{_SHARE}|{_FRACTION}|{_NUMBER}\ (?:points?|years?|pounds|dollars|euros|hours?|times))\s+(?:\w+\ )?{_MORE}\b",
        rf"\b(?:twice|thrice|double|{_NUMBER}[\ -]times|{_NUMBER}-?fold|{_FRACTION})\b\s*(?:as|more|less|the|that|those|what|of|higher|lower)\b",
        rf"\b{_MORE}\b[^.;]{{0,60}}\bby\ (?:{_SHARE}|{_FRACTION}|{_NUMBER})",
        rf"\b(?:rose|fell|dropped|grew|cut|up|down|halved|doubled)\b[^.;]{{0,30}}{_SHARE}",
        rf"{_SHARE}[^.;]{{0,80}}(?:\bthan\b|\bagainst\b|\bcompared\b|\bversus\b|\bvs\b|\bbut\b|\bwhile\b|\band\b|,|\bto\b)[^.;]{{0,60}}{_SHARE}",
        r"[£$€]\d[\d,.]*[^.;]{0,80}(?:\bthan\b|\bagainst\b|\bcompared\b|\bversus\b|\bvs\b|\bbut\b|\bwhile\b|\band\b|,)[^.;]{0,60}[£$€]\d",
        rf"\b{_NUMBER}\ (?:in|out\ of|per|for\ every)\ (?:every\ )?{_NUMBER}\b[^.;]{{0,80}}\b(?:than|against|compared|versus|vs|but|while|and)\b[^.;]{{0,60}}{_NUMBER}",
        r"\b(?:rates?|mortality|median|average|mean|incidence|index|ratio)\b[^.;]{0,60}\b(?:higher|lower|above|below|exceeds?|than|twice|against)\b",
        r"\b(?:higher|lower|above|below|twice|median|average)\b[^.;]{0,30}\b(?:rates?|mortality|incidence|wages?|income|pay\ gap)\b",
        r"\b(?:tables?|figures?|fig\.|annex|appendix|chart|graph)\ \(?[\dA-Z]\d*\b",
        r"\(\s*[nN]\s*=\s*\d|\bcontrolling\ for\b|\bp\s*[<=]\s*0?\.\d|\bregressions?\b",
        r"\((?:[^()]*\b)?(?:ONS|OECD|ILO|IMF|UN|WHO|BLS|Eurostat|NOMIS|DWP|World\ Bank|Oxfam|census|survey|annex)\b[^()]*\)",
        r"\(\s*(?:[A-Z][\w'-]+(?:\ (?:and|&|et\ al\.?)\ ?[\w'-]*)?,?\ )\d{4}[a-z]?(?:[:,][^()]*)?\)",
        r"\baccording\ to\ (?:the\ )?(?:government\ |official\ |national\ )?(?:statistics|census|figures|survey|data|ONS|ILO|OECD)\b",
    )
]
_YEARS = re.compile(r"^\W*(?:19|20)\d\d\W*$")


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens of the measured comparisons and the sources."""
    if NAME not in sentence.facts:
        text = sentence.text
        spans = [
            found.span() for pattern in _MEASURES for found in pattern.finditer(text) if not _YEARS.match(found[0])
        ]
        sentence.facts[NAME] = frozenset(t.i for t in sentence.doc for start, end in spans if start <= t.idx < end)
    found_tokens: frozenset[int] = sentence.facts[NAME]
    return found_tokens


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether the match's sentence measures what it compares."""
    del match
    return bool(marks(sentence))
