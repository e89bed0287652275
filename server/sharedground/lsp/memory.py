"""Memory: what is loaded stays out of the garbage collector's way, and what is let go of goes back to the system."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_GARBAGE = (2_000, 20, 200)
"""When to look for garbage: the young often, everything seldom, since that holds up all threads, on starting most."""
_MOST_HEAPS = -8
"""What the C library calls M_ARENA_MAX."""


def be_thrifty() -> None:
    """To be called first of all. One heap for all threads: what one lets go of, another can have."""
    gc.set_threshold(*_GARBAGE)
    _ask_libc("mallopt", _MOST_HEAPS, 1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """While much is loaded that stays, no garbage is looked for: it would hold up all threads and find little."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def settle_down() -> None:
    """What is loaded stays: to look through it for garbage would hold up a keystroke now and then."""
    gc.freeze()
    give_back()


def give_back() -> None:
    """What was let go of goes back to the system. It takes some milliseconds: to be done while the writer pauses."""
    _ask_libc("malloc_trim", 0)


def _ask_libc(name: str, *arguments: int) -> None:
    """Call a function of the GNU C library, where that is what we run on."""
    if sys.platform != "linux":
        return
    import ctypes

    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*arguments)
