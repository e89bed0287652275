"""Whether a sentence's words, in their order, could be those of a pattern: told before anything is parsed.

A pattern is followed through the cells of a sentence with all that only a parse can tell left open: a part of speech
holds everywhere, a noun phrase may be any few tokens. The places reached so far are the bits of one number, so that a
step is a shift: bit n says that the next token is that of cell n. What is refused here cannot match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TypeAlias

from sharedground.analysis.edges import BREAKS, FILLERS_PASSED
from sharedground.analysis.spans import GAP_ENDS, LONGEST
from sharedground.analysis.wording import Cell, mark_norms
from sharedground.rules.branches import Leaf
from sharedground.rules.model import (
    AnyToken,
    Capture,
    Class,
    Dependency,
    Edge,
    Except,
    Gap,
    Group,
    Item,
    Phrase,
    Pos,
    Repeat,
    Span,
    Tokens,
    Tree,
    TreeNode,
    Word,
)

Places: TypeAlias = int
Entry: TypeAlias = tuple[str, ...]

_MOST_ROWS = 200
"""How many rows of words a group is laid out as, before it is followed item by item."""


class Line:
    """The cells of a sentence, laid out for following patterns through them."""

    def __init__(self, cells: Sequence[Cell], text: str = "") -> None:
        self.cells = cells
        self.text = text
        self.size = len(cells)
        self.all: Places = (1 << self.size + 1) - 1
        self.tokens: Places = (1 << self.size) - 1
        self.open: Places = 0
        self.at: dict[str, Places] = {}
        """Norm → the cells that may hold it."""
        for index, cell in enumerate(cells):
            bit = 1 << index
            for norm in cell.norms:
                self.at[norm] = self.at.get(norm, 0) | bit
            if cell.open:
                self.open |= bit
        self.memory: dict[Entries, list[tuple[Places, Places]]] = {}

    def after(self, places: Places, taken: Places) -> Places:
        """Where a token may come after one that is in one of `taken`, from these places."""
        held = places & taken
        return (held << 1) | (held & self.open)

    def holding(self, forms: Iterable[str]) -> Places:
        """The open cells in whose text one of these stands."""
        found = 0
        for index, cell in enumerate(self.cells):
            if cell.open and any(form in cell.text for form in forms):
                found |= 1 << index
        return found

    @cached_property
    def barriers(self) -> Places:
        """The cells that no gap goes over."""
        found = 0
        for norm, cells in self.at.items():
            if norm in GAP_ENDS:
                found |= cells
        return found & ~self.open

    @cached_property
    def opening(self) -> Places:
        """Where a pattern that begins a sentence may begin."""
        found, holds = 0, True
        for index, cell in enumerate(self.cells):
            found |= holds << index
            if cell.open or not BREAKS.isdisjoint(cell.norms):
                holds = True
            elif cell.text.isalpha() and cell.text not in FILLERS_PASSED:
                holds = False
        return found | holds << self.size

    @cached_property
    def closing(self) -> Places:
        """Where a pattern that ends a sentence may have ended."""
        found, holds = 1 << self.size, True
        for index in range(self.size - 1, -1, -1):
            cell = self.cells[index]
            if cell.open or cell.text in ".!?" or not BREAKS.isdisjoint(cell.norms):
                holds = True
            elif cell.text.isalpha() or cell.text.isdigit():
                holds = False
            found |= holds << index
        return found


Step: TypeAlias = Callable[[Line, Places], Places]


class Forms:
    """Some one-token forms. An open cell may hold those that are more than letters wherever they stand in its text."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = frozenset(mark_norms().get(form, form) for form in forms)
        self.odd = tuple(filter(_is_odd, self.forms))

    def cells(self, line: Line) -> Places:
        """The cells that may hold one of them."""
        found = 0
        if line.open and self.odd:
            found = line.holding(self.odd)
        at = line.at
        for norm in at.keys() & self.forms:
            found |= at[norm]
        return found


class Entries:
    """The entries of a class, by their first words; what was found of them in a line is kept with it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._rests: dict[str, list[Entry]] = {}
        """What may follow the first word of entries."""
        self._odd: list[Entry] = []
        marks = mark_norms()
        for entry in dict.fromkeys(entries):
            if not marks.keys().isdisjoint(entry):
                entry = tuple(marks.get(word, word) for word in entry)
            self._rests.setdefault(entry[0], []).append(entry[1:])
            if _is_odd(entry[0]):
                self._odd.append(entry)

    def found(self, line: Line) -> list[tuple[Places, Places]]:
        """Where entries begin, and where those may end; 0 for entries of one token, which end with it."""
        if self not in line.memory:
            line.memory[self] = list(self._found(line))
        return line.memory[self]

    def _found(self, line: Line) -> Iterator[tuple[Places, Places]]:
        at = line.at
        singles = 0
        for norm in at.keys() & self._rests.keys():
            starts, after = at[norm], None
            for rest in self._rests[norm]:
                if not rest:
                    singles |= starts
                elif rest[0] in at or (line.open and _is_odd(rest[0])):
                    after = line.after(starts, starts) if after is None else after
                    if ends := _in_a_row(rest, line, after):
                        yield starts, ends
        if singles:
            yield singles, 0
        for entry in self._odd if line.open else ():
            starts = line.holding(entry[:1])
            if ends := _in_a_row(entry, line, starts):
                yield starts, ends

    def __call__(self, line: Line, places: Places) -> Places:
        """Where an entry may end that begins at one of these places."""
        ends = 0
        for starts, known in self.found(line):
            if places & starts:
                ends |= known or line.after(places, starts)
        return ends


def _in_a_row(words: Entry, line: Line, places: Places) -> Places:
    for word in words:
        cells = line.at.get(word, 0)
        if line.open and _is_odd(word):
            cells |= line.holding((word,))
        places = line.after(places, cells)
        if not places:
            return 0
    return places


def _is_odd(form: str) -> bool:
    """Whether a form is neither a word nor one mark."""
    return len(form) > 1 and not form.isalpha()


class Lexical:
    """Makes the lexical side of patterns, with the lexicons of one pack; `entries(class)` gives a class's entries."""

    def __init__(self, entries: Callable[[Class], Sequence[Entry]]) -> None:
        self._entries_of = cache(entries)
        self._classes: dict[Class, Entries] = {}
        self._groups: dict[tuple[Entry, ...], Entries] = {}

    def possible(self, leaf: Leaf) -> Callable[[Line], bool]:
        """A test of whether the leaf could match in a line."""
        match leaf:
            case Phrase(items=items):
                step = self._sequence(items)
                return lambda line: step(line, line.all) != 0
            case Tree(root=root):
                tests = list(self._tree(root))
                return lambda line: all(test(line) for test in tests)
            case Tokens(trigger=trigger) | Dependency(trigger=trigger):
                return lambda line: any(literal in line.text for literal in trigger)

    def _sequence(self, items: Sequence[Item]) -> Step:
        steps = [self._item(item) for item in items]
        if len(steps) == 1:
            return steps[0]

        def run(line: Line, places: Places) -> Places:
            for step in steps:
                places = step(line, places)
                if not places:
                    return 0
            return places

        return run

    def _item(self, item: Item) -> Step:
        match item:
            case Word(forms=forms):
                held = Forms(forms)
                return lambda line, places: line.after(places, held.cells(line))
            case Class():
                return self._class(item)
            case Pos() | AnyToken():
                return lambda line, places: line.after(places, line.tokens)
            case Except(items=items):
                return self._except(items)
            case Gap(most=most):
                return lambda line, places: _over(line, places, most)
            case Span():
                return self._span(item)
            case Edge(at="start"):
                return lambda line, places: places & line.opening
            case Edge():
                return lambda line, places: places & line.closing
            case Capture(item=inner):
                return self._item(inner)
            case Repeat(item=inner, least=least, most=most):
                return _repeated(self._item(inner), least, most)
            case Group():
                return self._group(item)

    def _class(self, item: Class) -> Entries:
        if item not in self._classes:
            self._classes[item] = Entries(self._entries_of(item))
        return self._classes[item]

    def _except(self, items: Sequence[Item]) -> Step:
        forms = [form for item in items if isinstance(item, Word) for form in item.forms]
        refused = Forms(forms)
        return lambda line, places: line.after(places, line.tokens & ~_certain(refused, line))

    def _span(self, item: Span) -> Step:
        most = LONGEST[item.kind]
        head = self._class(Class(item.head)) if item.head else None

        def run(line: Line, places: Places) -> Places:
            if head and not head.found(line):
                return 0
            return (_filled(places << 1, most - 1) | (places & line.open)) & line.all

        return run

    def _group(self, group: Group) -> Step:
        rows = self._rows_of(group)
        choices: list[Step] = [self._any_of(rows)] if rows else [self._sequence(each) for each in group.alternatives]

        def run(line: Line, places: Places) -> Places:
            found = places if group.optional else 0
            for choice in choices:
                found |= choice(line, places)
            return found

        return run

    def _any_of(self, rows: Sequence[Entry]) -> Entries:
        """The same for all groups of the same rows, so that a line is searched for them once."""
        key = tuple(rows)
        if key not in self._groups:
            self._groups[key] = Entries(key)
        return self._groups[key]

    def _rows_of(self, group: Group) -> Sequence[Entry]:
        """Every row of words that a group can be; none where it holds more than words and classes, or too many rows."""
        found: list[Entry] = []
        for alternative in group.alternatives:
            rows: list[Entry] = [()]
            for item in alternative:
                further = self._words_of(item)
                if not further or len(rows) * len(further) + len(found) > _MOST_ROWS:
                    return ()
                rows = [(*row, *entry) for row in rows for entry in further]
            found += rows
        return found if all(found) else ()

    def _words_of(self, item: Item) -> Sequence[Entry]:
        match item:
            case Word(forms=forms):
                return [(form,) for form in forms]
            case Class():
                return self._entries_of(item)
            case Group(optional=optional):
                rows = self._rows_of(item)
                return [*rows, ()] if rows and optional else rows
            case _:
                return ()

    def _tree(self, node: TreeNode) -> Iterable[Callable[[Line], bool]]:
        """Every word of a tree must stand somewhere."""
        item = node.item.item if isinstance(node.item, Capture) else node.item
        alternatives = [item]
        if isinstance(item, Group):
            alternatives = [q[0].item if isinstance(q[0], Capture) else q[0] for q in item.alternatives]
        steps = [self._somewhere(alternative) for alternative in alternatives]
        yield lambda line: any(step(line) for step in steps)
        for _relation, child in node.relations:
            yield from self._tree(child)

    def _somewhere(self, item: Item) -> Callable[[Line], bool]:
        match item:
            case Word(forms=forms):
                held = Forms(forms)
                return lambda line: held.cells(line) != 0
            case Class(name=name) | Span(head=name) if name:
                entries = self._class(Class(name))
                return lambda line: bool(entries.found(line))
            case _:
                return lambda line: True


def _certain(forms: Forms, line: Line) -> Places:
    """The cells that hold one of these and nothing else."""
    found = 0
    for index in bits(forms.cells(line) & ~line.open):
        if forms.forms.issuperset(line.cells[index].norms):
            found |= 1 << index
    return found


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest on."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _over(line: Line, places: Places, most: int) -> Places:
    """Where one may be after at most so many tokens, none of them a barrier."""
    reached = front = places
    for _ in range(most):
        front = line.after(front, line.tokens & ~line.barriers) & ~reached
        if not front:
            break
        reached |= front
    return reached


def _filled(places: Places, more: int) -> Places:
    """The places and up to `more` after each."""
    width = 1
    while more > 0:
        by = min(width, more)
        places |= places << by
        more -= by
        width += by
    return places


def _repeated(step: Step, least: int, most: int) -> Step:
    def run(line: Line, places: Places) -> Places:
        found = places if not least else 0
        for times in range(1, most + 1):
            places = step(line, places)
            if not places:
                break
            if times >= least:
                found |= places
        return found

    return run
