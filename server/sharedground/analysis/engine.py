"""The analysis of a draft: triggers, parsing, matching and settling, block by block, with a cache of settled blocks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

import msgspec

from sharedground.analysis.contexts.quoted import quoted_spans
from sharedground.analysis.latest import Latest
from sharedground.analysis.matching import Key, Matcher, View
from sharedground.analysis.membership import Membership
from sharedground.analysis.model import Hit, Sentence
from sharedground.analysis.offered import Offered
from sharedground.analysis.pipeline import Pipeline
from sharedground.analysis.plan import Pattern, Plan
from sharedground.analysis.reading.reader import Reading
from sharedground.analysis.settling import compatible, settle, settle_reading
from sharedground.analysis.triggers import Candidates, Triggers, sentence_spans
from sharedground.rules.model import AllOf, AnyOf, Count, Named, Node, Pack, Rule, Severity, Then
from sharedground.rules.store import KeptPacks
from sharedground.text.blocks import Block, Draft, lone_block

_Quotes: TypeAlias = tuple[tuple[int, int], ...]
_CacheKey: TypeAlias = tuple[str, bool, str]
"""The text of a block, whether it is quoted, and the first character of what follows it."""
_SPARE_BLOCKS = 128
"""How many blocks are kept beside those of the draft that is looked at."""
_AHEAD = 32
"""About how many sentences are parsed at once: together they take half as long as one by one."""

_quotes = lru_cache(maxsize=128)(lambda text, following: tuple(quoted_spans([text, following])[0]))
"""The quotations in a text; of what follows it, the first character decides how."""


class Stopped(Exception):  # noqa: N818 - not an error: it is what was asked for
    """Raised between two blocks where nobody waits for the answer any more."""


class Unparsed(Exception):  # noqa: N818
    """Raised where an answer needs the pipeline and the caller would not wait for it."""


class BlockHit(msgspec.Struct, frozen=True):
    """A hit and the index of the block it stands in."""

    block: int
    hit: Hit


@dataclass(frozen=True, slots=True)
class _LookedAt:
    """The hits of a block: what patterns matched, and what the sentence reader found as far as it has read."""

    matched: tuple[Hit, ...]
    hits: tuple[Hit, ...]
    unread: bool


_NOTHING = _LookedAt((), (), unread=False)


class Analyzer:
    """Finds the hits of a pack's rules in drafts. Not for use from several threads at once.

    With `gated` false the trigger pass is left out and every sentence is parsed; the hits are the same.
    With `crashed`, a rule that fails at a place is told of, by its id, and passed over there; without, it raises.
    `triggers`: the trigger pass, where the caller has made it already. `seconded`: whether rules that ask for it wait
    for the sentence reader to second what they match, hints and information aside.
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
        seconded: bool = True,
    ) -> None:
        self._pipeline = pipeline or Pipeline()
        self._crashed = crashed
        running = frozenset(rule.id for rule in rules)
        self._rules = pack.rules
        self._plan = Plan.of(pack.rules, running)
        self._yields = {rule.id: rule.yields_to for rule in pack.rules}
        self._membership = Membership(pack.lexicons)
        self._matcher = Matcher(self._plan, pack.lexicons, lambda: self._pipeline.nlp.vocab)
        self._triggers = (triggers or Triggers(KeptPacks.of(pack), lambda head: head.id in running)) if gated else None
        wide = [spans_document(pattern.node) for pattern in self._plan.patterns]
        both = list(zip(self._plan.patterns, wide, strict=True))
        self._local = {id(pattern): place for place, (pattern, is_wide) in enumerate(both) if not is_wide}
        self._wide = {id(pattern): place for place, (pattern, is_wide) in enumerate(both) if is_wide}
        self._reads = {rule.reads.label: rule for rule in pack.rules if rule.reads and rule.id in running}
        self._seconded = {rule.id for rule in pack.rules if rule.seconded and rule.id in running} if seconded else set()
        self._cache: Latest[_CacheKey, _LookedAt] = Latest(_SPARE_BLOCKS)
        self.left_unread = False
        """Whether the sentence reader has more to read of the draft that `hits` was last asked about."""

    def hits(
        self,
        draft: Draft,
        enabled: Collection[str] | None = None,
        *,
        stop: Callable[[], bool] = lambda: False,
        parse: bool = True,
        read: bool = True,
    ) -> list[BlockHit]:
        """All hits of the enabled rules (of all, where None), in the order of the blocks, collisions resolved.

        Raises Stopped where `stop()` says so between two blocks, and Unparsed where `parse` is false and a sentence
        would have to be parsed. Blocks done by then are kept, so the next call has less to do. Where `read` is false,
        the sentence reader reads nothing new: what it has read before counts, and `left_unread` says if there is more.
        """
        self.left_unread = False
        if self._reads or self._seconded:
            self._pipeline.reader.make_room(len(draft.blocks))
        work = _Work(self, draft.blocks, parse, read)
        wide = self._wide_hits(work) if self._wide else {}
        self._cache.keep(work.cache_keys)
        found: list[BlockHit] = []
        for index, known in enumerate(map(self._cache.get, work.cache_keys)):
            if known is _NOTHING and index not in wide:
                continue
            if known is None or (known.unread and read):
                if stop():
                    raise Stopped
                known = self._cache[work.cache_keys[index]] = self._looked_at(work, index, known)
            self.left_unread |= known.unread
            every = (*known.hits, *wide.get(index, ()))
            hits = [hit for hit in every if enabled is None or hit.rule in enabled]
            if len(hits) > 1:
                hits = compatible(hits, lambda rule: self._yields.get(rule, ()))
            found += [BlockHit(index, hit) for hit in hits]
        return found

    def hits_in(self, block: Block) -> tuple[Hit, ...]:
        """The hits in a block that stands alone, and of which nothing is kept."""
        return self._looked_at(_Work(self, [block], may_parse=True, may_read=True), 0, None).hits

    @cached_property
    def _offered(self) -> Offered:
        return Offered(self._rules)

    def reads(self, text: str) -> bool:
        """Whether the sentence reader is asked for and would read some of a block."""
        return bool(self._reads) and self._pipeline.reader.wakes(text)

    def candidates(self, texts: Sequence[str]) -> Candidates | None:
        """What the trigger pass leaves over; None where it is left out."""
        return self._triggers.candidates(texts) if self._triggers else None

    def _patterns_at(self, view: View, key: Key, among: Mapping[int, int]) -> list[Pattern]:
        """The patterns that could match from this sentence on. `among`: those that are asked for, and their order."""
        if view.candidates is None:
            return [pattern for pattern in self._plan.patterns if id(pattern) in among]
        woken = {id(p): p for leaf in view.candidates.get(key, ()) for p in self._plan.by_leaf[leaf] if id(p) in among}
        return [woken[which] for which in sorted(woken, key=among.__getitem__)]

    def _parse_ahead(self, work: _Work, first: int) -> None:
        """Parses what this block and those after it will ask for, as many as are worth parsing together."""
        wanted: set[Key] = set()
        index = first
        while index < len(work.blocks) and len(wanted) < _AHEAD:
            if work.cache_keys[index] not in self._cache and work.active(index):
                view = work.view_of(index)
                for key in ((index, number) for number in work.active(index)):
                    for pattern in self._patterns_at(view, key, self._local):
                        wanted |= self._matcher.reach(pattern.node, view, key)
            index += 1
        work.parse(wanted)
        work.ahead = index

    def _looked_at(self, work: _Work, index: int, known: _LookedAt | None) -> _LookedAt:
        matched = known.matched if known else self._matched(work, index)
        doubts = [self._doubts(work, index, hit) for hit in matched]
        stands = [hit for hit, doubted in zip(matched, doubts, strict=True) if not doubted]
        hits = (*stands, *self._read(work, index, stands))
        unread = not work.may_read and (None in doubts or self._is_unread(work.blocks[index].text))
        return _LookedAt(matched, hits, unread) if hits or unread else _NOTHING

    def _doubts(self, work: _Work, index: int, hit: Hit) -> bool | None:
        """Whether the sentence reader does not second a hit whose rule asks for that; None where it has yet to read."""
        if hit.rule not in self._seconded or hit.severity.rank < Severity.WARNING.rank:
            return False
        return self._pipeline.reader.doubts(work.blocks[index].text, hit.start, hit.end, fresh=work.may_read)

    def _is_unread(self, text: str) -> bool:
        return bool(self._reads) and self._pipeline.reader.is_unread(text)

    def _matched(self, work: _Work, index: int) -> tuple[Hit, ...]:
        if not work.active(index):
            return ()
        if work.may_parse and index >= work.ahead:
            self._parse_ahead(work, index)
        keys = [(index, number) for number in work.active(index)]
        return tuple(self._settled(work, work.view_of(index), keys, self._local))

    def _read(self, work: _Work, index: int, matched: Sequence[Hit]) -> Iterator[Hit]:
        """What the sentence reader finds in a block, where no pattern has matched in the same sentence."""
        text = work.blocks[index].text
        if not self.reads(text):
            return
        if not work.may_parse:
            raise Unparsed
        for reading in self._pipeline.reader.readings(text, fresh=work.may_read):
            rule, key = self._reads.get(reading.label), work.key_at(index, reading.start, reading.end)
            if rule is None or any(_meets(hit, reading) for hit in matched):
                continue
            if self._offered.holds_most_of(text[reading.start : reading.end]):
                continue
            with self._surviving(rule.id):
                hit = settle_reading(reading, rule, work.sentence(key), self._matcher.holds_in)
                if hit:
                    yield hit

    def _wide_hits(self, work: _Work) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = {}
        for index in range(len(work.blocks)):
            for number in work.active(index):
                for hit in self._settled(work, work.view, [(index, number)], self._wide):
                    found.setdefault(index, []).append(hit)
        return found

    def _settled(self, work: _Work, view: View, keys: Sequence[Key], among: Mapping[int, int]) -> list[Hit]:
        chosen = [(key, pattern) for key in keys for pattern in self._patterns_at(view, key, among)]
        reached = [(key, pattern, self._matcher.reach(pattern.node, view, key)) for key, pattern in chosen]
        work.parse({k for _, _, keys in reached for k in keys})
        hits: list[Hit] = []
        for key, pattern, reach in reached:
            if reach:
                with self._surviving(pattern.rule.id):
                    hits += self._found(work, view, key, pattern)
        return hits

    def _found(self, work: _Work, view: View, key: Key, pattern: Pattern) -> Iterator[Hit]:
        for place in self._matcher.places(pattern.node, view, key):
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
        return [self._sentence(doc, lone_block(text), 0, (), (), ()) for doc, text in zip(docs, texts, strict=True)]

    def _sentence(
        self, doc: object, block: Block, start: int, before: tuple[str, ...], after: tuple[str, ...], quotes: _Quotes
    ) -> Sentence:
        return Sentence(doc, block, start, before, after, quotes, self._membership.lookup(doc))  # type: ignore[arg-type]


class _Work:
    """One draft while it is being analysed: its candidates, and its sentences once parsed.

    What is asked about a block costs as much as that block, however long the draft is.
    """

    def __init__(self, analyzer: Analyzer, blocks: Sequence[Block], may_parse: bool, may_read: bool) -> None:
        self.blocks = blocks
        self.may_parse = may_parse
        self.may_read = may_read
        self.ahead = 0
        """The block up to which what will be asked for is parsed."""
        self._analyzer = analyzer
        texts = [block.text for block in blocks]
        following = [*(text[:1] for text in texts[1:]), ""][: len(texts)]
        self.cache_keys: list[_CacheKey] = list(zip(texts, [b.quoted for b in blocks], following, strict=True))
        """For each block, what its hits depend on."""
        self._candidates = analyzer.candidates(texts)
        self._sentences: dict[Key, Sentence] = {}

    def active(self, index: int) -> Collection[int]:
        """The numbers of the sentences of a block in which something could match."""
        if self._candidates is not None:
            return self._candidates.within(index)
        return range(len(self._spans(index)))

    def key_at(self, index: int, start: int, end: int) -> Key:
        """The sentence of a block that has the most of these offsets."""
        shared = [min(end, last) - max(start, first) for first, last in self._spans(index)]
        return index, max(range(len(shared)), key=shared.__getitem__)

    def view_of(self, index: int) -> View:
        """A block, as patterns see it that look no further."""
        return View(self._candidates, self._keys(index), self.sentence)

    @cached_property
    def view(self) -> View:
        """The draft, as patterns see it that look all over it."""
        keys = {key: span for index in range(len(self.blocks)) for key, span in self._keys(index).items()}
        return View(self._candidates, keys, self.sentence)

    def parse(self, keys: Iterable[Key]) -> None:
        """Parses the sentences that are wanted and not yet parsed, all in one go."""
        wanted = sorted(key for key in keys if key not in self._sentences)
        if wanted and not self.may_parse:
            raise Unparsed
        texts = [self.blocks[index].text[slice(*self._spans(index)[number])] for index, number in wanted]
        for key, doc in zip(wanted, self._analyzer._pipeline.parse(texts), strict=True) if wanted else ():
            index, number = key
            block, spans = self.blocks[index], self._spans(index)
            around = [block.text[slice(*span)] for span in spans]
            _text, _quoted, following = self.cache_keys[index]
            quotes = _quotes(block.text, following)
            self._sentences[key] = self._analyzer._sentence(
                doc, block, spans[number][0], tuple(around[:number]), tuple(around[number + 1 :]), quotes
            )

    def sentence(self, key: Key) -> Sentence:
        """A sentence of the draft, parsed if it is not yet."""
        if key not in self._sentences:
            self.parse([key])
        return self._sentences[key]

    def _spans(self, index: int) -> tuple[tuple[int, int], ...]:
        return sentence_spans(self.blocks[index].text)

    def _keys(self, index: int) -> dict[Key, tuple[int, int]]:
        return {(index, number): span for number, span in enumerate(self._spans(index))}


def spans_document(node: Node) -> bool:
    """Whether a pattern looks beyond the block it stands in."""
    match node:
        case Count():
            return True
        case AllOf(nodes=nodes, without=without, within=within):
            return within == "document" or any(spans_document(child) for child in (*nodes, *without))
        case AnyOf(nodes=nodes):
            return any(map(spans_document, nodes))
        case Then(first=first, second=second):
            return spans_document(first) or spans_document(second)
        case Named(node=child):
            return spans_document(child)
        case _:
            return False


def _meets(hit: Hit, reading: Reading) -> bool:
    """Whether a hit stands in a sentence that a reading reaches into."""
    return hit.sentence[0] < reading.end and reading.start < hit.sentence[1]
