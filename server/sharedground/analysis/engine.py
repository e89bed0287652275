"""The analysis of a draft: triggers, parsing, matching and settling, block by block, with a cache of settled blocks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from sharedground.analysis.contexts.quoted import quoted_spans
from sharedground.analysis.matching import Key, Matcher, View
from sharedground.analysis.membership import Membership
from sharedground.analysis.model import Hit, Sentence
from sharedground.analysis.pipeline import Pipeline
from sharedground.analysis.plan import Pattern, Plan
from sharedground.analysis.settling import compatible, settle
from sharedground.analysis.triggers import Candidates, Triggers, sentence_spans
from sharedground.rules.model import AllOf, Count, Named, Node, Pack, Rule
from sharedground.rules.store import KeptPacks
from sharedground.text.blocks import Block, Draft, Run, SourceMap

_Quotes: TypeAlias = tuple[tuple[int, int], ...]
_CacheKey: TypeAlias = tuple[str, bool, _Quotes]
_KEPT_BLOCKS = 4096

_quotes = lru_cache(maxsize=8192)(lambda text, following: tuple(quoted_spans([text, following])[0]))
"""The quotations in a text; of what follows it, the first character decides how."""


class Stopped(Exception):  # noqa: N818 - not an error: it is what was asked for
    """Raised between two blocks where nobody waits for the answer any more."""


class Unparsed(Exception):  # noqa: N818
    """Raised where an answer needs the pipeline and the caller would not wait for it."""


@dataclass(frozen=True, slots=True)
class BlockHit:
    """A hit and the index of the block it stands in."""

    block: int
    hit: Hit


class Analyzer:
    """Finds the hits of a pack's rules in drafts. Not for use from several threads at once.

    With `gated` false the trigger pass is left out and every sentence is parsed; the hits are the same.
    With `crashed`, a rule that fails at a place is told of, by its id, and passed over there; without, it raises.
    `triggers`: the trigger pass, where the caller has made it already.
    """

    def __init__(
        self,
        pack: Pack,
        rules: Iterable[Rule],
        pipeline: Pipeline | None = None,
        *,
        gated: bool = True,
        crashed: Callable[[str, Exception], None] | None = None,
        triggers: Triggers | None = None,
    ) -> None:
        self._pipeline = pipeline or Pipeline()
        self._crashed = crashed
        running = frozenset(rule.id for rule in rules)
        self._plan = Plan.of(pack.rules, running)
        self._yields = {rule.id: rule.yields_to for rule in pack.rules}
        self._membership = Membership(pack.lexicons)
        self._matcher = Matcher(self._plan, pack.lexicons, lambda: self._pipeline.nlp.vocab)
        self._triggers = (triggers or Triggers(KeptPacks.of(pack), lambda head: head.id in running)) if gated else None
        self._local = [pattern for pattern in self._plan.patterns if not spans_document(pattern.node)]
        self._wide = [pattern for pattern in self._plan.patterns if spans_document(pattern.node)]
        self._cache: OrderedDict[_CacheKey, tuple[Hit, ...]] = OrderedDict()

    def hits(
        self,
        draft: Draft,
        enabled: Collection[str] | None = None,
        *,
        stop: Callable[[], bool] = lambda: False,
        parse: bool = True,
    ) -> list[BlockHit]:
        """All hits of the enabled rules (of all, where None), in the order of the blocks, collisions resolved.

        Raises Stopped where `stop()` says so between two blocks, and Unparsed where `parse` is false and a sentence
        would have to be parsed. Blocks done by then are kept, so the next call has less to do.
        """
        texts = [block.text for block in draft.blocks]
        work = _Work(self, draft.blocks, texts, parse)
        if work.candidates is not None and not work.candidates:
            return []
        found: list[BlockHit] = []
        wide = self._wide_hits(work)
        for index in sorted({key[0] for key in work.active} | set(wide)):
            if stop():
                raise Stopped
            every = [*self._block_hits(work, index), *wide.get(index, ())]
            hits = [hit for hit in every if enabled is None or hit.rule in enabled]
            found += [BlockHit(index, hit) for hit in compatible(hits, lambda rule: self._yields.get(rule, ()))]
        return found

    def candidates(self, texts: Sequence[str]) -> Candidates | None:
        """What the trigger pass leaves over; None where it is left out."""
        return self._triggers.candidates(texts) if self._triggers else None

    @property
    def looks_everywhere(self) -> bool:
        """Whether a pattern looks beyond the block it stands in."""
        return bool(self._wide)

    def patterns_at(self, view: View, key: Key, among: Sequence[Pattern]) -> list[Pattern]:
        """The patterns, of these, that could match from this sentence on."""
        if view.candidates is None:
            return list(among)
        chosen = {id(p): p for leaf in view.candidates.get(key, ()) for p in self._plan.by_leaf[leaf]}
        return [p for p in among if id(p) in chosen]

    def _block_hits(self, work: _Work, index: int) -> tuple[Hit, ...]:
        block = work.blocks[index]
        key: _CacheKey = (block.text, block.quoted, work.quotes[index])
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        hits = tuple(self._settled(work, [k for k in work.active if k[0] == index], self._local))
        self._cache[key] = hits
        if len(self._cache) > _KEPT_BLOCKS:
            self._cache.popitem(last=False)
        return hits

    def _wide_hits(self, work: _Work) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = {}
        for key in work.active if self._wide else ():
            for hit in self._settled(work, [key], self._wide):
                found.setdefault(key[0], []).append(hit)
        return found

    def _settled(self, work: _Work, keys: Sequence[Key], among: Sequence[Pattern]) -> list[Hit]:
        chosen = [(key, pattern) for key in keys for pattern in self.patterns_at(work.view, key, among)]
        reached = [(key, pattern, self._matcher.reach(pattern.node, work.view, key)) for key, pattern in chosen]
        work.parse({k for _, _, keys in reached for k in keys})
        hits: list[Hit] = []
        for key, pattern, reach in reached:
            if reach:
                with self._surviving(pattern.rule.id):
                    hits += self._found(work, key, pattern)
        return hits

    def _found(self, work: _Work, key: Key, pattern: Pattern) -> Iterator[Hit]:
        for place in self._matcher.places(pattern.node, work.view, key):
            hit = settle(place, pattern, work.sentence(key), self._matcher.holds_in)
            if hit:
                yield hit

    @contextmanager
    def _surviving(self, rule: str) -> Iterator[None]:
        """Keeps a rule that fails from taking the others down, where somebody is there to be told."""
        try:
            yield
        except Unparsed:
            raise
        except Exception as error:
            if self._crashed is None:
                raise
            self._crashed(rule, error)

    def parsed(self, texts: Sequence[str]) -> list[Sentence]:
        """Sentences for texts on their own, for looking at what the pipeline makes of them."""
        docs = self._pipeline.parse(texts)
        return [self._sentence(doc, _lone(text), 0, (), (), ()) for doc, text in zip(docs, texts, strict=True)]

    def _sentence(
        self, doc: object, block: Block, start: int, before: tuple[str, ...], after: tuple[str, ...], quotes: _Quotes
    ) -> Sentence:
        return Sentence(doc, block, start, before, after, quotes, self._membership.lookup(doc))  # type: ignore[arg-type]


class _Work:
    """One draft while it is being analysed: its candidates, its quotations, and its sentences once parsed."""

    def __init__(self, analyzer: Analyzer, blocks: Sequence[Block], texts: Sequence[str], may_parse: bool) -> None:
        self.blocks, self.texts = blocks, texts
        self._may_parse = may_parse
        self._analyzer = analyzer
        self.candidates = analyzer.candidates(texts)
        everywhere = self.candidates is None or analyzer.looks_everywhere
        blocks_left = range(len(texts)) if everywhere else sorted({key[0] for key in self.candidates or ()})
        self.keys: dict[Key, tuple[int, int]] = {
            (index, number): span for index in blocks_left for number, span in enumerate(sentence_spans(texts[index]))
        }
        self.active: Sequence[Key] = sorted(self.candidates) if self.candidates is not None else list(self.keys)
        following = (text[:1] for text in [*texts[1:], ""])
        self.quotes: Sequence[_Quotes] = list(map(_quotes, texts, following)) if self.active else []
        self._sentences: dict[Key, Sentence] = {}
        self.view = View(self.candidates, self.keys, self.sentence)

    def parse(self, keys: Iterable[Key]) -> None:
        """Parses the sentences that are wanted and not yet parsed, all in one go."""
        wanted = sorted(key for key in keys if key not in self._sentences)
        if wanted and not self._may_parse:
            raise Unparsed
        texts = [self.texts[key[0]][slice(*self.keys[key])] for key in wanted]
        for key, doc in zip(wanted, self._analyzer._pipeline.parse(texts), strict=True) if wanted else ():
            index, number = key
            block = self.blocks[index]
            around = [block.text[slice(*span)] for span in sentence_spans(block.text)]
            self._sentences[key] = self._analyzer._sentence(
                doc, block, self.keys[key][0], tuple(around[:number]), tuple(around[number + 1 :]), self.quotes[index]
            )

    def sentence(self, key: Key) -> Sentence:
        """A sentence of the draft, parsed if it is not yet."""
        if key not in self._sentences:
            self.parse([key])
        return self._sentences[key]


def spans_document(node: Node) -> bool:
    """Whether a pattern looks beyond the block it stands in."""
    match node:
        case Count():
            return True
        case AllOf(nodes=nodes, without=without, within=within):
            return within == "document" or any(spans_document(child) for child in (*nodes, *without))
        case Named(node=child):
            return spans_document(child)
        case _:
            return False


def _lone(text: str) -> Block:
    return Block(text, SourceMap((Run(0, 0, len(text), len(text)),)), 0, len(text))
