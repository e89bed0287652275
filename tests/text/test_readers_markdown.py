import pytest

from sharedground.errors import DraftError
from sharedground.text.blocks import OPAQUE, Block, Draft
from sharedground.text.readers import LANGUAGES, language_for, read
from sharedground.text.source import Source
from sharedground.text.words import count_words


def texts(markdown: str, language: str = "markdown") -> list[str]:
    return [block.text for block in read(Source(markdown), language).blocks]


def one(markdown: str) -> tuple[Draft, Block]:
    draft = read(Source(markdown))
    [block] = draft.blocks
    return draft, block


def source_of(markdown: str, words: str) -> str:
    """The stretch of source that `words`, in the one block of a draft, stand for."""
    _, block = one(markdown)
    start = block.text.index(words)
    opening, closing = block.map.to_source(start, start + len(words))
    return markdown[opening:closing]


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("one\ntwo\r\nthree\rfour", "one two three four"),
        ("one  \ntwo\\\nthree<br>four<br/>five", "one two three four five"),
        ("one   two\tthree \u00a0 four\u2028five", "one two three four five"),
        ("soli\u00addar\u200bity \ufeffnow", "solidarity now"),
        ("don’t, it ʼs, donʼt, ‘tis’ rock ’n’ roll", "don't, it ʼs, don't, ‘tis’ rock ’n’ roll"),
        ("don&rsquo;t &amp; won&#8217;t&nbsp;go &bogus; &copy;", "don't & won't go &bogus; ©"),
        ("not \\*bold\\* but \\[this\\] \\\\ too \\d", "not *bold* but [this] \\ too \\d"),
        ("**bold *and* it** ~~gone~~ [a link](http://x.org 'T') end", "bold and it a link end"),
        ("rent is ~~low *and* `x`\nfair~~ high, <del>so</del> <s>they *say*</s>now", "rent is high, now"),
        ("an ~~open mark and </del> a <del>tag without end", "an ~~open mark and a"),
        ("run `code` and ``a ` b`` and $x^2$", f"run {OPAQUE} and {OPAQUE} and {OPAQUE}"),
        ("We got $10 for rent and 20$ more", "We got $10 for rent and 20$ more"),
        (
            "see <https://x.org/a_b> and https://x.org/a_b(c)? or www.x.org.",
            f"see {OPAQUE} and {OPAQUE})? or {OPAQUE}.",
        ),
        ("write to ada@union.org, or <ada@union.org>, or @ada #rent", f"write to {OPAQUE}, or {OPAQUE}, or @ada #rent"),
        ("as shown [@smith2020, p. 3; @doe99] and [see -@smith2020]", f"as shown {OPAQUE} and {OPAQUE}"),
        ("we asked [as @maria says] twice", "we asked [as @maria says] twice"),
        ("dear {{ name | default: 'all' }}, {% if x %}yes{% endif %}", f"dear {OPAQUE}, {OPAQUE}yes{OPAQUE}"),
        ("dear {# all, -#} you {#- a\n\nb #}", f"dear {OPAQUE} you {OPAQUE}"),
        ("{% highlight js %}\none\n\ntwo\n{%- endhighlight -%}\n\nthree", "three"),
        ("{% comment %}a{% endcomment %}two{% if x %}three{% comment %}b", f"{OPAQUE}two{OPAQUE}three{OPAQUE}b"),
        ("{{< highlight go >}}\none\n{{< /highlight >}}\n\n{{< note >}}\ntwo\n{{< /note >}}", f"{OPAQUE} two {OPAQUE}"),
        ("{% raw %}one{% endraw %} {{ code }} two {{ endcode }}", f"{OPAQUE}one{OPAQUE} {OPAQUE} two {OPAQUE}"),
        ("a claim[^1] stands\n\n[^2]: ", "a claim[^1] stands"),
        ("x <b>y</b> <code>z < 1</code> <kbd>q</kbd> <!-- no --> w", f"x y {OPAQUE} {OPAQUE} w"),
        ("[[Page]] and [[page|label]]", "Page and label"),
        ("# Heading # {#id .c}", "Heading"),
        ("Setext\nheading\n===", "Setext heading"),
        ("أهلا **بالعمال** 👩🏽‍🏭 e\u0301", "أهلا بالعمال 👩🏽‍🏭 e\u0301"),
    ],
)
def test_what_a_block_reads_as(markdown: str, plain: str) -> None:
    assert texts(markdown) == [plain]


@pytest.mark.parametrize(
    ("markdown", "words", "source"),
    [
        ("a **bold** word", "bold word", "bold** word"),
        ("a **bold** word", "bold", "bold"),
        ("&amp; é &lt;x", "x", "x"),
        ("&amp; é &lt;x", "<", "&lt;"),
        ("é\u00ad🏠   x y", "🏠 x", "🏠   x"),
        ("stop \\*now\\*", "*now*", "\\*now\\*"),
        ("don&rsquo;t go", "don't", "don&rsquo;t"),
        ("soli\u00addarity", "solidarity", "soli\u00addarity"),
        ("> one\n> two three", "one two", "one\n> two"),
        ("- one\n  two three", "one two", "one\n  two"),
        ("see `x y` there", OPAQUE, "`x y`"),
        ("see {{ x }} there", OPAQUE, "{{ x }}"),
        ("a  \nb", "a b", "a  \nb"),
        ("👩🏽‍🏭 workers", "workers", "workers"),
        ("<p>a &amp; <b>b</b></p>", "a & b", "a &amp; <b>b"),
    ],
)
def test_words_lead_back_to_their_source(markdown: str, words: str, source: str) -> None:
    assert source_of(markdown, words) == source


@pytest.mark.parametrize(
    ("markdown", "words", "contiguous"),
    [
        ("a **bold** word", "a bold", False),
        ("a **bold** word", "bold", True),
        ("- one\n  two", "one two", True),
        ("> one\n> two", "one two", False),
        ("one  &amp; two", "one & two", True),
        ("soli\u00addarity", "solidarity", True),
        ("a\\*b", "a*b", True),
        ("a <!-- x --> b", "a b", False),
        ("a[^1] b\n\n[^1]: ", "a", True),
    ],
)
def test_markup_between_words_is_known(markdown: str, words: str, contiguous: bool) -> None:
    _, block = one(markdown)
    start = block.text.index(words)
    assert block.map.is_contiguous(start, start + len(words)) is contiguous


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("# T\n\nbody", [("heading", "T"), ("paragraph", "body")]),
        ("- a\n- b\n  - c\n\n    d", [("item", "a"), ("item", "b"), ("item", "c"), ("item", "d")]),
        ("1. a\n\n   b", [("item", "a"), ("item", "b")]),
        ("- [ ] todo\n- [x] done", [("item", "todo"), ("item", "done")]),
        ("| a | *b* |\n|--|--|\n| c\\|d | |", [("cell", "a"), ("cell", "b"), ("cell", "c|d")]),
        ("x[^1]\n\n[^1]: a note\n\n    more", [("paragraph", "x"), ("note", "a note"), ("note", "more")]),
        ("go ![a *red* flag](u) on", [("paragraph", f"go {OPAQUE} on"), ("caption", "a red flag")]),
        ("![only](u)", [("caption", "only")]),
        ("[![badge](u)](v)", [("caption", "badge")]),
        ("term\n: meaning\n\nafter", [("item", "term"), ("item", "meaning"), ("paragraph", "after")]),
        ("a\n\n```\ncode here\n```\n\n    more code\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("---\ntitle: X\n---\n\nbody", [("paragraph", "body")]),
        ("+++\ntitle = 'X'\n+++\nbody", [("paragraph", "body")]),
        ("---\r\ntitle: X\r\n---\r\nbody", [("paragraph", "body")]),
        ("a\n\n---\nprose\n\n---\n\nb", [("paragraph", "a"), ("paragraph", "prose"), ("paragraph", "b")]),
        ("---\n\nprose\n\n---\n\nb", [("paragraph", "prose"), ("paragraph", "b")]),
        ("***\n\n🔥\n\n{{ x }}", []),
        ("::: note\nprose\n:::", [("paragraph", f"{OPAQUE} prose {OPAQUE}")]),
        ("", []),
    ],
)
def test_blocks_and_their_kinds(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert [(str(block.kind), block.text) for block in read(Source(markdown)).blocks] == blocks


@pytest.mark.parametrize(
    ("markdown", "quoted"),
    [
        ("> a\n\nb", [True, False]),
        ("> > a\n\nb", [True, False]),
        ("> - a\n> - b\n\nc", [True, True, False]),
        ("- > a\n- b", [True, False]),
        ("> ![alt](u)", [True]),
        ("> [!NOTE]\n> a", [False]),
        ("<blockquote>a</blockquote>\n\nb", [True, False]),
        ("<blockquote>\n\na\n\n<p>b</p>\n\n</blockquote>\n\nc", [True, True, False]),
        ("</blockquote>\n\na", [False]),
    ],
)
def test_what_is_quoted(markdown: str, quoted: list[bool]) -> None:
    assert [block.quoted for block in read(Source(markdown)).blocks] == quoted


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("<p>one <b>two</b>\nthree</p>", [("paragraph", "one two three")]),
        ("<details>\n<summary>More</summary>\n\nbody\n</details>", [("paragraph", "More"), ("paragraph", "body")]),
        ("<div>\n<h2>H</h2><ul><li>a<li>b</ul></div>", [("heading", "H"), ("item", "a"), ("item", "b")]),
        ("<table><tr><td>a</td><th>b</th></tr></table>", [("cell", "a"), ("cell", "b")]),
        ("<script>\nvar a = '<p>x</p>';\n</script>\n\nb", [("paragraph", "b")]),
        ("<style>p { color: red }</style>", []),
        ("<pre>\ncode\n\nmore\n</pre>\nb", [("paragraph", "b")]),
        ("<p>rent is <del>low</del> <b>high</b></p>", [("paragraph", "rent is high")]),
        ("<p>one <s>two</p>\n<p>three</p>", [("paragraph", "one"), ("paragraph", "three")]),
        ("<p>use <code>x < y</code> here</p>", [("paragraph", f"use {OPAQUE} here")]),
        ("<p>a < b &amp; c &lt d &bogus; e</p>", [("paragraph", "a < b & c < d &bogus; e")]),
        ('<p>see <img src=x alt="a &amp; b"> here', [("paragraph", f"see{''} here"), ("caption", "a & b")]),
        ("<figure><img alt='x y'><figcaption>z</figcaption></figure>", [("caption", "x y"), ("caption", "z")]),
        ("text <img alt='x y'> more", [("paragraph", "text more"), ("caption", "x y")]),
        ("<!-- c --> text", [("paragraph", "text")]),
        ("<!-- unclosed\n\nprose", []),
        ("- <p>a</p>\n- b", [("item", "a"), ("item", "b")]),
        ("> <p>a\n> b</p>", [("paragraph", "a b")]),
        ("<p hidden {{x}}>a</p>", [("paragraph", "a")]),
    ],
)
def test_html_in_markdown(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert [(str(block.kind), block.text) for block in read(Source(markdown)).blocks] == blocks


@pytest.mark.parametrize(
    ("markdown", "comments"),
    [
        ("<!-- a -->\n\ntext", [" a "]),
        ("text <!-- a\nb --> text <!---->", [" a\nb ", ""]),
        ("- <!--a-->\n- b <!--c-->", ["a", "c"]),
        ("<p>x <!-- in html --> y</p>", [" in html "]),
        ("> <!-- q\n> r -->", [" q\n> r "]),
        ("`<!-- no -->`\n\n    <!-- no -->\n\n```\n<!-- no -->\n```", []),
        ("| a <!-- t --> |\n|--|", [" t "]),
    ],
)
def test_comments_are_kept_with_their_extent(markdown: str, comments: list[str]) -> None:
    draft = read(Source(markdown))
    assert [comment.text for comment in draft.comments] == comments
    for comment in draft.comments:
        assert markdown[comment.start : comment.end] == f"<!--{comment.text}-->"


def test_mdx_leaves_out_modules_and_expressions() -> None:
    text = "import X from 'x'\nexport const a = {\n  b: 1,\n}\n\n# Hi {name}\n\n<Box a={1}>\n\n"
    text += "prose {a > {b}} more\n\n</Box>\n"
    assert texts(text, "mdx") == [f"Hi {OPAQUE}", f"prose {OPAQUE} more"]
    assert texts("we import goods\n\nexport them {now}") == ["we import goods", "export them {now}"]


def test_a_paragraph_wrapped_by_hand_is_one_exact_stretch() -> None:
    _, block = one("The rent went up\nand the heat\nwent off.")
    assert len(block.map.runs) == 1


def test_the_extent_of_a_block_holds_its_markup() -> None:
    text = "**Rent** is up <!-- x -->\n\nnext"
    block = read(Source(text)).blocks[0]
    assert text[block.start : block.end] == "**Rent** is up <!-- x -->"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("a/b.md", "markdown"),
        ("B.MARKDOWN", "markdown"),
        ("x.mdx", "mdx"),
        ("notes.txt", "plaintext"),
        (".git/COMMIT_EDITMSG", "gitcommit"),
        ("a.rst", "restructuredtext"),
        ("a.TEX", "latex"),
        ("a.adoc", "asciidoc"),
        ("a.org", "org"),
        ("a.htm", "html"),
        ("a.eml", "email"),
        ("a.ipynb", "notebook"),
        ("a.srt", "subrip"),
        ("a.vtt", "webvtt"),
        ("a.docx", "docx"),
        ("a.odt", "odt"),
        ("x.py", None),
        ("README", None),
    ],
)
def test_the_name_of_a_file_tells_its_language(name: str, language: str | None) -> None:
    assert language_for(name) == language
    assert language is None or language in LANGUAGES


@pytest.mark.parametrize("language", ["markdown", "md", "mdx", "quarto", "plaintext", "txt", "gitcommit"])
def test_each_language_is_read(language: str) -> None:
    assert [block.text for block in read(Source("It is ours."), language.upper()).blocks] == ["It is ours."]


def test_another_language_is_refused_with_the_ones_that_are_read() -> None:
    with pytest.raises(DraftError, match=r"Did you mean “markdown”.*plaintext"):
        read(Source("x"), "markdwon")


def test_words_are_counted_in_prose_only() -> None:
    assert count_words(read(Source("# One two\n\n- three `x y z`\n\n```\nno no\n```"))) == 4
