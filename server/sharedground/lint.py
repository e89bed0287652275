"""The facade: the only door for the command line, the language server and everybody else.

from sharedground import Linter

for finding in Linter().check("Check your privilege before you complain about rent."):
print(finding.message)
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import replace as replaced
from pathlib import Path

from msgspec.structs import replace

from sharedground.analysis.documents import Counted, DocumentHit, Documents
from sharedground.analysis.engine import Analyzer, BlockHit
from sharedground.analysis.pipeline import Pipeline
from sharedground.errors import Place, RuleError, SettingsError, SharedGroundError
from sharedground.rewriting.messages import render_message
from sharedground.rewriting.model import Edit, Rewrite
from sharedground.rewriting.rewrites import rewrites_for
from sharedground.rules.lexicons import extended
from sharedground.rules.model import Pack, Rule, Severity
from sharedground.rules.packs import find_pack, standard_pack_path
from sharedground.rules.store import load_packs
from sharedground.rules.suggest import nearest
from sharedground.settings import Settings
from sharedground.suppression import Notice, suppress
from sharedground.text.blocks import Draft
from sharedground.text.readers import read
from sharedground.text.rereading import Rereader
from sharedground.text.source import Source, decode
from sharedground.text.words import count_words


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that a writer may want to look at. `start` and `end`: code points from the start of the text."""

    rule: str
    principle: str
    severity: Severity
    message: str
    start: int
    end: int
    rewrites: tuple[Rewrite, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """What a check gives: findings in the order of the text; iterating goes over them.

    `notices` speak of the draft's own directives: those that suppress nothing, or name no rule.
    """

    source: Source
    findings: tuple[Finding, ...]
    words: int = 0
    notices: tuple[Notice, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)


_MOST_KEPT = 2048


def moved(finding: Finding, by: int) -> Finding:
    """The finding in a text that has so many more characters before it."""
    rewrites = tuple(
        replaced(
            rewrite,
            edits=tuple(Edit(edit.start + by, edit.end + by, edit.text) for edit in rewrite.edits),
            start=rewrite.start + by,
            end=rewrite.end + by,
        )
        for rewrite in finding.rewrites
    )
    return replaced(finding, start=finding.start + by, end=finding.end + by, rewrites=rewrites)


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
            pack, self.problems = _load(self.settings)
        self.pack = pack
        self._kept: OrderedDict[tuple[int, int, int, str], tuple[object, object, Finding | None]] = OrderedDict()
        self._by_id = {rule.id: rule for rule in self.pack.rules}
        running = [rule for rule in self.pack.rules if self._ever_on(rule)]
        pipeline = pipeline or Pipeline(self.settings.pipeline)
        self._documents = Documents(running, pack.lexicons, self.settings.home)
        self._analyzer = Analyzer(self.pack, running, pipeline, gated=gated, crashed=crashed)

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
        rereader: Rereader | None = None,
    ) -> Result:
        """The findings in a draft. `language`: markdown or plaintext. Raises DraftError where it cannot be read.

        `name` is the draft's path, for settings that differ per file. For callers that cannot wait: `stop` is asked
        between two blocks, and Stopped raised where it says so; where `parse` is false and a sentence would have to be
        parsed, Unparsed is raised. `rereader`: keeps what was read of this draft, for a caller that checks it again
        after each edit; the findings are the same.
        """
        source = decode(text, name=name) if isinstance(text, bytes) else Source(text)
        draft = rereader.read(source, language) if rereader else read(source, language)
        settings = self.settings.for_file(name) if name else self.settings
        enabled = frozenset(rule.id for rule in self.pack.rules if settings.level(rule))
        hits = self._analyzer.hits(draft, enabled, stop=stop, parse=parse)
        found = [self._surviving(hit, draft, settings) for hit in hits]
        counted = [Counted(h.hit.rule, h.block, h.hit.start, h.hit.end) for h, f in zip(hits, found, strict=True) if f]
        found += [self._of_document(hit, draft, settings) for hit in self._documents.hits(draft, enabled, counted)]
        found.sort(key=lambda f: (f.start, f.end) if f else (0, 0))
        kept = suppress(draft, [f for f in found if f and not _is_accepted(f, source, settings)], self._by_id)
        return Result(source, kept.findings, count_words(draft), kept.notices)

    def _surviving(self, found: BlockHit, draft: Draft, settings: Settings) -> Finding | None:
        """The finding of a hit. It is kept as if its block began the text: an edit elsewhere only moves it."""
        block = draft.blocks[found.block]
        around = draft.source.text[max(0, block.start - 2) : block.end + 2]
        key = (id(found.hit), id(settings), min(block.start, 2), around)
        try:
            if key not in self._kept:
                finding = self._finding(found, draft, settings)
                self._kept[key] = found.hit, settings, finding and moved(finding, -block.start)
                if len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
            finding = self._kept[key][2]
            return finding and moved(finding, block.start)
        except Exception as error:
            if self._crashed is None:
                raise
            self._crashed(found.hit.rule, error)
            return None

    def _finding(self, found: BlockHit, draft: Draft, settings: Settings) -> Finding | None:
        hit, block, rule = found.hit, draft.blocks[found.block], self._by_id[found.hit.rule]
        severity = settings.level(rule, hit.severity)
        if severity is None:
            return None
        start, end = block.map.to_source(hit.start, hit.end)
        return Finding(
            rule=rule.id,
            principle=rule.principle,
            severity=severity,
            message=render_message(rule.message, hit, block, draft.source.text),
            start=start,
            end=end,
            rewrites=rewrites_for(hit, rule, block, draft.source.text),
            confidence=hit.confidence,
        )

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

    def _ever_on(self, rule: Rule) -> bool:
        """Whether the rule counts in any draft: everywhere, or in those that a `per-file` glob selects it for."""
        selected = (name for differs in self.settings.per_file.values() for name in differs.select or ())
        return self.settings.level(rule) is not None or any(name in (rule.id, rule.category) for name in selected)


def _load(settings: Settings) -> tuple[Pack, tuple[SharedGroundError, ...]]:
    """The packs that settings name, with their additions to lexicons, and what was wrong with them."""
    folders = [standard_pack_path()]
    problems: list[SharedGroundError] = []
    for name in settings.packs:
        try:
            folders.append(find_pack(name, settings.root or Path()))
        except RuleError as error:
            problems.append(error)
    loaded = load_packs(folders)
    lexicons = dict(loaded.pack.lexicons)
    for name, words in settings.lexicon.items():
        if name in lexicons:
            lexicons[name] = extended(lexicons[name], words)
            continue
        near = nearest(name, lexicons)
        hint = f" Did you mean “{near}”?" if near else ""
        place = Place(str(settings.files[-1]) if settings.files else "settings")
        problems.append(SettingsError(f"“lexicon” names “{name}”, which is no word class.{hint}", place))
    pack = replace(loaded.pack, lexicons=lexicons) if settings.lexicon else loaded.pack
    return pack, (*loaded.problems, *problems)


def _is_accepted(finding: Finding, source: Source, settings: Settings) -> bool:
    """Whether the project stands by a phrase in the flagged words."""
    words = _folded(source.text[finding.start : finding.end])
    names = ("", finding.rule, finding.rule.partition("/")[0])
    return any(accepted.rule in names and _folded(accepted.phrase) in words for accepted in settings.accept)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
