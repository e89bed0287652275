"""What is no prose in any format, taken out of a text before it is parsed, without moving an offset.

Each function gives a text of the same length. Line ends stand, so the lines of the draft stay where they were.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from sharedground.text.blocks import OPAQUE

_SURROGATE = re.compile("[\ud800-\udfff]")
_INSIDE_LINE = re.compile(r"[^\r\n]")
_FRONT_MATTER = re.compile(
    r"\A(?:---[ \t]*(?:\r\n?|\n)(?![ \t]*[\r\n]).*?^(?:---|\.\.\.)|\+\+\+[ \t]*(?:\r\n?|\n).*?^\+\+\+)"
    r"[ \t]*(?=[\r\n]|\Z)",
    re.MULTILINE | re.DOTALL,
)
_TEMPLATE_TAG = re.compile(
    r"\{\{(?:[^{}\n]|\{(?!\{)|\}(?!\})|\n(?!\s*\n)){0,2000}\}\}+"
    r"|\{%(?:[^%{\n]|\{(?!%)|%(?!\})|\n(?!\s*\n)){0,2000}%\}"
)
_TEMPLATE_COMMENT = re.compile(r"\{#[-\s](?:[^#{]|#(?!\})|\{(?!#)){0,5000}#\}")
_NO_PROSE = frozenset("comment highlight code codeblock mermaid math style stylesheet javascript schema".split())
"""Template tags whose contents, up to the tag that closes them, are code or a comment."""
_TAG_NAME = re.compile(r"\{(?:%|\{[<%])[-+\s]*(?P<closes>end|/\s*)?(?P<name>\w+)")
_FENCED_DIV = re.compile(r"^[ \t]*:{3,}[^\r\n]*$", re.MULTILINE)
_MDX_MODULE = re.compile(
    r"^(?<![^\r\n]\n)(?:import|export)\b[ \t]+[\w{*\"'][^\r\n]*(?:(?:\r\n?|\n)[^\r\n]+)*", re.MULTILINE
)
_MDX_EXPRESSION = re.compile(r"\{(?:[^{}\r\n]|\{[^{}\r\n]*\}|(?:\r\n?|\n)(?!\s*[\r\n])){0,2000}\}")


def sound(text: str) -> str:
    """`text` without lone surrogates, which no UTF-8 can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def without_front_matter(text: str) -> str:
    """`text` with YAML or TOML at its very top blanked out."""
    if text.startswith(("---", "+++")):
        return _FRONT_MATTER.sub(lambda match: _INSIDE_LINE.sub(" ", match[0]), text)
    return text


def without_template_tags(text: str) -> str:
    """`text` with `{{ … }}`, `{% … %}` and `{# … #}` made opaque, and so the fences of a `:::` container.

    What stands between the tags of a comment or of code, as in `{% highlight %} … {% endhighlight %}`, goes with them.
    """
    if "{{" in text or "{%" in text:
        text = _TEMPLATE_TAG.sub(_opaque, _without_tagged_code(text))
    if "{#" in text:
        text = _TEMPLATE_COMMENT.sub(_opaque, text)
    if ":::" in text:
        text = _FENCED_DIV.sub(_opaque, text)
    return text


def _without_tagged_code(text: str) -> str:
    """`text` with what stands between the tags of comments and of code, and the tags, made opaque."""
    ends: dict[str, list[int]] = {}
    starts: list[tuple[int, str]] = []
    for tag in _TEMPLATE_TAG.finditer(text):
        found = _TAG_NAME.match(tag[0])
        if not found or found["name"] not in _NO_PROSE:
            continue
        if found["closes"]:
            ends.setdefault(found["name"], []).append(tag.end())
        else:
            starts.append((tag.start(), found["name"]))
    pieces: list[str] = []
    done = 0
    for start, name in starts:
        later = ends.get(name, [])
        closing = bisect_right(later, start)
        if start >= done and closing < len(later):
            pieces += [text[done:start], _INSIDE_LINE.sub(OPAQUE, text[start : later[closing]])]
            done = later[closing]
    return "".join([*pieces, text[done:]]) if done else text


def without_mdx(text: str) -> str:
    """`text` with the import and export lines and the `{…}` expressions of MDX made opaque."""
    return _MDX_EXPRESSION.sub(_opaque, _MDX_MODULE.sub(_opaque, text))


def _opaque(match: re.Match[str]) -> str:
    return _INSIDE_LINE.sub(OPAQUE, match[0])
