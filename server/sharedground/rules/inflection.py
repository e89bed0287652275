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


@cache
def forms_by_tag(lemma: str, part_of_speech: str = "") -> dict[str, tuple[str, ...]]:
    """Penn tag → the forms of `lemma`, lower case. `part_of_speech`: verb, noun, adjective, or '' for all it can be."""
    if lemma == "be":
        return dict(_BE)
    import lemminflect

    universal = _UNIVERSAL.get(part_of_speech)
    found = lemminflect.getAllInflections(lemma, universal) if universal else lemminflect.getAllInflections(lemma)
    if not found and universal:
        found = lemminflect.getAllInflectionsOOV(lemma, universal)
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
