"""What every editor gets, however much or little of the protocol it knows."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from profiles import Buffer, Editor

pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAFT = "We 🌍 win.\r\nShame on those drivers. We speak for the voiceless.\n"


@pytest_asyncio.fixture(loop_scope="session")
async def buffer(editor: Editor) -> AsyncIterator[Buffer]:
    buffer = editor.open(DRAFT)
    yield buffer
    editor.close(buffer)


async def test_findings_stand_at_their_words(editor: Editor, buffer: Buffer) -> None:
    found = await editor.found(buffer)
    assert editor.flagged(buffer, found) == [
        ("accusation/scab-shame", "Shame on those drivers"),
        ("charity/voiceless", "the voiceless"),
    ]
    assert [item.severity for item in found] == [types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Warning]
    assert {item.source for item in found} == {"Shared Ground"}


async def test_findings_follow_an_edit(editor: Editor, buffer: Buffer) -> None:
    editor.edit(buffer, 0, 2, "They 𝄞")
    assert [words for _, words in editor.flagged(buffer, await editor.found(buffer))[:1]] == ["Shame on those drivers"]
    editor.edit(buffer, buffer.text.index("Shame on"), buffer.text.index("those"), "")
    assert [words for _, words in editor.flagged(buffer, await editor.found(buffer))] == ["the voiceless"]


async def test_the_encoding_is_the_first_that_the_editor_names(editor: Editor) -> None:
    wanted = {"vscode": "utf-16", "neovim": "utf-8", "emacs": "utf-32", "minimal": "utf-16"}
    assert editor.encoding == wanted[editor.name]


async def test_diagnostics_come_one_way_only(editor: Editor, buffer: Buffer) -> None:
    await editor.found(buffer)
    await asyncio.sleep(0.1)
    assert (buffer.uri in editor.published) != editor.pulls
    if not editor.pulls:
        editor.close(buffer)
        await asyncio.sleep(0.3)
        assert editor.published[buffer.uri][1] == []


async def _titles(editor: Editor, buffer: Buffer, word: str) -> list[str]:
    return [item.title for item in await editor.actions(buffer, buffer.text.index(word))]


async def test_a_finding_offers_rewrites_and_ways_to_leave_it_alone(editor: Editor, buffer: Buffer) -> None:
    await editor.found(buffer)
    assert await _titles(editor, buffer, "voiceless") == [
        "Rewrite: “the unheard”",
        "Ignore charity/voiceless here",
        "Accept “the voiceless” in this project",
        "Switch charity/voiceless off in this project",
        "Explain charity/voiceless",
        "Carry out all safe rewrites",
    ]


async def _choose(editor: Editor, buffer: Buffer, word: str, title: str) -> None:
    """Do what the editor does when its user picks an action."""
    found = await editor.found(buffer)
    start = buffer.text.index(word)
    offered = await editor.actions(
        buffer, start, diagnostics=[item for item in found if item.data and word in editor.spanned(buffer, item.range)]
    )
    offered = offered or await editor.actions(buffer, start)
    action = next(item for item in offered if item.title.startswith(title))
    if isinstance(action, types.CodeAction) and action.edit is None and action.data:
        action = await editor.code_action_resolve_async(action)
    command = action if isinstance(action, types.Command) else action.command
    if isinstance(action, types.CodeAction) and action.edit:
        editor.carry_out(action.edit)
    if command:
        params = types.ExecuteCommandParams(command.command, command.arguments)
        await editor.workspace_execute_command_async(params)


async def test_a_rewrite_is_carried_out(editor: Editor, buffer: Buffer) -> None:
    await _choose(editor, buffer, "voiceless", "Rewrite")
    if editor.name == "minimal":
        assert "takes no edits" in editor.messages[-1].message
        assert buffer.text == DRAFT
    else:
        assert buffer.text == DRAFT.replace("the voiceless", "the unheard")
        assert [code for code, _ in editor.flagged(buffer, await editor.found(buffer))] == ["accusation/scab-shame"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("First.\n\nWe speak for **the voiceless**.\n", "markdown"),
        ("First.\r\n\r\nWe speak for the voiceless.\r\n", "plaintext"),
        ("1. One\n2. We speak for the voiceless.\n3. Three\n", "markdown"),
        ("> Not quoted:\n\n| a | b |\n|---|---|\n| We speak for the voiceless. | c |\n", "markdown"),
        ("# We speak for the voiceless\n", "markdown"),
        ("We speak for the voiceless.\n", "mdx"),
        ("We speak for the voiceless.", "gitcommit"),
        ("- 🌍 one\n\n  We speak for the voiceless.\n", "markdown"),
        ("<p>Hello.</p>\n<p>We speak for the voiceless.</p>\n", "html"),
        ("Hello\n=====\n\nWe speak for the voiceless.\n", "rst"),
        ("\\section{Hello}\n\\begin{itemize}\n\\item We speak for the voiceless.\n\\end{itemize}\n", "latex"),
        ("= Hello\n\n* We speak for the voiceless.\n", "asciidoc"),
        ("* Hello\r\n\r\n- We speak for the voiceless.\r\n", "org"),
        ("Subject: hello\n\nWe speak for the voiceless.\n", "email"),
        ('{"cells": [{"cell_type": "markdown", "source": ["Hello.\\n", "We speak for the voiceless."]}]}', "ipynb"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nWe speak for the voiceless.\n", "vtt"),
    ],
)
async def test_ignore_here_writes_a_comment_that_does_it(editor: Editor, text: str, language: str) -> None:
    if editor.name == "minimal":
        pytest.skip("takes no edits")
    buffer = editor.open(text, "untitled:Ignoring", language)
    assert [words for _rule, words in editor.flagged(buffer, await editor.found(buffer))] == ["the voiceless"]
    await _choose(editor, buffer, "voiceless", "Ignore")
    assert "sharedground: ignore charity/voiceless: " in buffer.text
    assert await editor.found(buffer) == []
    editor.close(buffer)


async def test_where_no_comment_can_stand_none_is_offered(editor: Editor) -> None:
    buffer = editor.open("1\n00:00:01,000 --> 00:00:02,000\nWe speak for the voiceless.\n", "untitled:Subtitles", "srt")
    titles = await _titles(editor, buffer, "voiceless")
    assert any(title.startswith("Accept") for title in titles)
    assert not any(title.startswith("Ignore") for title in titles)
    editor.close(buffer)


async def test_hover_says_why(editor: Editor, buffer: Buffer) -> None:
    place = editor.position(buffer.text, buffer.text.index("drivers"))
    hover = await editor.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(buffer.uri), place))
    assert hover and isinstance(hover.contents, types.MarkupContent) and hover.range
    said = hover.contents.value
    for part in ("Shame isolates", "said to power", "Start from shared material interests", "Brown 2006", "let's talk"):
        assert part.lower() in said.lower()
    assert editor.spanned(buffer, hover.range) == "Shame on those drivers"
    assert ("**" in said) == (hover.contents.kind == types.MarkupKind.Markdown) == (editor.name != "minimal")


async def test_explain_opens_the_page_of_the_rule(editor: Editor, buffer: Buffer) -> None:
    before = len(editor.shown_documents)
    await _choose(editor, buffer, "voiceless", "Explain")
    if editor.name in ("vscode", "neovim"):
        uri = editor.shown_documents[before].uri
        page = Path(uri.removeprefix("file://")).read_text(encoding="utf-8")
        assert page.startswith("# charity/voiceless")
        assert "Roy 2004" in page
    else:
        assert "People who are not heard have a voice" in editor.messages[-1].message


async def test_accepting_a_phrase_and_switching_off_edit_the_settings_and_keep_their_comments(editor: Editor) -> None:
    settings = editor.root / "sharedground.toml"
    settings.write_text('# ours\nhome = ["Leeds"]  # where we are\n\n[severity]\nguilt = "off"\n', encoding="utf-8")
    buffer = editor.open(DRAFT, (editor.root / "leaflet.md").as_uri())
    await _choose(editor, buffer, "voiceless", "Accept")
    assert [code for code, _ in editor.flagged(buffer, await _later(editor, buffer, 1))] == ["accusation/scab-shame"]
    await _choose(editor, buffer, "drivers", "Switch")
    assert await _later(editor, buffer, 0) == []
    assert settings.read_text(encoding="utf-8") == (
        '# ours\nhome = ["Leeds"]  # where we are\n'
        'accept = [{phrase = "the voiceless", rule = "charity/voiceless"}]\n'
        'ignore = ["accusation/scab-shame"]\n\n[severity]\nguilt = "off"\n'
    )
    settings.unlink()
    editor.close(buffer)
    await editor.workspace_execute_command_async(types.ExecuteCommandParams("sharedground.reload"))


async def test_a_phrase_is_accepted_in_its_words_and_not_in_its_markup(editor: Editor) -> None:
    settings = editor.root / "linked.toml"
    settings.write_text("# ours\n", encoding="utf-8")
    (editor.root / "sharedground.toml").symlink_to(settings)
    text = "We speak for the *voiceless*.\n\nWe speak for [the voiceless](https://a.org).\n"
    buffer = editor.open(text, (editor.root / "leaflet.md").as_uri())
    await _choose(editor, buffer, "voiceless", "Accept")
    assert await _later(editor, buffer, 0) == []
    assert settings.read_text(encoding="utf-8") == (
        '# ours\naccept = [{phrase = "the voiceless", rule = "charity/voiceless"}]\n'
    )
    assert (editor.root / "sharedground.toml").is_symlink()
    (editor.root / "sharedground.toml").unlink()
    editor.close(buffer)
    await editor.workspace_execute_command_async(types.ExecuteCommandParams("sharedground.reload"))


async def _later(editor: Editor, buffer: Buffer, count: int) -> list[types.Diagnostic]:
    """The diagnostics, once there are so many."""
    for _ in range(100):
        found = await editor.found(buffer)
        if len(found) == count:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"never {count}")


async def test_only_the_kinds_asked_for_are_offered(editor: Editor, buffer: Buffer) -> None:
    await editor.found(buffer)
    start = buffer.text.index("voiceless")
    for only in (["source.fixAll"], ["source.fixAll.sharedground"], ["source"]):
        assert [item.title for item in await editor.actions(buffer, start, only=only)] == [
            "Carry out all safe rewrites"
        ]
    assert await editor.actions(buffer, start, only=["refactor"]) == []
    assert await editor.actions(buffer, start, only=["source.fixAll.ruff"]) == []
    assert len(await editor.actions(buffer, start, only=["quickfix"])) == 5


async def test_fix_all_carries_out_the_safe_ones_only(editor: Editor, buffer: Buffer) -> None:
    if editor.name == "minimal":
        pytest.skip("takes no edits")
    await _choose(editor, buffer, "voiceless", "Carry out all")
    assert buffer.text == DRAFT.replace("the voiceless", "the unheard")


@pytest.mark.parametrize("text", ["", "\n", "\u2028", "a\x0cb\u0085c"])
async def test_strange_and_empty_documents_are_read(editor: Editor, text: str) -> None:
    buffer = editor.open(text, "untitled:Strange")
    assert await editor.found(buffer) == []
    editor.edit(buffer, len(text), len(text), "We speak for the voiceless.")
    assert [words for _, words in editor.flagged(buffer, await editor.found(buffer))] == ["the voiceless"]
    editor.close(buffer)


async def test_edits_after_what_python_takes_for_line_ends_hit_their_place(editor: Editor) -> None:
    buffer = editor.open("one\u2028two\x0cthree\u0085four\x0bfive\nWe speak for the quiet.", "untitled:Lines")
    start = buffer.text.index("quiet")
    editor.edit(buffer, start, start + 5, "voiceless")
    assert [words for _, words in editor.flagged(buffer, await editor.found(buffer))] == ["the voiceless"]
    editor.close(buffer)


async def test_a_column_past_the_end_counts_as_the_end(editor: Editor) -> None:
    buffer = editor.open("We speak for abc", "untitled:Columns")
    place = types.Range(types.Position(0, 13), types.Position(0, 999))
    editor.edit(buffer, 13, 16, "the voiceless", place)
    assert [words for _, words in editor.flagged(buffer, await editor.found(buffer))] == ["the voiceless"]
    editor.close(buffer)


async def test_directives_complete_verbs_and_rules(editor: Editor) -> None:
    buffer = editor.open("<!-- sharedground: ig\n<!-- sharedground: ignore charity/voi", "untitled:Completing")

    async def labels(line: int, column: int) -> list[str]:
        params = types.CompletionParams(types.TextDocumentIdentifier(buffer.uri), types.Position(line, column))
        answer = await editor.text_document_completion_async(params)
        assert isinstance(answer, types.CompletionList)
        return [item.label for item in answer.items]

    assert "ignore-file" in await labels(0, 21)
    assert "charity/voiceless" in await labels(1, 37)
    assert await labels(0, 2) == []
    editor.close(buffer)
