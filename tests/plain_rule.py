"""A rule with nothing in it but what a test is about."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from sharedground.rules.model import AnyOf, Rule, Severity, Status

_PLAIN = Rule(
    id="accusation/example",
    status=Status.STABLE,
    severity=Severity.WARNING,
    confidence=0.8,
    since="0.1",
    summary="",
    message="",
    why="",
    keep_when="",
    sources=(),
    match=AnyOf(()),
)


def plain_rule(**differs: Any) -> Rule:
    """The plain rule, but for what differs."""
    return replace(_PLAIN, **differs)
