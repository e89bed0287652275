"""XML for programs: elements as text, and nothing in them that XML 1.0 refuses."""

from __future__ import annotations

import re
from xml.etree import ElementTree

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(
    name: str, attributes: dict[str, object], *children: ElementTree.Element, text: str = ""
) -> ElementTree.Element:
    """An element with its attributes and children, or text."""
    made = ElementTree.Element(name, {key: _clean(str(value)) for key, value in attributes.items()})
    made.text = _clean(text) or None
    made.extend(children)
    return made


def written(made: ElementTree.Element, indent: int) -> str:
    """The element as text, its lines indented by so many steps, with a line end after it."""
    ElementTree.indent(made, level=indent)
    return f"{'  ' * indent}{ElementTree.tostring(made, encoding='unicode')}\n"


def _clean(text: str) -> str:
    return _REFUSED.sub("\ufffd", text)
