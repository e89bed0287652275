"""What a Word file says, and what is written into a copy of it."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from sharedground.cli.main import main
from sharedground.office.remarks import Remark
from sharedground.office.word import annotated, tracked
from sharedground.rewriting.model import Edit, Rewrite
from sharedground.rules.model import Applicability
from sharedground.text.directives import Suppressions
from sharedground.text.readers import read, unpack


def _text(data: bytes) -> str:
    return unpack(data, "docx").text


def _remark(data: bytes, words: str) -> Remark:
    start = _text(data).index(words)
    return Remark(start, start + len(words), ("What about it.", "Why: because."))


def _rewrite(data: bytes, *changes: tuple[str, str]) -> Rewrite:
    text = _text(data)
    edits = tuple(Edit(text.index(old), text.index(old) + len(old), new) for old, new in changes)
    return Rewrite("A rewrite", Applicability.SAFE, edits, changes[0][1], edits[0].start, edits[-1].end)


def test_paragraphs_are_blocks_of_their_kind(word_draft: bytes) -> None:
    draft = read(unpack(word_draft, "docx"), "docx")
    assert [(block.kind.value, block.quoted, block.text) for block in draft.blocks] == [
        ("heading", False, "What rent does"),
        ("paragraph", False, "We stand with all genuine asylum seekers, and their neighbours."),
        ("item", False, "An item in a list"),
        ("cell", False, "Left cell"),
        ("cell", False, "Right cell"),
        ("paragraph", True, "Said by somebody else."),
        ("paragraph", False, "Kept put in"),
        ("paragraph", False, "Seen"),
        ("note", False, "A note with genuine words."),
    ]


def test_spans_count_in_the_text_that_was_taken_out(word_draft: bytes) -> None:
    draft = read(unpack(word_draft, "docx"), "docx")
    for block in draft.blocks:
        start, end = block.map.to_source(0, len(block.text))
        assert draft.source.text[start:end] == block.text


def test_comments_stand_at_their_words_and_change_no_text(word_draft: bytes) -> None:
    out = annotated(word_draft, [_remark(word_draft, "genuine asylum"), _remark(word_draft, "Left")])
    assert _text(out) == _text(word_draft)
    document = Document(BytesIO(out))
    assert [(comment.author, comment.text) for comment in document.comments] == [
        ("Shared Ground", "What about it.\nWhy: because.")
    ] * 2
    assert [run.text for run in document.paragraphs[1].runs if run.bold] == ["all ", "genuine"]


def test_comments_may_overlap(word_draft: bytes) -> None:
    words = ["stand with all", "with all genuine asylum", "genuine"]
    out = annotated(word_draft, [_remark(word_draft, each) for each in words])
    assert _text(out) == _text(word_draft)
    assert len(list(Document(BytesIO(out)).comments)) == 3


def test_all_else_in_the_package_is_untouched(word_draft: bytes) -> None:
    out = annotated(word_draft, [_remark(word_draft, "genuine")])
    with ZipFile(BytesIO(word_draft)) as before, ZipFile(BytesIO(out)) as after:
        for name in before.namelist():
            if name.startswith("word/media/") or name in ("word/footnotes.xml", "word/styles.xml"):
                assert after.read(name) == before.read(name)
        assert set(before.namelist()) <= set(after.namelist())


def test_a_rewrite_is_a_tracked_change_in_the_format_of_its_words(word_draft: bytes) -> None:
    out, count = tracked(word_draft, [_rewrite(word_draft, ("genuine", "real"))])
    assert count == 1
    assert "all real asylum" in _text(out)
    body = Document(BytesIO(out)).element.body
    deleted = [run for run in body.iter(qn("w:del")) if run.get(qn("w:author")) == "Shared Ground"]
    inserted = [run for run in body.iter(qn("w:ins")) if run.get(qn("w:author")) == "Shared Ground"]
    said = [text.text for mark in deleted + inserted for text in mark.iter(qn("w:t"), qn("w:delText"))]
    assert said == ["genuine", "real"]
    assert all(mark.find(f".//{qn('w:b')}") is not None for mark in deleted + inserted)
    marks = [mark.get(qn("w:id")) for mark in body.iter(qn("w:ins"), qn("w:del"))]
    assert len(marks) == len(set(marks))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ((("genuine asylum", "such"),), "words of two formats"),
        ((("put", "set"),), "a change that is tracked already"),
    ],
)
def test_a_rewrite_that_would_touch_more_than_words_is_left_out(
    word_draft: bytes, changes: tuple[tuple[str, str], ...], why: str
) -> None:
    out, count = tracked(word_draft, [_rewrite(word_draft, *changes)])
    assert (count, _text(out)) == (0, _text(word_draft)), why


def test_several_rewrites_of_one_paragraph_find_their_places(word_draft: bytes) -> None:
    rewrites = [
        _rewrite(word_draft, ("genuine", "every last one of the")),
        _rewrite(word_draft, ("We ", ""), ("with ", "beside ")),
        _rewrite(word_draft, ("neighbours", "friends")),
    ]
    out, count = tracked(word_draft, rewrites)
    assert count == 3
    assert "stand beside all every last one of the asylum seekers, and their friends." in _text(out)


def test_notes_are_rewritten_too(word_draft: bytes) -> None:
    out, count = tracked(word_draft, [_rewrite(word_draft, ("with genuine words", "in plain words"))])
    assert count == 1
    assert "A note in plain words." in _text(out)


def test_a_comment_in_word_may_be_a_directive(word_draft: bytes) -> None:
    document = Document(BytesIO(word_draft))
    document.add_comment(document.paragraphs[1].runs, "sharedground: ignore guilt: her words", "Me", "M")
    document.add_comment(document.paragraphs[1].runs, "Nice one", "Me", "M")
    out = BytesIO()
    document.save(out)
    draft = read(unpack(out.getvalue(), "docx"), "docx")
    [directive] = Suppressions(draft).directives
    assert draft.source.text[directive.covers[0] : directive.covers[1]].startswith("We stand with all genuine")


# -- in LibreOffice ------------------------------------------------------------------------------------------------


def test_libreoffice_shows_the_comments_at_their_words(word_draft: bytes, in_libreoffice: Any) -> None:
    words = ["genuine asylum", "Right cell"]
    seen = in_libreoffice(annotated(word_draft, [_remark(word_draft, each) for each in words]), ".docx")
    assert [comment["words"] for comment in seen["comments"]] == words
    assert {comment["author"] for comment in seen["comments"]} == {"Shared Ground"}
    assert seen["comments"][0]["text"].splitlines() == ["What about it.", "Why: because."]
    assert seen["pictures"] == 1
    assert len(seen["notes"]) == 1


def test_libreoffice_accepts_and_rejects_the_changes(word_draft: bytes, in_libreoffice: Any) -> None:
    rewrites = [_rewrite(word_draft, ("genuine", "real")), _rewrite(word_draft, ("neighbours", "friends"))]
    out, _ = tracked(word_draft, rewrites)
    accepted = in_libreoffice(out, ".docx", "accept")
    rejected = in_libreoffice(out, ".docx", "reject")
    assert accepted["changes"] == rejected["changes"]
    assert accepted["changes"] >= 4
    assert accepted["paragraphs"][1].startswith("We stand with all real asylum seekers, and their friends.")
    assert rejected["paragraphs"][1].startswith("We stand with all genuine asylum seekers, and their neighbours.")
    assert accepted["pictures"] == rejected["pictures"] == 1
    assert accepted["notes"] == rejected["notes"]


# -- from the command line -----------------------------------------------------------------------------------------

_SAFE = "We will always defend genuine asylum seekers."


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    document = Document()
    document.add_paragraph(_SAFE)
    document.add_paragraph("Check your privilege before you complain about rent.")
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path


def test_check_writes_each_finding_as_a_comment(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = draft.with_name("out.docx")
    assert main(["check", "--isolated", str(draft), "--annotate", str(out)]) == 1
    assert "comment" in capsys.readouterr().out
    comments = [comment.text for comment in Document(str(out)).comments]
    assert any(
        "(guilt/privilege-checking)" in text and "Why: " in text and "You could write: " in text for text in comments
    )


def test_fix_writes_safe_rewrites_as_tracked_changes(draft: Path) -> None:
    before = draft.read_bytes()
    out = draft.with_name("out.docx")
    assert main(["fix", "--isolated", str(draft), "--tracked", str(out)]) == 0
    assert _text(out.read_bytes()).startswith("We will always defend asylum seekers.")
    assert draft.read_bytes() == before


def test_fix_leaves_a_word_file_alone_and_says_what_to_do(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = draft.read_bytes()
    assert main(["fix", "--isolated", str(draft)]) == 2
    assert "--tracked" in capsys.readouterr().err
    assert draft.read_bytes() == before


@pytest.mark.parametrize("command", [["check", "--annotate"], ["fix", "--tracked"]])
def test_only_an_office_draft_can_be_annotated(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("Hi.\n")
    assert main([command[0], "--isolated", str(tmp_path / "a.md"), command[1], str(tmp_path / "out.docx")]) == 2
    assert ".docx" in capsys.readouterr().err
    assert not (tmp_path / "out.docx").exists()
