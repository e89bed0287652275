"""The JSON Schema of sharedground.toml, for editors."""

from __future__ import annotations

from typing import Any

from sharedground.rules.model import Severity


def json_schema() -> dict[str, Any]:
    """The schema, draft 2020-12; [tool.sharedground] in a pyproject.toml has the same shape."""
    names = {**_texts("Rule ids, categories or “all”."), "examples": [["hierarchy/relative-privation"], ["guilt"]]}
    levels = {
        "type": "object",
        "description": "A rule id, a category or “all” → error, warning, information, hint or off.",
        "additionalProperties": {"enum": [*Severity, "off"]},
    }
    per_file = {"select": names, "ignore": names, "severity": levels}
    accepted = {
        "type": "object",
        "properties": {
            "phrase": {"type": "string", "description": "What the project stands by."},
            "rule": {"type": "string", "description": "The rule or category that leaves it alone; without it, all do."},
        },
        "required": ["phrase"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Shared Ground settings",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "select": {**names, "description": "The rules to run; all by default."},
            "ignore": {**names, "description": "The rules to leave out."},
            "severity": levels,
            "preview": {"type": "boolean", "description": "Whether rules that are still on trial run too."},
            "packs": _texts("Folders of rules, or installed distributions that bring some."),
            "lexicon": {
                "type": "object",
                "description": "Words to add to word classes.",
                "additionalProperties": _texts("Words or phrases, in their dictionary form."),
            },
            "exclude": _texts("Globs, as in .gitignore, of drafts that are not read."),
            "per-file": {
                "type": "object",
                "description": "A glob → what differs for the drafts it names.",
                "additionalProperties": {"type": "object", "properties": per_file, "additionalProperties": False},
            },
            "pipeline": {"type": "string", "description": "The spaCy pipeline, such as en_core_web_md."},
            "home": _texts("Places that count as here."),
            "document-checks": {"type": "boolean", "description": "Whether whole-draft checks run."},
            "reader": {"type": "boolean", "description": "Whether the learned sentence reader reads along."},
            "accept": {
                "type": "array",
                "description": "Phrases the project stands by.",
                "items": {"oneOf": [{"type": "string"}, accepted]},
            },
            "fail-on": {"enum": [*Severity, "never"], "description": "From which severity `check` exits with 1."},
        },
    }


def _texts(description: str) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string"}, "description": description}
