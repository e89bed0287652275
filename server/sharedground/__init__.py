"""Shared Ground points at phrasing that costs solidarity, and offers rewrites from shared material interests.

from sharedground import Linter

for finding in Linter().check("Check your privilege before you complain about rent."):
print(finding.message)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sharedground.errors import (
        DraftError,
        PipelineError,
        Place,
        PlacedError,
        RuleError,
        SettingsError,
        SharedGroundError,
    )
    from sharedground.finding import Finding
    from sharedground.lint import Linter, Result
    from sharedground.rewriting.model import Edit, Rewrite, apply_edits
    from sharedground.rules.model import Applicability, Severity
    from sharedground.settings import Settings, load_settings
    from sharedground.suppression import Notice

__all__ = [
    "Applicability",
    "DraftError",
    "Edit",
    "Finding",
    "Linter",
    "Notice",
    "PipelineError",
    "Place",
    "PlacedError",
    "Result",
    "Rewrite",
    "RuleError",
    "Settings",
    "SettingsError",
    "Severity",
    "SharedGroundError",
    "__version__",
    "apply_edits",
    "load_settings",
]

__version__ = "0.1.0"

_HOMES = {
    "Applicability": "rules.model",
    "DraftError": "errors",
    "Edit": "rewriting.model",
    "Finding": "finding",
    "Linter": "lint",
    "Notice": "suppression",
    "PipelineError": "errors",
    "Place": "errors",
    "PlacedError": "errors",
    "Result": "lint",
    "Rewrite": "rewriting.model",
    "RuleError": "errors",
    "Settings": "settings",
    "SettingsError": "errors",
    "Severity": "rules.model",
    "SharedGroundError": "errors",
    "apply_edits": "rewriting.model",
    "load_settings": "settings",
}


if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ has every attribute

    def __getattr__(name: str) -> Any:
        # Importing the package stays cheap: each name is fetched from its room when it is first asked for.
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
