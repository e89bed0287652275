"""The small pack of these tests, in this process."""

from functools import cache
from pathlib import Path

from sharedground.lint import Linter
from sharedground.rules.store import load_packs
from sharedground.settings import Settings

PACK = Path(__file__).with_name("pack")


@cache
def linter() -> Linter:
    """A linter with the small pack alone."""
    return Linter(Settings(preview=True), pack=load_packs([PACK]).pack)
