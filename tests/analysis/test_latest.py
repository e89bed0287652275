"""What is known of a draft's parts stays as long as they do, and little else."""

from hypothesis import given
from hypothesis import strategies as st

from sharedground.analysis.latest import Latest, Made


@given(st.lists(st.lists(st.integers(0, 60), max_size=30), max_size=30), st.integers(0, 20))
def test_what_is_still_there_is_never_forgotten_and_of_the_rest_no_more_than_is_spared(
    drafts: list[list[int]], spare: int
) -> None:
    latest: Latest[int, int] = Latest(spare)
    for parts in drafts:
        known = {part: latest[part] for part in parts if part in latest}
        latest.keep(parts)
        assert {part: latest[part] for part in known} == known
        assert len(latest) <= len(parts) + spare
        latest.update((part, -part) for part in parts)


def test_of_what_has_gone_the_oldest_goes_first() -> None:
    latest: Latest[str, None] = Latest(4)
    latest.update(dict.fromkeys("abcdef"))
    latest.keep("a")
    assert list(latest) == ["a", "e", "f"]


def test_what_is_made_is_made_once() -> None:
    asked: list[str] = []
    made = Made(lambda key: asked.append(key) or key.upper(), spare=2)
    assert [made["a"], made["b"], made["a"]] == ["A", "B", "A"]
    assert asked == ["a", "b"]
