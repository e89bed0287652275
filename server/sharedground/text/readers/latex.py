"""LaTeX: prose in paragraphs, headings, items, captions, notes and cells; math, code, references and set-up are not.

Where there is a document environment, of the preamble only the title is read.
"""

from __future__ import annotations

from typing import Any

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexCommentNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexSpecialsNode,
    LatexToken,
    LatexWalker,
    get_default_latex_context_db,
)
from pylatexenc.macrospec import MacroSpec

from sharedground.errors import DraftError
from sharedground.text import masking
from sharedground.text.assembly import Assembly
from sharedground.text.blocks import BlockKind, Draft
from sharedground.text.readers.gathering import TANGLED, Gathering
from sharedground.text.source import Source
from sharedground.text.words import word_set

_MOST = 2_000_000
_ORDINARY = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ,.;:()/!")
_OWN_BLOCK = {
    **dict.fromkeys(
        word_set(
            "title subtitle part chapter section subsection subsubsection paragraph subparagraph frametitle "
            "framesubtitle addchap addsec"
        ),
        BlockKind.HEADING,
    ),
    **dict.fromkeys(word_set("caption captionof subcaption"), BlockKind.CAPTION),
    **dict.fromkeys(word_set("footnote footnotetext endnote thanks marginpar sidenote marginnote"), BlockKind.NOTE),
}
_WORDED = word_set(
    "emph textbf textit textsc textsl textup textrm textsf textmd textnormal textsuperscript textsubscript underline "
    "uline mbox text fbox textcolor href hl enquote foreignlanguage so st sout MakeUppercase MakeLowercase uppercase "
    "lowercase texorpdfstring"
)
_NO_WORDS = word_set(
    "newcommand renewcommand providecommand def newenvironment renewenvironment setlength addtolength setcounter "
    "addtocounter definecolor hypersetup usepackage documentclass label input include bibliography bibliographystyle "
    "vspace hspace includegraphics graphicspath pagestyle thispagestyle geometry lstset DeclareMathOperator "
    "usetikzlibrary newtheorem author date institute affiliation email keywords addbibresource pagenumbering color "
    "selectlanguage setmainfont newglossaryentry newacronym index phantomsection addcontentsline markboth "
    "markright rule"
)
"""Macros that set something up: neither they nor the groups behind them are prose."""
_OPAQUE = word_set(
    "cite citep citet citealp citeauthor citeyear parencite textcite autocite footcite ref eqref pageref autoref cref "
    "Cref vref nameref url nolinkurl verb lstinline texttt path gls glspl Gls ac acs acl SI si num qty ce ensuremath "
    "mintinline"
)
_CODE = word_set(
    "verbatim Verbatim lstlisting minted tikzpicture comment filecontents thebibliography algorithm algorithmic forest "
    "pgfpicture picture"
)
_MATH = word_set(
    "equation align gather multline eqnarray displaymath math alignat flalign split array cases dmath subequations"
)
_QUOTES = word_set("quote quotation verse displayquote epigraph")
_LISTS = word_set("itemize enumerate description compactitem compactenum inparaenum")
_TABLES = word_set("tabular tabularx tabulary longtable tabu tblr supertabular")
_TWO_ARGUMENTS = word_set("href textcolor foreignlanguage captionof texorpdfstring SI qty mintinline")
_BY_THEIR_OWN_RULES = word_set("verb lstinline")
_SPECIALS = {"~": "\u00a0", "``": "“", "''": "”", "--": "–", "---": "—", "?`": "¿", "!`": "¡", "`": "‘", "'": "’"}
_SPACES = word_set("newline linebreak quad qquad , ; : ! > space")


def read(source: Source) -> Draft:
    """The draft that a LaTeX source holds. Raises DraftError where it is too long, or nested beyond reason."""
    text = masking.sound(source.text)
    if len(text) > _MOST:
        raise DraftError("This is more LaTeX than is read at once (2 MB). Put its chapters into files of their own.")
    reader = _LatexReader(text)
    try:
        reader.read()
    except RecursionError:
        raise DraftError(TANGLED) from None
    return reader.gathering.draft(source, "latex")


class _Walker(LatexWalker):  # type: ignore[misc, unused-ignore]
    """Takes ordinary letters by the stretch, where the parser would take them one by one."""

    def get_token(self, pos: int, *args: Any, **options: Any) -> Any:
        """The token at `pos`; a macro's argument without braces is still one letter."""
        text = self.s
        if options.get("environments", True) and not options.get("include_brace_chars"):
            end, most = pos, min(len(text), pos + 4096)
            while end < most and text[end] in _ORDINARY:
                end += 1
            while end > pos and text[end - 1] == " ":
                end -= 1
            if end > pos + 1:
                return LatexToken(tok="char", arg=text[pos:end], pos=pos, len=end - pos, pre_space="")
        return super().get_token(pos, *args, **options)

    def _report_ignore_parse_error(self, error: Exception) -> None:
        """Says nothing: what does not hold is read as far as it does."""


class _LatexReader:
    def __init__(self, text: str) -> None:
        self.gathering = Gathering(text)
        self._text = text
        self._assembly: Assembly | None = None
        self._kind = BlockKind.PARAGRAPH
        self._quoted = False
        self._in_table = False
        self._plain = LatexNodes2Text()

    def read(self) -> None:
        nodes = self._parsed()
        document = next((node for node in nodes if _environment(node) == "document"), None)
        if document is None:
            self._nodes(nodes)
        else:
            for node in nodes:
                if isinstance(node, LatexCommentNode):
                    self._comment(node)
                elif isinstance(node, LatexMacroNode) and node.macroname in ("title", "subtitle"):
                    self._macro(node, None)
            self._close()
            self._nodes(document.nodelist)
        self._close()

    def _parsed(self) -> list[Any]:
        """All nodes; where the parser gives up, it goes on behind that place."""
        walker = _Walker(self._text, latex_context=_macros(), tolerant_parsing=True)
        nodes: list[Any] = []
        position = 0
        while position < len(self._text):
            found, start, length = walker.get_latex_nodes(pos=position)
            nodes += found
            position = max(start + length, position + 1)
        return nodes

    # -- what there is ---------------------------------------------------------------------------------------------

    def _nodes(self, nodes: list[Any]) -> None:
        silent = False
        for index, node in enumerate(nodes):
            if isinstance(node, LatexGroupNode) and silent:
                self._open().mark(node.pos, node.pos + node.len)
                continue
            silent = isinstance(node, LatexMacroNode) and node.macroname in _NO_WORDS
            self._node(node, nodes[index + 1] if index + 1 < len(nodes) else None)

    def _node(self, node: Any, following: Any) -> None:
        start, end = node.pos, node.pos + node.len
        if isinstance(node, LatexCharsNode):
            self._chars(start, end)
        elif isinstance(node, LatexGroupNode):
            self._open().mark(start, end)
            self._nodes(node.nodelist)
        elif isinstance(node, LatexCommentNode):
            self._comment(node)
        elif isinstance(node, LatexMathNode):
            self._open().opaque(start, end)
        elif isinstance(node, LatexSpecialsNode):
            self._special(node.specials_chars, start, end)
        elif isinstance(node, LatexMacroNode):
            self._macro(node, following)
        elif isinstance(node, LatexEnvironmentNode):
            self._environment(node)

    def _chars(self, start: int, end: int) -> None:
        """Characters, with an empty line at each end of a paragraph."""
        while True:
            gap = self._gap(start, end)
            if gap is None:
                if start < end and (self._assembly or not self._text[start:end].isspace()):
                    self._open().prose(start, end)
                return
            if start < gap[0] and not self._text[start : gap[0]].isspace():
                self._open().prose(start, gap[0])
            self._close()
            start = gap[1]

    def _gap(self, start: int, end: int) -> tuple[int, int] | None:
        """The first stretch of white space that holds an empty line."""
        line = self._text.find("\n", start, end)
        while line >= 0:
            after = line + 1
            while after < end and self._text[after] in " \t":
                after += 1
            if after < end and self._text[after] == "\n":
                return line, after
            line = self._text.find("\n", after, end)
        return None

    def _comment(self, node: Any) -> None:
        start = node.pos
        end = start + 1 + len(node.comment)
        self.gathering.comment(start, end, 1)
        line = self._text.rfind("\n", 0, start) + 1
        if self._assembly and self._text[line:start].strip():
            self._assembly.mark(start, end)  # one on a line of its own speaks of what follows, if the block ends here

    def _special(self, chars: str, start: int, end: int) -> None:
        if (chars == "&" and self._in_table) or chars == "\n\n":
            self._close()
        elif chars in _SPECIALS:
            self._open().stands_for(_SPECIALS[chars], start, end)
        else:
            self._open().prose(start, end)

    def _macro(self, node: Any, following: Any) -> None:
        name, start, end = node.macroname, node.pos, node.pos + node.len
        name = name.rstrip("*")
        if name == "\\":
            if self._in_table:
                self._close()
            else:
                self._open().space(start, end)
        elif name == "par":
            self._close()
        elif name == "item":
            self._close()
            self._arguments(node)
            self._open().mark(start, end)
        elif name in _OWN_BLOCK:
            self._apart(self._words_of(node), _OWN_BLOCK[name])
        elif name in _WORDED:
            self._open().mark(start, end)
            if name == "enquote":
                self._open().stands_for("“", start, start + len("\\enquote{"))
            self._nodes(self._words_of(node))
            if name == "enquote":
                self._open().stands_for("”", end - 1, end)
        elif name in _OPAQUE:
            self._open().opaque(start, end)
        elif name in _SPACES:
            self._open().space(start, end)
        elif name in _NO_WORDS:
            if self._assembly:
                self._assembly.mark(start, end)
        else:
            self._symbol(node, start, end)

    def _symbol(self, node: Any, start: int, end: int) -> None:
        """An accent, a sign, or a macro that nothing is known of."""
        end -= len(node.macro_post_space)
        plain = self._plain.nodelist_to_text([node]).strip()
        if plain and len(plain) < end - start <= 24:
            self._open().stands_for(plain, start, end)
        else:
            self._open().mark(start, end)

    def _words_of(self, node: Any) -> list[Any]:
        """What stands in the last argument that is there; in the group behind a macro that the parser does not know."""
        arguments = [argument for argument in (node.nodeargd.argnlist or []) if argument] if node.nodeargd else []
        if not arguments:
            return []
        last = arguments[-1]
        return list(last.nodelist) if isinstance(last, LatexGroupNode) else [last]

    def _arguments(self, node: Any) -> None:
        for argument in (node.nodeargd.argnlist or []) if node.nodeargd else []:
            if argument:
                self._apart(list(argument.nodelist) if isinstance(argument, LatexGroupNode) else [argument], self._kind)

    def _apart(self, nodes: list[Any], kind: BlockKind) -> None:
        """A block of its own; the one around it goes on behind it, where that is a note."""
        outside, kind_outside = self._assembly, self._kind
        if outside and kind is not BlockKind.NOTE:
            self._close()
            outside = None
        self._assembly, self._kind = None, kind
        self._nodes(nodes)
        self._close()
        self._assembly, self._kind = outside, kind_outside

    def _environment(self, node: Any) -> None:
        name, start, end = node.environmentname.rstrip("*"), node.pos, node.pos + node.len
        if name in _MATH:
            self._open().opaque(start, end)
            return
        self._close()
        if name in _CODE:
            return
        kind, quoted, in_table = self._kind, self._quoted, self._in_table
        if name in _LISTS:
            self._kind = BlockKind.ITEM
        elif name in _TABLES:
            self._kind, self._in_table = BlockKind.CELL, True
        self._quoted = quoted or name in _QUOTES
        nodes = list(node.nodelist)
        while nodes and name in _TABLES and isinstance(nodes[0], LatexGroupNode):
            nodes.pop(0)
        self._nodes(nodes)
        self._close()
        self._kind, self._quoted, self._in_table = kind, quoted, in_table

    # -- the block at hand -----------------------------------------------------------------------------------------

    def _open(self) -> Assembly:
        if self._assembly is None:
            self._assembly = Assembly(self._text)
        return self._assembly

    def _close(self) -> None:
        self.gathering.keep(self._assembly, self._kind, self._quoted)
        self._assembly = None


def _macros() -> Any:
    """What the parser knows of macros, and the shapes of ours."""
    known = get_default_latex_context_db()
    ours = [
        MacroSpec(name, "*[" + "{" * (1 + (name in _TWO_ARGUMENTS)))
        for name in sorted({*_OWN_BLOCK, *_WORDED, *_OPAQUE} - _BY_THEIR_OWN_RULES)
    ]
    known.add_context_category("sharedground", macros=ours, prepend=True)
    return known


def _environment(node: Any) -> str:
    return str(node.environmentname) if isinstance(node, LatexEnvironmentNode) else ""
