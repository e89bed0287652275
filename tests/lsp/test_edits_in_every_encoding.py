"""Whatever is typed, in whatever units it is counted, the server has the editor's text and finds what is in it."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from lsprotocol import types
from small_pack import linter

from sharedground.lsp import diagnostics
from sharedground.lsp.documents import Document, Documents
from sharedground.text.rereading import Rereader

WORDS = st.sampled_from(
    [
        *(
            "Shame on those drivers. ",
            "the voiceless",
            "🌍",
            "é",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "\u2028",
            "\x0c",
            "\u0085",
        ),
        *("“", "”", "*", "> ", "- ", "```\n", "<!-- sharedground: ignore charity -->\n\n", "x", " ", "", "# ", "[^1]"),
    ]
)
URI = "untitled:Typed"


class Typing(RuleBasedStateMachine):
    """An editor that keeps its own text, and a server that is told of edits alone."""

    @initialize(encoding=st.sampled_from([*types.PositionEncodingKind]), text=st.lists(WORDS, max_size=8).map("".join))
    def open(self, encoding: types.PositionEncodingKind, text: str) -> None:
        self.encoding, self.text, self.version = encoding, text, 1
        self.documents = Documents(None, types.TextDocumentSyncKind.Incremental, [], encoding)
        self.documents.put_text_document(types.TextDocumentItem(URI, "markdown", 1, text))
        self.rereader = Rereader()

    @rule(at=st.floats(0, 1), size=st.integers(0, 15), new=WORDS, beyond=st.booleans())
    def type(self, at: float, size: int, new: str, beyond: bool) -> None:
        start = self._whole(int(at * len(self.text)))
        end = self._whole(min(len(self.text), start + size))
        end = max(start, end)
        stop = self._position(end)
        if beyond and self.text[end : end + 1] in ("\n", "\r", ""):
            stop = types.Position(stop.line, stop.character + 500)
        self.version += 1
        change = types.TextDocumentContentChangePartial(types.Range(self._position(start), stop), new)
        self.documents.update_text_document(types.VersionedTextDocumentIdentifier(self.version, URI), change)
        self.text = self.text[:start] + new + self.text[end:]

    @rule(text=st.lists(WORDS, max_size=8).map("".join))
    def replace(self, text: str) -> None:
        self.version += 1
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.documents.update_text_document(types.VersionedTextDocumentIdentifier(self.version, URI), change)
        self.text = text

    @invariant()
    def the_server_has_the_text_and_finds_what_is_there(self) -> None:
        document = self.documents.open_document(URI)
        assert isinstance(document, Document)
        snapshot = document.snapshot()
        assert snapshot.text == self.text
        found = linter().check(snapshot.text, rereader=self.rereader)
        fresh = linter().check(self.text)
        assert (found.findings, found.notices, found.words) == (fresh.findings, fresh.notices, fresh.words)
        for finding, item in zip(fresh, diagnostics.of_result(found, snapshot, {}), strict=False):
            assert item.range == types.Range(self._position(finding.start), self._position(finding.end))

    def _whole(self, offset: int) -> int:
        """No editor puts its cursor between CR and LF."""
        return offset - 1 if self.text[max(0, offset - 1) : offset + 1] == "\r\n" else offset

    def _position(self, offset: int) -> types.Position:
        """Counted here by encoding what lies before, line by line."""
        before = self.text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        column = before.rpartition("\n")[2]
        name = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[self.encoding.value]
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.encoding.value]
        return types.Position(before.count("\n"), len(column.encode(name)) // size)


TestTyping = Typing.TestCase
TestTyping.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
