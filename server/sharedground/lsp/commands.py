"""What the server does when asked: about settings, about a rule, about a whole workspace. Every client has them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types

from sharedground.errors import SettingsError, SharedGroundError
from sharedground.lsp import actions, lenses, pages, settings_edits, workbench, workspace_check
from sharedground.lsp.documents import Snapshot, path_of
from sharedground.lsp.server import Server
from sharedground.settings import find_settings_file
from sharedground.settings.files import OWN_FILE

RELOAD = "sharedground.reload"
CHECK_WORKSPACE = "sharedground.checkWorkspace"


def register(server: Server) -> None:
    """Give the server its commands."""
    server.command(actions.CARRY_OUT)(carry_out)
    server.command(actions.ACCEPT)(accept_phrase)
    server.command(actions.SWITCH_OFF)(switch_off)
    server.command(actions.EXPLAIN)(explain)
    server.command(lenses.RUN)(run_examples)
    server.command(RELOAD)(reload)
    server.command(CHECK_WORKSPACE)(check_workspace)


async def carry_out(ls: Server, data: Any) -> None:
    """Carry out an action, for clients that know commands only: what a code action holds as its data."""
    action = await actions.resolved(ls, types.CodeAction(title="Shared Ground", data=data))
    if action.edit is None:
        return
    if not ls.client.applies_edits:
        ls.show("This editor takes no edits from a server, so the draft stays as it is.")
        return
    await ls.ask(ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(action.edit, action.title)))


async def accept_phrase(ls: Server, target: Any) -> None:
    """Have the project stand by a phrase: {uri, rule, phrase}."""
    phrase, rule = str(target["phrase"]), str(target["rule"])
    await _edit_settings(ls, target, lambda text, name: settings_edits.accepting(text, name, phrase, rule))


async def switch_off(ls: Server, target: Any) -> None:
    """Have the project leave a rule out: {uri, rule}."""
    rule = str(target["rule"])
    await _edit_settings(ls, target, lambda text, name: settings_edits.switching_off(text, name, rule))


async def explain(ls: Server, target: Any) -> str:
    """Open the page of a rule, or give its text to a client that opens none: {rule}."""
    project = await ls.checker.soon(lambda: ls.projects.of(path_of(str(target.get("uri", "")))))
    rule = project.linter.rule(str(target["rule"]))
    if rule is None:
        return ""
    text = pages.page(rule)
    uri = await ls.checker.soon(lambda: pages.link(rule.id, text))
    if ls.client.shows_documents and uri:
        await ls.ask(ls.window_show_document_async(types.ShowDocumentParams(uri=uri, take_focus=True)))
    else:
        ls.show(pages.plain(f"{rule.id}: {rule.summary.strip()}\n\n{rule.why.strip()}"), types.MessageType.Info)
    return text


async def run_examples(ls: Server, target: Any) -> str:
    """Run the examples of a rule file and say what they come to: {uri}."""
    snapshot = ls.snapshot(str(target["uri"]))
    if snapshot is None:
        return ""
    said = await workbench.run(ls, snapshot)
    ls.show(said, types.MessageType.Info)
    return said


def reload(ls: Server) -> None:
    """Read settings and rules afresh: for clients that watch no files."""
    ls.reload()


async def check_workspace(ls: Server) -> dict[str, int]:
    """Check all drafts of the workspace; what is found goes to the list of problems."""
    return await workspace_check.run(ls)


# -- settings ----------------------------------------------------------------------------------------------------------


async def _edit_settings(ls: Server, target: Any, change: Callable[[str, str], str]) -> None:
    """Edit the settings file that speaks for a draft, in the editor where it is open there, else on the disk."""
    path = _settings_for(ls, path_of(str(target["uri"])))
    if path is None:
        ls.show("Save the draft first: settings stand in a folder, and this draft has none yet.")
        return
    try:
        if opened := _opened(ls, path):
            changed = await ls.checker.soon(lambda: change(opened.text, path.name))
            await _edit_opened(ls, opened, changed)
        else:
            await ls.checker.soon(lambda: _write(path, change))
            ls.show(f"Noted in {path.name}.", types.MessageType.Info)
    except SharedGroundError as error:
        ls.show(str(error))
    except OSError as error:
        ls.show(f"{path.name} could not be written: {error.strerror}.")
    ls.reload()


def _settings_for(ls: Server, draft: Path | None) -> Path | None:
    """The settings file that speaks for a draft, or the one to make: at the root of its workspace, or beside it."""
    folder = ls.projects.configuration.folder_of(draft)
    start = draft.parent if draft else folder
    if start is None:
        return None
    try:
        found = find_settings_file(start)
    except SettingsError as error:
        found = Path(error.place.path)
    return found or (folder or start) / OWN_FILE


def _opened(ls: Server, path: Path) -> Snapshot | None:
    opened = (document.snapshot() for document in ls.documents.open_documents)
    return next((snapshot for snapshot in opened if snapshot.path == path), None)


async def _edit_opened(ls: Server, snapshot: Snapshot, text: str) -> None:
    from sharedground.lsp import edits
    from sharedground.rewriting.model import Edit

    name = snapshot.path.name if snapshot.path else "The settings file"
    if not ls.client.applies_edits:
        ls.show(f"{name} is open here: close it and try again, or add the line yourself.")
        return
    edit = edits.of_edits([Edit(0, len(snapshot.text), text)], snapshot, ls.client)
    await ls.ask(ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, "Shared Ground settings")))
    ls.show(f"Noted in {name}; save it to go by it.", types.MessageType.Info)


def _write(path: Path, change: Callable[[str, str], str]) -> None:
    """Rewrites the file in one step, so that nobody ever reads half of it; where it is a link, the one it leads to."""
    path, name = path.resolve(), path.name
    before = path.read_bytes().decode("utf-8") if path.exists() else ""
    after = change(before, name)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(after.encode("utf-8"))
    if path.exists():
        part.chmod(path.stat().st_mode)
    part.replace(path)
