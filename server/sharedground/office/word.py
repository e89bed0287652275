"""Word files with comments, and with rewrites as tracked changes. All else stays what it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from sharedground.office.remarks import AUTHOR, INITIALS, Remark
from sharedground.rewriting.model import Edit, Rewrite
from sharedground.text.readers.docx import Word, pieces_of
from sharedground.text.readers.rendition import Passage, Stretch, placed

_R, _T, _RPR = qn("w:r"), qn("w:t"), qn("w:rPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TRACKED = {qn(f"w:{name}") for name in ("ins", "del", "moveTo", "moveFrom")}


def annotated(data: bytes, remarks: Iterable[Remark]) -> bytes:
    """The Word file with a comment for each remark, at its words; at the reference, where those stand in a note."""
    word = Word(data)
    passages = _Passages(word)
    for remark in remarks:
        found = passages.at(remark.start, remark.end)
        if found is None:
            continue
        stretch, passage = found
        if passage.reference is not None:
            runs = [passage.reference.getparent()]
        else:
            end = min(remark.end, stretch.end) - stretch.start
            runs = _runs(_paragraph(passage), remark.start - stretch.start, end)
        if runs:
            first, last = Run(runs[0], word.document), Run(runs[-1], word.document)
            word.document.add_comment([first, last], "\n".join(remark.paragraphs), AUTHOR, INITIALS)
    return _saved(word)


def tracked(data: bytes, rewrites: Sequence[Rewrite]) -> tuple[bytes, int]:
    """The Word file with rewrites as tracked changes, and how many there are.

    A rewrite is left out where it would change the format of words, or stands in changes that are tracked already.
    `rewrites` do not overlap.
    """
    word = Word(data)
    changing = _Changing(word)
    done = sum(changing.carry_out(rewrite.edits) for rewrite in rewrites)
    changing.finish()
    return _saved(word), done


class _Passages:
    """The passages of a Word file by their place in the text that was checked; elements stay what they are."""

    def __init__(self, word: Word) -> None:
        self._placed = placed(word.passages())

    def at(self, start: int, end: int) -> tuple[Stretch, Passage] | None:
        """The passage that holds the start of [start, end)."""
        for stretch, passage in self._placed:
            if stretch.start <= start and (start < stretch.end or (start == end == stretch.end)):
                return stretch, passage
        return None


def _paragraph(passage: Passage) -> Any:
    element = passage.pieces[0].element
    return next(element.iterancestors(qn("w:p")))


def _runs(paragraph: Any, start: int, end: int) -> list[Any]:
    """The runs that hold exactly [start, end) of a paragraph; those at its edges are split."""
    for offset in (end, start):
        _split(paragraph, offset)
    runs: list[Any] = []
    for piece_start, piece_end, element in _pieces(paragraph):
        if start <= piece_start and piece_end <= end and piece_end > piece_start:
            run = element.getparent()
            if run.tag == _R and (not runs or runs[-1] is not run):
                runs.append(run)
    return runs


def _pieces(paragraph: Any) -> Iterator[tuple[int, int, Any]]:
    position = 0
    for piece in pieces_of(paragraph):
        yield position, position + len(piece.text), piece.element
        position += len(piece.text)


def _split(paragraph: Any, offset: int) -> None:
    """Splits the run at an offset of the paragraph's text, so that a run begins there."""
    for start, end, element in list(_pieces(paragraph)):
        run = element.getparent()
        if run.tag != _R or not start <= offset < end:
            continue
        if offset > start:
            rest = deepcopy(element)
            _say(rest, element.text[offset - start :])
            _say(element, element.text[: offset - start])
            element.addnext(rest)
            element = rest
        if all(before.tag == _RPR for before in element.itersiblings(preceding=True)):
            return
        behind = run.makeelement(run.tag, dict(run.attrib))
        properties = run.find(_RPR)
        if properties is not None:
            behind.append(deepcopy(properties))
        for moved in [element, *element.itersiblings()]:
            behind.append(moved)
        run.addnext(behind)
        return


def _say(element: Any, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _is_plain(paragraph: Any, start: int, end: int) -> bool:
    """Whether [start, end) holds words of one format, which nobody else has changed."""
    pieces = list(_pieces(paragraph))
    touched = [element for first, last, element in pieces if first < max(end, start + 1) and last > start]
    touched = touched or [element for _, last, element in pieces if last == start]
    runs = {id(element.getparent()): element.getparent() for element in touched}
    return (
        bool(touched)
        and all(element.tag == _T for element in touched)
        and len({_format(run) for run in runs.values()}) == 1
        and not any(parent.tag in _TRACKED for run in runs.values() for parent in run.iterancestors())
    )


def _format(run: Any) -> bytes:
    properties = run.find(_RPR)
    return b"" if properties is None else bytes(etree.tostring(properties, method="c14n"))


class _Changing:
    """Carries out edits as tracked changes, each with an id of its own."""

    def __init__(self, word: Word) -> None:
        self._word = word
        self._passages = _Passages(word)
        self._done: dict[int, list[tuple[int, int]]] = {}
        roots = [word.body, *(root for root in word.notes.values() if root is not None)]
        used = [int(i) for root in roots for e in root.iter() if (i := e.get(qn("w:id"), "")).isdigit()]
        self._next = max(used, default=0) + 1
        self._now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def carry_out(self, edits: Sequence[Edit]) -> bool:
        """Carries out the edits of a rewrite, or none of them; whether it did."""
        if not all((place := self._place(edit)) and _is_plain(*place) for edit in edits):
            return False
        for edit in edits:
            place = self._place(edit)
            if place:
                self._change(*place, edit.text)
                stretch, passage = self._passages.at(edit.start, edit.end) or (None, None)
                if stretch:
                    by = len(edit.text) - (edit.end - edit.start)
                    self._done.setdefault(id(passage), []).append((edit.start, by))
        return True

    def _place(self, edit: Edit) -> tuple[Any, int, int] | None:
        """The paragraph of an edit, and where in it; what was deleted before it counts no more, what came in does."""
        found = self._passages.at(edit.start, edit.end)
        if found is None:
            return None
        stretch, passage = found
        shift = sum(by for at, by in self._done.get(id(passage), []) if at <= edit.start) - stretch.start
        return _paragraph(passage), edit.start + shift, edit.end + shift

    def _change(self, paragraph: Any, start: int, end: int, text: str) -> None:
        """Marks the old words as deleted, and the new ones as inserted behind them in the same format."""
        if start < end:
            runs = _runs(paragraph, start, end)
            model = runs[-1]
            for run in runs:
                deletion = self._mark(run, "w:del")
                run.addprevious(deletion)
                deletion.append(run)
                for said in run.iter(_T):
                    said.tag = qn("w:delText")
                    said.set(_SPACE, "preserve")
            beside = model.getparent()
        else:
            _split(paragraph, start)
            before = [element for _, upto, element in _pieces(paragraph) if upto <= start]
            beside = model = before[-1].getparent() if before else next(paragraph.iter(_R))
        if text:
            insertion = self._insertion(model, text)
            if end == 0:
                beside.addprevious(insertion)
            else:
                beside.addnext(insertion)

    def _insertion(self, model: Any, text: str) -> Any:
        insertion = self._mark(model, "w:ins")
        run = etree.SubElement(insertion, _R)
        properties = model.find(_RPR)
        if properties is not None:
            run.append(deepcopy(properties))
        _say(etree.SubElement(run, _T), text)
        return insertion

    def _mark(self, beside: Any, tag: str) -> Any:
        mark = beside.makeelement(
            qn(tag), {qn("w:id"): str(self._next), qn("w:author"): AUTHOR, qn("w:date"): self._now}
        )
        self._next += 1
        return mark

    def finish(self) -> None:
        """Puts the notes, which python-docx does not know, back into the package."""
        for kind, root in self._word.notes.items():
            part = self._word.note_part(kind)
            if root is not None and part is not None:
                part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _saved(word: Word) -> bytes:
    out = BytesIO()
    word.document.save(out)
    return out.getvalue()
