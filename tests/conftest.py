import pytest


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests read each draft anew, but those of the cache, which take this back."""
    monkeypatch.setenv("SHAREDGROUND_NO_CACHE", "1")
