"""What an OpenDocument text says, and the comments in a copy of it."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from sharedground.cli.main import main
from sharedground.office.opendocument import annotated
from sharedground.office.remarks import Remark
from sharedground.text.directives import Suppressions
from sharedground.text.readers import read, unpack


def _text(data: bytes) -> str:
    return unpack(data, "odt").text


def _remark(data: bytes, words: str) -> Remark:
    start = _text(data).index(words)
    return Remark(start, start + len(words), ("What about it.", "Why: because."))


def test_paragraphs_are_blocks_of_their_kind(odt_draft: bytes) -> None:
    draft = read(unpack(odt_draft, "odt"), "odt")
    assert [(block.kind.value, block.quoted, block.text) for block in draft.blocks] == [
        ("heading", False, "What rent does"),
        ("paragraph", False, "We stand with all genuine asylum seekers, and others."),
        ("note", False, "A note here."),
        ("item", False, "An item in a list"),
        ("cell", False, "Left cell"),
        ("cell", False, "Right cell"),
        ("paragraph", True, "Said by somebody else."),
        ("paragraph", False, "At the end of it."),
    ]


def test_a_comment_may_be_a_directive(odt_draft: bytes) -> None:
    draft = read(unpack(odt_draft, "odt"), "odt")
    [directive] = Suppressions(draft).directives
    assert draft.source.text[directive.covers[0] : directive.covers[1]] == "At the end of it."


@pytest.mark.parametrize(
    "words",
    [
        ["genuine"], ["We"], ["others."], ["with all genuine asylum"], ["asylum  seekers"], ["  seekers, and"],
        ["stand with all", "with all genuine", "genuine"], ["Right cell", "Left", "A note"],
    ],
)  # fmt: skip
def test_comments_change_no_text(odt_draft: bytes, words: list[str]) -> None:
    out = annotated(odt_draft, [_remark(odt_draft, each) for each in words])
    assert _text(out) == _text(odt_draft)
    with ZipFile(BytesIO(out)) as package:
        assert package.infolist()[0].filename == "mimetype"
        assert package.read("content.xml").count(b"<office:annotation ") == len(words) + 1


def test_libreoffice_shows_the_comments_at_their_words(odt_draft: bytes, in_libreoffice: Any) -> None:
    words = ["genuine asylum", "Right cell", "note"]
    seen = in_libreoffice(annotated(odt_draft, [_remark(odt_draft, each) for each in words]), ".odt")
    ours = [comment for comment in seen["comments"] if comment["author"] == "Shared Ground"]
    assert sorted(comment["words"] for comment in ours) == sorted(words)
    assert {comment["text"] for comment in ours} == {"What about it.\nWhy: because."}
    assert seen["notes"] == ["A note here."]
    assert any(text.startswith("We stand with all genuine asylum  seekers") for text in seen["paragraphs"])


def test_check_writes_each_finding_as_a_comment(tmp_path: Path, odt_draft: bytes) -> None:
    draft, out = tmp_path / "draft.odt", tmp_path / "out.odt"
    draft.write_bytes(odt_draft)
    assert main(["check", "--isolated", str(draft), "--annotate", str(out)]) == 1
    with ZipFile(out) as package:
        assert b"(division/" in package.read("content.xml")
