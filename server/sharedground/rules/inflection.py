"""Surface forms of words, by Penn tag. Source of the forms: lemminflect (imported only when asked)."""

from __future__ import annotations

from functools import cache

VERB_TAGS = ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG")
NOUN_TAGS = ("NN", "NNS")
ADJECTIVE_TAGS = ("JJ", "JJR", "JJS")
TAGS = (*VERB_TAGS, *NOUN_TAGS, *ADJECTIVE_TAGS)

_UNIVERSAL = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}
_BE = {
    "VB": ("be",),
    "VBP": ("am", "are"),
    "VBZ": ("is",),
    "VBD": ("was", "were"),
    "VBN": ("been",),
    "VBG": ("being",),
}


class Dictionary:
    """The dictionary of words that lemminflect has, asked once for each word: to open it takes a second."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, tuple[str, ...]]] = {}
        """What it said before; may be filled with what it said in another session."""

    def inflections(self, lemma: str, part_of_speech: str = "") -> dict[str, tuple[str, ...]]:
        """Penn tag → forms, as the dictionary has them; of any part of speech where none is named."""
        return self._asked("getAllInflections", lemma, part_of_speech)

    def guessed(self, lemma: str, part_of_speech: str) -> dict[str, tuple[str, ...]]:
        """Penn tag → forms, by rule, of a word that the dictionary lacks."""
        return self._asked("getAllInflectionsOOV", lemma, part_of_speech)

    def lemmas_of_noun(self, word: str) -> tuple[str, ...]:
        """The lemmas of which a word is a form, as a noun."""
        return self._asked("getAllLemmas", word, "noun").get("NOUN", ())

    def _asked(self, what: str, word: str, part_of_speech: str) -> dict[str, tuple[str, ...]]:
        asked = f"{what} {part_of_speech} {word}"
        if asked not in self.known:
            import lemminflect

            answer = getattr(lemminflect, what)(word, _UNIVERSAL.get(part_of_speech))
            self.known[asked] = {tag: tuple(forms) for tag, forms in answer.items()}
        return self.known[asked]


DICTIONARY = Dictionary()


@cache
def forms_by_tag(lemma: str, part_of_speech: str = "") -> dict[str, tuple[str, ...]]:
    """Penn tag → the forms of `lemma`, lower case. `part_of_speech`: verb, noun, adjective, or '' for all it can be."""
    if lemma == "be":
        return dict(_BE)
    found = DICTIONARY.inflections(lemma, part_of_speech)
    if not found and part_of_speech:
        found = DICTIONARY.guessed(lemma, part_of_speech)
    found = {tag: forms for tag, forms in found.items() if tag in TAGS}
    if "VB" in found:
        found.setdefault("VBP", found["VB"])
    return {tag: tuple(form.lower() for form in forms) for tag, forms in found.items()}


def forms(lemma: str, tags: tuple[str, ...] = (), part_of_speech: str = "") -> tuple[str, ...]:
    """Every form of `lemma` with one of `tags` (all tags where none is named), the lemma itself first."""
    by_tag = forms_by_tag(lemma, part_of_speech)
    chosen = [form for tag, forms in by_tag.items() if not tags or tag in tags for form in forms]
    if not tags:
        chosen.insert(0, lemma)
    return tuple(dict.fromkeys(chosen))
