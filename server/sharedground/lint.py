"""The facade: the only door for the command line, the language server and everybody else.

from sharedground import Linter

for finding in Linter().check("Check your privilege before you complain about rent."):
print(finding.message)
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.analysis.pipeline import Pipeline
from sharedground.analysis.triggers import Triggers
from sharedground.errors import RuleError, SettingsError, SharedGroundError
from sharedground.finding import Finding, moved, with_offers
from sharedground.rules.folders import id_of
from sharedground.rules.packs import find_pack, standard_pack_path
from sharedground.rules.store import KeptPacks, load_packs
from sharedground.rules.suggest import nearest
from sharedground.settings import Settings, place_of_entry
from sharedground.suppression import Notice, suppress
from sharedground.text.blocks import moved_block
from sharedground.text.readers import read, unpack
from sharedground.text.source import Source
from sharedground.text.words import count_words

if TYPE_CHECKING:
    from sharedground.analysis.documents import DocumentHit, Documents
    from sharedground.analysis.engine import Analyzer, BlockHit
    from sharedground.analysis.model import Hit
    from sharedground.rewriting.model import Rewrite
    from sharedground.rules.index import Head
    from sharedground.rules.model import Pack, Rule, Template
    from sharedground.text.blocks import Block, Draft
    from sharedground.text.rereading import Rereader


@dataclass(frozen=True, slots=True)
class Result:
    """What a check gives: findings in the order of the text; iterating goes over them.

    `notices` speak of the draft's own directives: those that suppress nothing, or name no rule. `unread`: the sentence
    reader was not waited for, and has more to read.
    """

    source: Source
    findings: tuple[Finding, ...]
    words: int = 0
    notices: tuple[Notice, ...] = ()
    unread: bool = False

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)


_SPARE_FINDINGS = 64
"""How many findings are kept beside those of the draft that is looked at."""
_MOST_NAMES = 256
_TOUCHING = 2
"""How many characters of the draft around a block its findings go by."""


class _Kept:
    """The finding of a hit in its excerpt of the draft, and in the draft as that stands now.

    The hit and the settings are held on to, so that nothing else can take on their identities.
    """

    __slots__ = ("_by", "_finding", "_moved", "_whose")

    def __init__(self, hit: Hit, settings: Settings, finding: Finding | None) -> None:
        self._whose = hit, settings
        self._finding = self._moved = finding
        self._by = 0

    def at(self, start: int) -> Finding | None:
        """The finding where its excerpt starts there."""
        if start != self._by and self._finding:
            self._by, self._moved = start, moved(self._finding, start)
        return self._moved


class Linter:
    """Checks drafts against the rules that its settings name. Not for use from several threads at once.

    `problems` holds what was wrong with rule files; the rules that were sound are in force all the same.
    `pack` is gone by in place of the packs that settings name; `pipeline` may be shared by linters of one thread.
    With `crashed`, a rule that fails at a place is told of, by its id, and passed over there; without, it raises.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        gated: bool = True,
        pack: Pack | None = None,
        pipeline: Pipeline | None = None,
        crashed: Callable[[str, Exception], None] | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self._crashed = crashed
        self.problems: tuple[SharedGroundError, ...] = ()
        if pack is None:
            self._packs, self.problems = _load(self.settings)
        else:
            self._packs = KeptPacks.of(pack)
        self._gated = gated
        self._pipeline = pipeline or Pipeline(self.settings.pipeline)
        self._triggers = Triggers(self._packs, self._ever_on)
        self._reading = any(head.reads and self._ever_on(head) for head in self._packs.index.heads)
        self._counting = [head for head in self._packs.index.heads if head.document]
        self._by_name: dict[str, tuple[Settings, frozenset[str]]] = {}
        self._room = _SPARE_FINDINGS
        self._closed = False
        self._kept: OrderedDict[tuple[int, int, int, str], _Kept] = OrderedDict()

    # What a draft that wakes no rule does without is made when it is first asked for.

    @property
    def digest(self) -> str:
        """What tells these packs, and the reader that goes with them, from others, without reading all of them."""
        return f"{self._packs.digest} {self._pipeline.reader.version}" if self.settings.reader else self._packs.digest

    @property
    def pack(self) -> Pack:
        """The packs that are gone by, as one."""
        return self._packs.pack

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.pack.rules}

    @cached_property
    def _running(self) -> list[Rule]:
        on = {head.id for head in self._packs.index.heads if self._ever_on(head)}
        return [rule for rule in self.pack.rules if rule.id in on]

    @cached_property
    def _analyzer(self) -> Analyzer:
        from sharedground.analysis.engine import Analyzer

        triggers, crashed = self._triggers, self._crashed
        return Analyzer(
            self.pack,
            self._running,
            self._pipeline,
            gated=self._gated,
            crashed=crashed,
            triggers=triggers,
            seconded=self.settings.reader,
        )

    @cached_property
    def _documents(self) -> Documents:
        from sharedground.analysis.documents import Documents

        return Documents(self._running, self.pack.lexicons, self.settings.home)

    def close(self) -> None:
        """Let go at once of all that checking takes: it refers to itself in many places. No check is made after it."""
        self._closed = True
        for part in (self._triggers, self.__dict__.get("_analyzer"), self.__dict__.get("_documents")):
            if part is not None:
                vars(part).clear()
        self._kept.clear()

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The ids of the rules of all packs, and of those whose file does not hold."""
        broken = (Path(each.place.path) for each in self.problems if isinstance(each, RuleError))
        unread = [id_of(path) for path in broken if path.suffix in (".yaml", ".yml")]
        return (*(head.id for head in self._packs.index.heads), *unread)

    @property
    def word_classes(self) -> tuple[str, ...]:
        """The names of the word classes of all packs."""
        return self._packs.class_names

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all packs, in the order of their ids, whether switched on or not."""
        return self.pack.rules

    def rule(self, rule_id: str) -> Rule | None:
        """The rule with this id, if there is one."""
        return self._by_id.get(rule_id)

    def check(
        self,
        text: str | bytes,
        *,
        language: str = "markdown",
        name: str = "",
        stop: Callable[[], bool] = lambda: False,
        parse: bool = True,
        read_on: bool = True,
        rereader: Rereader | None = None,
    ) -> Result:
        """The findings in a draft. `language`: markdown or plaintext. Raises DraftError where it cannot be read.

        `name` is the draft's path, for settings that differ per file. For callers that cannot wait: `stop` is asked
        between two blocks, and Stopped raised where it says so; where `parse` is false and a sentence would have to be
        parsed, Unparsed is raised; where `read_on` is false, the sentence reader reads nothing new, and the result says
        whether it has more to read. `rereader`: keeps what was read of this draft, for a caller that checks it again
        after each edit; the findings are the same.
        """
        source = unpack(text, language, name=name) if isinstance(text, bytes) else Source(text)
        draft = rereader.read(source, language) if rereader else read(source, language)
        settings, enabled = self._in_force(name)
        words = count_words(draft)
        wakes = self._wakes(draft)
        hits = self._analyzer.hits(draft, enabled, stop=stop, parse=parse, read=read_on) if wakes else []
        self._room = len(hits) + _SPARE_FINDINGS
        found = self._survivors(hits, draft, settings)
        if self._is_counted(words, enabled):
            both = [hit for hit, finding in zip(hits, found, strict=True) if finding]
            found += [self._of_document(hit, draft, settings) for hit in self._counted(draft, enabled, both)]
            found.sort(key=lambda f: (f.start, f.end) if f else (0, 0))
        left = [f for f in found if f and not (settings.accept and _is_accepted(f, draft, settings))]
        kept = suppress(draft, left, self._by_id if draft.comments else ())
        return Result(source, kept.findings, words, kept.notices, unread=wakes and self._analyzer.left_unread)

    def _counted(self, draft: Draft, enabled: Collection[str], found: Sequence[BlockHit]) -> list[DocumentHit]:
        from sharedground.analysis.documents import Counted

        places = [Counted(each.hit.rule, each.block, each.hit.start, each.hit.end) for each in found]
        return self._documents.hits(draft, enabled, places)

    def _in_force(self, name: str) -> tuple[Settings, frozenset[str]]:
        """The settings for a draft of this name, and the rules that they switch on."""
        if name not in self._by_name:
            settings = self.settings.for_file(name) if name else self.settings
            if len(self._by_name) >= _MOST_NAMES:
                self._by_name.clear()
            enabled = frozenset(head.id for head in self._packs.index.heads if settings.level(head))
            self._by_name[name] = settings, enabled
        return self._by_name[name]

    def _wakes(self, draft: Draft) -> bool:
        """Whether some pattern could match in a draft, or the sentence reader would read some of it."""
        if not self._gated:
            return True
        texts = [block.text for block in draft.blocks]
        return self._triggers.wakes(texts) or (self._reading and any(map(self._pipeline.reader.wakes, texts)))

    def _is_counted(self, words: int, enabled: Collection[str]) -> bool:
        """Whether a draft of so many words is long enough for a document check that is on."""
        return any(head.document.words <= words for head in self._counting if head.document and head.id in enabled)

    def _survivors(self, hits: Sequence[BlockHit], draft: Draft, settings: Settings) -> list[Finding | None]:
        """The finding of each hit; None for one that the settings switch off."""
        if not hits:  # then nothing more need be imported
            return []
        from sharedground.rewriting.edits import marks_in

        marks = marks_in(draft.source.text)
        return [self._surviving(hit, draft, settings, marks) for hit in hits]

    def _surviving(self, found: BlockHit, draft: Draft, settings: Settings, marks: str) -> Finding | None:
        """The finding of a hit, made from an excerpt of the draft and nothing else: an edit elsewhere only moves it.

        The excerpt is the block and what touches it, and the quotation marks of the draft: rewrites use the same.
        """
        block = draft.blocks[found.block]
        start = max(0, block.start - _TOUCHING)
        excerpt = draft.source.text[start : block.end + _TOUCHING] + marks
        key = (id(found.hit), id(settings), block.start - start, excerpt)
        known = self._kept.get(key)
        if known is None:
            here = moved_block(block, -start)
            try:
                finding = self._finding(found.hit, here, excerpt, draft.language, settings)
            except Exception as error:
                self._failed(found.hit.rule, error)
                finding = None
            known = self._kept[key] = _Kept(found.hit, settings, finding)
            if len(self._kept) > self._room:
                self._kept.popitem(last=False)
        return known.at(start)

    def _finding(self, hit: Hit, block: Block, source: str, language: str, settings: Settings) -> Finding | None:
        from sharedground.rewriting.messages import render_message

        rule = self._by_id[hit.rule]
        severity = settings.level(rule, hit.severity)
        if severity is None:
            return None
        start, end = block.map.to_source(hit.start, hit.end)
        message = render_message(rule.message, hit, block, source)
        found = Finding(rule.id, rule.principle, severity, message, start, end, confidence=hit.confidence)
        return with_offers(found, partial(self._offers, hit, rule, block, source, language, settings))

    def _offers(
        self, hit: Hit, rule: Rule, block: Block, source: str, language: str, settings: Settings
    ) -> tuple[Rewrite, ...]:
        from sharedground.rewriting.offers import offers_for

        try:
            last_resort = self._last_resort.get(rule.category, ())
            return offers_for(hit, rule, last_resort, block, source, language, partial(self._fire, settings))
        except Exception as error:
            self._failed(rule.id, error)
            return ()

    @cached_property
    def _last_resort(self) -> dict[str, tuple[Template, ...]]:
        """By category, the wordings that lean on no pattern: those for what the sentence reader finds."""
        return {rule.category: rule.rewrites for rule in self.pack.rules if rule.reads}

    def _fire(self, settings: Settings, block: Block) -> Iterator[Hit]:
        """What the rules that are on find in a block that stands alone; nothing any more once all was let go of."""
        hits = () if self._closed else self._analyzer.hits_in(block)
        return (hit for hit in hits if settings.level(self._by_id[hit.rule], hit.severity))

    def _failed(self, rule: str, error: Exception) -> None:
        """A rule has failed at a place: raises the error, unless somebody is to be told."""
        if self._crashed is None:
            raise error
        self._crashed(rule, error)

    def _of_document(self, hit: DocumentHit, draft: Draft, settings: Settings) -> Finding | None:
        """The finding of a document check: a hint at a place, without rewrites, since only the writer knows what."""
        block, rule = draft.blocks[hit.block], hit.rule
        severity = settings.level(rule)
        if severity is None:
            return None
        start, end = block.map.to_source(hit.start, hit.end)
        words = " ".join(block.text[hit.start : hit.end].split())
        message = rule.message.replace("{count}", str(hit.count)).replace("{match}", words)
        return Finding(rule.id, rule.principle, severity, message, start, end, confidence=rule.confidence)

    def _ever_on(self, rule: Rule | Head) -> bool:
        """Whether the rule counts in any draft: everywhere, or in those that a `per-file` glob selects it for."""
        selected = (name for differs in self.settings.per_file.values() for name in differs.select or ())
        return self.settings.level(rule) is not None or any(name in (rule.id, rule.category) for name in selected)


def pack_folders(settings: Settings) -> tuple[list[Path], list[SharedGroundError]]:
    """The folders of the standard pack and of those that settings name, and what was wrong with the names."""
    folders = [standard_pack_path()]
    problems: list[SharedGroundError] = []
    for name in settings.packs:
        try:
            folders.append(find_pack(name, settings.root or Path()))
        except RuleError as error:
            place = place_of_entry(settings, "packs", name)
            problems.append(SettingsError(f"“packs” names “{name}”, but {error.message}", place))
    return folders, problems


def unknown_class(name: str, known: Collection[str]) -> str:
    """What is said of a word class in the settings that no pack has."""
    near = nearest(name, known)
    hint = f" Did you mean “{near}”?" if near else ""
    return f"“lexicon” names “{name}”, which is no word class.{hint}"


def _load(settings: Settings) -> tuple[KeptPacks, tuple[SharedGroundError, ...]]:
    """The packs that settings name, with their additions to lexicons, and what was wrong with them."""
    folders, problems = pack_folders(settings)
    loaded = load_packs(folders, words=settings.lexicon)
    for name in settings.lexicon:
        if name not in loaded.class_names:
            place = place_of_entry(settings, "lexicon", name)
            problems.append(SettingsError(unknown_class(name, loaded.class_names), place))
    return loaded, (*loaded.problems, *problems)


def _is_accepted(finding: Finding, draft: Draft, settings: Settings) -> bool:
    """Whether the project stands by a phrase in the flagged words, whatever their markup."""
    words = _folded(draft.words(finding.start, finding.end))
    names = ("", finding.rule, finding.rule.partition("/")[0])
    return any(accepted.rule in names and _folded(accepted.phrase) in words for accepted in settings.accept)


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
