"""What an editor gets that knows the whole protocol, and the traps on the way."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
from lsprotocol import types
from profiles import Buffer, Editor, until
from pygls.exceptions import JsonRpcException

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.parametrize("editor", ["vscode"], indirect=True)]

DRAFT = "Shame on those drivers. We speak for the voiceless.\n"


@pytest_asyncio.fixture(loop_scope="session")
async def buffer(editor: Editor) -> AsyncIterator[Buffer]:
    buffer = editor.open(DRAFT)
    yield buffer
    editor.close(buffer)


async def test_what_it_does_not_do_at_once_is_declared(editor: Editor) -> None:
    declared = editor.declared
    assert isinstance(declared.code_action_provider, types.CodeActionOptions)
    assert declared.code_action_provider.resolve_provider is True
    assert isinstance(declared.diagnostic_provider, types.DiagnosticOptions)
    assert declared.diagnostic_provider.identifier == "sharedground"
    assert declared.diagnostic_provider.workspace_diagnostics is False


# -- pulling -------------------------------------------------------------------------------------------------------


async def test_an_unchanged_draft_is_answered_in_a_word(editor: Editor, buffer: Buffer) -> None:
    await editor.found(buffer)
    first = await editor.pull(buffer)
    again = await editor.pull(buffer, first.result_id)
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
    editor.edit(buffer, 0, 0, "x")
    changed = await editor.pull(buffer, first.result_id)
    assert isinstance(changed, types.RelatedFullDocumentDiagnosticReport)


async def test_another_language_makes_another_answer(editor: Editor) -> None:
    text, uri = "    We speak for the voiceless.\n", "untitled:Language"
    code = editor.open(text, uri, "markdown")
    assert await editor.found(code) == []
    first = await editor.pull(code)
    editor.close(code)
    prose = editor.open(text, uri, "plaintext")
    assert isinstance(await editor.pull(prose, first.result_id), types.RelatedFullDocumentDiagnosticReport)
    assert [words for _, words in editor.flagged(prose, await editor.found(prose))] == ["the voiceless"]
    editor.close(prose)


async def test_other_settings_make_another_answer_and_the_editor_is_told_to_ask(editor: Editor, buffer: Buffer) -> None:
    await editor.found(buffer)
    first = await editor.pull(buffer)
    refreshed = editor.diagnostic_refresh_count
    editor.set_configuration({"ignore": ["charity"]}, section="sharedground")
    editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
    await until(lambda: editor.diagnostic_refresh_count > refreshed)
    changed = await editor.pull(buffer, first.result_id)
    assert isinstance(changed, types.RelatedFullDocumentDiagnosticReport)
    assert [code for code, _ in editor.flagged(buffer, changed.items)] == ["accusation/scab-shame"]
    editor.set_configuration({}, section="sharedground")
    editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
    await until(lambda: editor.diagnostic_refresh_count > refreshed + 1)
    assert len(await editor.found(buffer)) == 2


async def test_settings_are_asked_for_each_folder_and_for_all_else(editor: Editor) -> None:
    assert [(item.scope_uri, item.section) for item in editor.asked] == [
        (editor.root.as_uri(), "sharedground"),
        (None, "sharedground"),
    ]


async def test_changes_of_settings_and_files_are_subscribed_to(editor: Editor) -> None:
    assert set(editor.registered) == {"workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"}
    options = editor.registered["workspace/didChangeConfiguration"].register_options
    assert options == {"section": "sharedground"}


async def test_a_document_that_is_not_open_has_an_empty_answer(editor: Editor) -> None:
    report = await editor.pull(Buffer("file:///nowhere/at/all.md", ""))
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert list(report.items) == []


async def test_a_format_that_is_not_read_has_an_empty_answer(editor: Editor) -> None:
    buffer = editor.open(DRAFT, "untitled:Code", "python")
    assert await editor.found(buffer) == []
    editor.close(buffer)


async def test_typing_fast_is_answered_for_the_last_text(editor: Editor, buffer: Buffer) -> None:
    pulls = []
    for letter in " Hear the voiceless.":
        editor.edit(buffer, len(buffer.text) - 1, len(buffer.text) - 1, letter)
        pulls.append(asyncio.create_task(editor.pull(buffer)))
    report = (await asyncio.gather(*pulls))[-1]
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert len(report.items) == 3


async def test_every_diagnostic_links_to_the_page_of_its_rule(editor: Editor, buffer: Buffer) -> None:
    links = [item.code_description.href for item in await editor.found(buffer) if item.code_description]
    assert [link.rpartition("/pages/")[2] for link in links] == ["accusation/scab-shame.md", "charity/voiceless.md"]


# -- actions -------------------------------------------------------------------------------------------------------


async def _action(editor: Editor, buffer: Buffer, word: str, title: str) -> types.CodeAction:
    await editor.found(buffer)
    offered = await editor.actions(buffer, buffer.text.index(word))
    found = next(item for item in offered if item.title.startswith(title))
    assert isinstance(found, types.CodeAction)
    return found


async def test_edits_come_with_the_choice_and_not_with_the_list(editor: Editor, buffer: Buffer) -> None:
    action = await _action(editor, buffer, "drivers", "Rewrite")
    assert action.edit is None
    resolved = await editor.code_action_resolve_async(action)
    assert resolved.edit and resolved.edit.document_changes and resolved.edit.changes is None
    [change] = resolved.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == buffer.version


async def test_what_shifts_the_meaning_is_announced_and_never_preferred(editor: Editor, buffer: Buffer) -> None:
    review = await _action(editor, buffer, "drivers", "Rewrite")
    safe = await _action(editor, buffer, "voiceless", "Rewrite")
    assert (review.is_preferred, safe.is_preferred) == (None, True)
    resolved = await editor.code_action_resolve_async(review)
    assert resolved.edit and resolved.edit.change_annotations
    [about] = resolved.edit.change_annotations.values()
    assert about.description == "Opens a talk."
    assert about.needs_confirmation is False, "it was chosen with its wording before the writer's eyes"


async def test_blanks_are_tab_stops(editor: Editor, buffer: Buffer) -> None:
    resolved = await editor.code_action_resolve_async(await _action(editor, buffer, "drivers", "Fill in"))
    assert resolved.edit and resolved.edit.document_changes
    [change] = resolved.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    [edit] = change.edits
    assert isinstance(edit, types.SnippetTextEdit)
    assert edit.snippet.value == "We ask those drivers to join us on ${1:[what you both need: ___]}.$0"


async def test_an_action_for_a_text_that_has_moved_on_is_refused(editor: Editor, buffer: Buffer) -> None:
    action = await _action(editor, buffer, "voiceless", "Rewrite")
    editor.edit(buffer, 0, 0, "So. ")
    with pytest.raises(JsonRpcException) as refused:
        await editor.code_action_resolve_async(action)
    assert refused.value.code == types.LSPErrorCodes.ContentModified


async def test_diagnostics_of_an_older_text_are_offered_nothing(editor: Editor, buffer: Buffer) -> None:
    old = await editor.found(buffer)
    editor.edit(buffer, 0, 0, "So. ")
    assert await editor.actions(buffer, 10, diagnostics=old, only=["quickfix"]) == []


# -- settings files ------------------------------------------------------------------------------------------------


async def test_a_settings_file_is_checked_as_it_is_written(editor: Editor) -> None:
    text = 'ignore = ["charity/voicless"]\nselekt = ["all"]\n'
    buffer = editor.open(text, (editor.root / "sharedground.toml").as_uri(), "toml")
    [unknown] = await editor.found(buffer)
    assert "selekt" in unknown.message and "“select”" in unknown.message
    assert editor.spanned(buffer, unknown.range) == "selekt"
    editor.replace(buffer, text.replace("selekt", "select"))
    [unknown] = await editor.found(buffer)
    assert "Did you mean “charity/voiceless”?" in unknown.message
    assert editor.spanned(buffer, unknown.range) == '"charity/voicless"'
    editor.close(buffer)


async def test_what_was_wrong_when_it_was_saved_is_not_said_of_what_is_written_since(editor: Editor) -> None:
    path = editor.root / "sharedground.toml"
    path.write_text('selekt = ["all"]\n', encoding="utf-8")
    await editor.workspace_execute_command_async(types.ExecuteCommandParams("sharedground.reload"))
    buffer = editor.open('# new\n# new\nselect = ["all"]\n', path.as_uri(), "toml")
    assert await editor.found(buffer) == []
    path.unlink()
    editor.close(buffer)
    await editor.workspace_execute_command_async(types.ExecuteCommandParams("sharedground.reload"))


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ('home = []\npacks = ["./nowhere"]\n', "./nowhere", "no folder and no installed pack"),
        ("[lexicon]\nhardshp = ['damp']\n", "hardshp", "no word class"),
    ],
)
async def test_packs_and_word_classes_that_are_not_there_are_told_before_saving(
    editor: Editor, text: str, word: str, said: str
) -> None:
    buffer = editor.open(text, (editor.root / "sharedground.toml").as_uri(), "toml")
    [told] = await editor.found(buffer)
    assert said in told.message
    assert editor.spanned(buffer, told.range).strip("\"'") == word
    editor.close(buffer)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("sharedground.toml", "ig|", "ignore"),
        ("sharedground.toml", 'ignore = ["char|', "charity/voiceless"),
        ("sharedground.toml", '[severity]\nguilt = "|', "off"),
        ("sharedground.toml", "[severity]\n|", "accusation/scab-shame"),
        ("sharedground.toml", "preview = |", "true"),
        ("sharedground.toml", '[per-file."a.md"]\nse|', "select"),
        ("pyproject.toml", "[tool.sharedground]\nho|", "home"),
        ("sharedground.toml", '[per-file."a.md"]\nseverity = {guilt = "|', "hint"),
        ("sharedground.toml", "severity = {|", "accusation/scab-shame"),
        ("sharedground.toml", 'severity = {guilt = "off", "char|', "charity/voiceless"),
        ("sharedground.toml", 'severity = {guilt = "|"}', "information"),
        ("sharedground.toml", "accept = [{|", "phrase"),
        (
            "sharedground.toml",
            'accept = [\n  "unbowed",\n  {phrase = "x = [y", rule = "char|"},\n]',
            "charity/voiceless",
        ),
        ("sharedground.toml", "[[accept]]\nru|", "rule"),
        ("sharedground.toml", '[[accept]]\nphrase = "x"\nrule = "|"', "charity"),
        ("sharedground.toml", "[lexicon]\ncom|", "comrade"),
        ("sharedground.toml", 'ignore = [\n  "guilt",  # "we" know\n  "|"\n]', "charity/voiceless"),
        ("sharedground.toml", "[sev|", "severity"),
        ("pyproject.toml", '[tool.sharedground]\naccept = [{rule = "|', "charity"),
        ("accusation/new.yaml", "sta|", "status"),
        ("accusation/new.yaml", "status: |", "preview"),
        ("accusation/new.yaml", 'match:\n  phrase: "@com|', "comrade"),
        ("accusation/new.yaml", "contexts: {|", "negated"),
        ("accusation/new.yaml", "contexts:\n  |", "quoted"),
        ("accusation/new.yaml", "contexts: {self: |", "flag"),
        ("accusation/new.yaml", "match:\n  any:\n    - ph|", "phrase"),
        ("accusation/new.yaml", "rewrites:\n  - text: a\n    app|", "applicability"),
        ("accusation/new.yaml", "rewrites:\n  - text: a\n    applicability: |", "scaffold"),
        ("pack.yaml", "la|", "language"),
    ],
)
async def test_what_may_be_written_is_offered(editor: Editor, name: str, text: str, expected: str) -> None:
    buffer, offered = await _completed(editor, name, text)
    assert expected in [item.label for item in offered]
    editor.close(buffer)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sharedground.toml", 'accept = ["the voice|'),
        ("sharedground.toml", "# about sev|"),
        ("sharedground.toml", 'preview = true  # so that "|'),
        ("sharedground.toml", '[lexicon]\ncomrade = ["|'),
        ("sharedground.toml", 'exclude = ["|'),
        ("pyproject.toml", "[tool.other]\nho|"),
        ("pyproject.toml", "ho|"),
    ],
)
async def test_where_anything_may_stand_nothing_is_offered(editor: Editor, name: str, text: str) -> None:
    buffer, offered = await _completed(editor, name, text)
    assert not offered
    editor.close(buffer)


@pytest.mark.parametrize(
    ("text", "word", "after"),
    [
        ('ignore = ["charity/voi|"]\n', "charity/voiceless", 'ignore = ["charity/voiceless"]\n'),
        ('ignore = ["charity/voi|\n', "charity/voiceless", 'ignore = ["charity/voiceless"\n'),
        ('sel| = ["all"]\n', "select", 'select = ["all"]\n'),
        ("sel|\n", "select", "select = \n"),
    ],
)
async def test_what_stands_there_already_is_not_written_twice(editor: Editor, text: str, word: str, after: str) -> None:
    buffer, offered = await _completed(editor, "sharedground.toml", text)
    [edit] = [item.text_edit for item in offered if item.label == word]
    assert isinstance(edit, types.TextEdit)
    start, end = (editor.offset(buffer.text, place) for place in (edit.range.start, edit.range.end))
    assert buffer.text[:start] + edit.new_text + buffer.text[end:] == after
    editor.close(buffer)


async def _completed(editor: Editor, name: str, text: str) -> tuple[Buffer, Sequence[types.CompletionItem]]:
    """A file that is open, and what is offered at its `|`."""
    at = text.index("|")
    buffer = editor.open(text.replace("|", ""), (editor.root / name).as_uri(), name.rpartition(".")[2])
    params = types.CompletionParams(types.TextDocumentIdentifier(buffer.uri), editor.position(buffer.text, at))
    answer = await editor.text_document_completion_async(params)
    assert isinstance(answer, types.CompletionList)
    return buffer, answer.items


async def test_an_error_is_told_without_the_way_there(editor: Editor) -> None:
    with pytest.raises(JsonRpcException) as told:
        await editor.workspace_execute_command_async(
            types.ExecuteCommandParams("sharedground.acceptPhrase", [{"phrase": "x"}])
        )
    assert told.value.data is None


# -- the rule author's workbench -----------------------------------------------------------------------------------

RULE = (
    "id: guilt/own-fault\nstatus: preview\nseverity: hint\nsummary: s\nmessage: m\nwhy: w\nkeep-when: k\n"
    'match:\n  phrase: "own fault"\nexamples:\n  flag:\n    - "Their [[own fault]]."\n'
    '    - "[[Nothing]] of theirs."\n  ok:\n    neutral: ["It is their own fault."]\n'
)


async def test_a_rule_is_checked_and_its_examples_run_as_it_is_written(editor: Editor) -> None:
    buffer = editor.open(RULE.replace("hint", "hnt"), (editor.root / "rules/guilt/own-fault.yaml").as_uri(), "yaml")
    [wrong] = await editor.found(buffer)
    assert editor.spanned(buffer, wrong.range) == "hnt" and "hint" in wrong.message
    editor.replace(buffer, RULE)
    missed, flagged = await editor.found(buffer)
    assert editor.spanned(buffer, missed.range) == '"[[Nothing]] of theirs."'
    assert "Wanted: “Nothing”." in missed.message
    assert editor.spanned(buffer, flagged.range) == '"It is their own fault."'
    assert "Came: “own fault”." in flagged.message
    params = types.CodeLensParams(types.TextDocumentIdentifier(buffer.uri))
    [lens] = await editor.text_document_code_lens_async(params) or []
    assert lens.command and lens.command.title == "Run the examples (3)"
    said = await editor.workspace_execute_command_async(
        types.ExecuteCommandParams(lens.command.command, lens.command.arguments)
    )
    assert said == "2 of 3 examples do not hold."
    editor.close(buffer)


@pytest.mark.parametrize(
    ("pattern", "word"), [('phrase: "@nosuch"', "@nosuch"), ('phrase: "[own | their"', "["), ("phrese: own", "phrese")]
)
async def test_a_pattern_that_does_not_hold_is_told_in_its_place(editor: Editor, pattern: str, word: str) -> None:
    text = RULE.replace('phrase: "own fault"', pattern)
    buffer = editor.open(text, (editor.root / "rules/guilt/own-fault.yaml").as_uri(), "yaml")
    wrong, *_ = await editor.found(buffer)
    assert wrong.range.start.line == text[: text.index(pattern)].count("\n")
    assert word in editor.spanned(buffer, wrong.range)
    editor.close(buffer)


async def test_a_word_class_that_does_not_hold_is_told_in_its_place(editor: Editor) -> None:
    (editor.root / "rules" / "guilt").mkdir(parents=True, exist_ok=True)
    buffer = editor.open("wrds: [rent]\n", (editor.root / "rules/lexicon/x.yaml").as_uri(), "yaml")
    wrong, *_ = await editor.found(buffer)
    assert editor.spanned(buffer, wrong.range) == "wrds"
    editor.close(buffer)


async def test_a_saved_rule_is_in_force_in_open_drafts(editor: Editor) -> None:
    draft = editor.open("It is their own fault.\n", (editor.root / "draft.md").as_uri())
    assert await editor.found(draft) == []
    path = editor.root / "rules" / "guilt" / "own-fault.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RULE, encoding="utf-8")
    settings = editor.root / "sharedground.toml"
    settings.write_text('packs = ["rules"]\n', encoding="utf-8")
    rule = editor.open(RULE, path.as_uri(), "yaml")
    before = await editor.pull(draft)
    refreshed = editor.diagnostic_refresh_count
    editor.save(rule)
    await until(lambda: editor.diagnostic_refresh_count > refreshed)
    after = await editor.pull(draft, before.result_id)
    assert isinstance(after, types.RelatedFullDocumentDiagnosticReport), "other rules make another answer"
    assert editor.flagged(draft, await editor.found(draft)) == [("guilt/own-fault", "own fault")]
    settings.unlink()
    editor.save(rule)
    editor.close(rule)
    editor.close(draft)
