"""A linter that knows two phrases, so that what stands around the engine can be tested without it."""

from __future__ import annotations

from plain_rule import plain_rule
from sharedground.finding import Finding
from sharedground.lint import Result
from sharedground.rewriting.model import Edit, Rewrite
from sharedground.rules.model import (
    Applicability,
    FlagExample,
    OkExample,
    Pack,
    Phrase,
    Severity,
    Status,
    Word,
)
from sharedground.settings import Settings
from sharedground.suppression import Notice
from sharedground.text.source import Source, decode

PRIVILEGE = plain_rule(
    id="accusation/privilege-checking",
    code="S001",
    summary="Asks for contrition before it listens.",
    message="“{match}” tends to close the talk.",
    why="A worker with a grievance is asked to confess first.\n\nMost then leave.",
    keep_when="You write about the phrase itself.",
    sources=("Cooley et al. 2019, JEP: General",),
    match=Phrase((Word(("privilege",)),)),
    flag_examples=(
        FlagExample("Please check your privilege.", ((7, 27),), "Please talk with your neighbours."),
        FlagExample("Check your privilege, tenants.", ((0, 20),), "talk with your neighbours, tenants."),
    ),
    ok_examples=(
        OkExample("Nobody has to confess to anything.", "negated"),
        OkExample("We met on Thursday.", "neutral"),
    ),
    path="accusation/privilege-checking.yaml",
    line=1,
)
RANKING = plain_rule(
    id="hierarchy/ranking",
    severity=Severity.HINT,
    summary="Ranks one hardship below another.",
    message="“{match}” ranks.",
    why="Ranks.",
    match=Phrase((Word(("worse",)),)),
)
TRIAL = plain_rule(
    id="guilt/on-trial",
    status=Status.PREVIEW,
    severity=Severity.ERROR,
    summary="On trial.",
    message="On trial.",
    why="On trial.",
    match=Phrase((Word(("trial",)),)),
)

PHRASES = {
    "check your privilege": (
        PRIVILEGE,
        (("talk with your neighbours", Applicability.SAFE), ("start from [what you share]", Applicability.SCAFFOLD)),
    ),
    "have it worse": (RANKING, (("have it hard too", Applicability.REVIEW),)),
    "on trial": (TRIAL, ()),
}


class FakeLinter:
    """Speaks the facade's language; flags PHRASES wherever they stand, and notes every `ignore nothing`."""

    made = 0
    problems: tuple[Exception, ...] = ()

    def __init__(self, settings: Settings | None = None) -> None:
        type(self).made += 1
        self.settings = settings or Settings()
        self.pack = Pack((PRIVILEGE, TRIAL, RANKING), {}, "")
        self.digest = ""
        self.rules = self.pack.rules
        self.rule_ids = [rule.id for rule in self.pack.rules]

    def check(self, text: str | bytes, *, language: str = "markdown", name: str = "") -> Result:
        source = decode(text, name=name) if isinstance(text, bytes) else Source(text)
        settings = self.settings.for_file(name) if name else self.settings
        lowered = source.text.lower()
        findings = []
        for phrase, (rule, rewrites) in PHRASES.items():
            severity = settings.level(rule)
            at = lowered.find(phrase) if severity else -1
            while at >= 0:
                end = at + len(phrase)
                findings.append(
                    Finding(
                        rule.id,
                        rule.principle,
                        severity or rule.severity,
                        rule.message.replace("{match}", source.text[at:end]),
                        at,
                        end,
                        tuple(Rewrite(new, how, (Edit(at, end, new),), new, at, end) for new, how in rewrites),
                    )
                )
                at = lowered.find(phrase, end)
        noted = lowered.find("ignore nothing")
        notices = (Notice("This ignores nothing.", noted, noted + 14),) if noted >= 0 else ()
        findings.sort(key=lambda finding: finding.start)
        return Result(source, tuple(findings), len(source.text.split()), notices)
