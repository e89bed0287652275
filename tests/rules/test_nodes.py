"""Safe YAML with places: what is read, what is refused, and where everything stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.errors import Place, RuleError
from sharedground.rules.nodes import DEEPEST, LARGEST, Located, decode, parse
from sharedground.rules.shapes import pick


def child(text: str, key: str) -> Located:
    found = pick(parse(text, "f.yaml"), key)
    assert found
    return found


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("y", "y"),
        ("2020-01-01", "2020-01-01"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("nan", "nan"),
        (".inf", ".inf"),
        ("=", "="),
        ("0.8", 0.8),
        ("-3", -3),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'8'", "8"),
        ('"true"', "true"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_plain_values_follow_yaml_1_2(written: str, value: object) -> None:
    read = child(f"key: {written}", "key").value
    assert read == value
    assert type(read) is type(value)


def test_off_and_on_are_keys_like_any_other() -> None:
    assert parse("off: [a]\non: b\nno: c", "f").plain() == {"off": ["a"], "on": "b", "no": "c"}


def test_values_and_keys_know_their_places() -> None:
    node = parse("a: 1\r\nbee:\r\n  - “x”\r\n  - {c: d}\r\n", "f.yaml")
    listed = pick(node, "bee")
    assert listed
    assert node.key_place("bee") == Place("f.yaml", 2, 1)
    assert isinstance(listed.value, tuple)
    assert [item.place.line for item in listed.value] == [3, 4]
    assert str(listed.value[0].place) == "f.yaml:3:5"


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        ("plain", [4, 5, 6, 7, 8]),
        ("'it''s'", [5, 6, 7, 9]),
        (r'"a\u2019b\"c"', [5, 6, 12, 13, 15]),
        (r'"\U0001F600é"', [5, 15]),
    ],
)
def test_a_character_of_a_text_on_one_line_knows_its_column(written: str, columns: list[int]) -> None:
    node = child(f"k: {written}", "k")
    assert isinstance(node.value, str)
    assert [node.place_of(offset).column for offset in range(len(node.value))] == columns


def test_the_end_of_a_text_is_a_place_too() -> None:
    assert child("k: 'ab'", "k").place_of(2).column == 7
    assert child("k: ab", "k").place_of(2).column == 6


def test_a_text_of_several_lines_is_placed_at_its_start() -> None:
    assert child("k: |\n  one\n  two\n", "k").place_of(5) == Place("f.yaml", 1, 4)


def test_lines_are_counted_as_editors_count_them() -> None:
    assert child('a: "x\u2028y"\nb: z', "b").place == Place("f.yaml", 2, 4)


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    assert parse(decode(b"\xef\xbb\xbfa: b", "f"), "f").plain() == {"a": "b"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a: b\nc: \xff", "f.yaml:2:4: byte 0xff is not UTF-8; save the file in UTF-8"),
        (b"\xef\xbb\xbfa: \xe9", "f.yaml:1:4: byte 0xe9 is not UTF-8; save the file in UTF-8"),
        ("caf\u00e9: \u00e9".encode("latin-1"), "f.yaml:1:4: byte 0xe9 is not UTF-8; save the file in UTF-8"),
        (b"a" * (LARGEST + 1), "f.yaml: this file holds 256 KB; 256 KB is the limit, so split it into several files"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, told: str) -> None:
    with pytest.raises(RuleError) as raised:
        decode(data, "f.yaml")
    assert str(raised.value) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "f.yaml: this file is empty; a commented skeleton comes from `sharedground rules new`"),
        ("# nothing yet\n", "f.yaml: this file is empty; a commented skeleton comes from `sharedground rules new`"),
        ("[" * 5000, f"f.yaml:1:{DEEPEST + 1}: this is nested more than {DEEPEST} deep; use fewer levels"),
        ("a: \ud800", "f.yaml:1:4: the character U+D800 cannot stand in a rule file; take it out"),
        ("é: ü\x00", "f.yaml:1:5: the character U+0000 cannot stand in a rule file; take it out"),
        ("? [a]\n: b", "f.yaml:1:3: a key is a single word; a list or mapping stands here (brackets need quotes)"),
        ("<<: {a: b}\n<<: c", "f.yaml:2:1: “<<” is already given on line 1; keep one of the two"),
        (
            'a: "b" c"',
            'f.yaml:1:6: this " closes the text, and more stands behind it; write \\" for a mark inside it',
        ),
    ],
)
def test_what_could_do_harm_or_makes_no_sense_is_refused(text: str, told: str) -> None:
    with pytest.raises(RuleError) as raised:
        parse(text, "f.yaml")
    assert str(raised.value) == told


def test_what_several_patterns_share_may_be_written_once() -> None:
    node = parse("a: &shared [x, {y: z}]\nb: *shared\nc: [*shared]", "f")
    assert node.plain() == {"a": ["x", {"y": "z"}], "b": ["x", {"y": "z"}], "c": [["x", {"y": "z"}]]}
    shared = pick(node, "b")
    assert shared
    assert shared.place.line == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
            "f.yaml:13:12: this file holds more than 20000 values, aliases written out; split it",
        ),
        (
            "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 40)),
            "f.yaml:20:12: this is nested more than 20 deep; use fewer levels",
        ),
        ("a: &a [*a]", "f.yaml:1:8: *a repeats what nothing above calls &a; name it, or use quotes"),
        ("a: *b\nb: &b c", "f.yaml:1:4: *b repeats what nothing above calls &b; name it, or use quotes"),
    ],
)
def test_aliases_that_multiply_or_hold_themselves_are_refused(text: str, told: str) -> None:
    with pytest.raises(RuleError) as raised:
        parse(text, "f.yaml")
    assert str(raised.value) == told


def test_a_text_above_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(RuleError, match="is the limit"):
        parse("a: b\n" * LARGEST, "f.yaml")


PIECES = st.sampled_from(
    [*"abc:-[]{}\"'#&*!|>%@`?,\t\n \\é“", "\n  ", "- ", ": ", "k: ", "\ud800", "\x00", "\u2028", "---\n"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_or_refused_with_a_place_inside_it(text: str) -> None:
    try:
        parse(text, "f.yaml")
    except RuleError as error:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 0 <= error.place.line <= len(lines)
        if error.place.line:
            assert 1 <= error.place.column <= len(lines[error.place.line - 1]) + 1


@given(st.binary(max_size=60))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decode(data, "f.yaml")
    except RuleError as error:
        assert "UTF-8" in error.message
