"""The way in: each message of the protocol to the function that answers it.

Requests that are asked at every keystroke never fail: what goes wrong is told once, and the answer is empty.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from sharedground.lsp import actions, commands, completion, configuration, hover, lenses
from sharedground.lsp.checking import Superseded
from sharedground.lsp.client import Client
from sharedground.lsp.documents import path_of
from sharedground.lsp.drafts import Kind, kind_of
from sharedground.lsp.server import Server

T = TypeVar("T")

RETRIGGER = {"retriggerRequest": True}


def register(server: Server) -> None:
    """Give the server all its features."""
    feature = server.feature
    feature(types.INITIALIZE)(initialize)
    feature(types.INITIALIZED)(initialized)
    feature(types.SHUTDOWN)(shutdown)
    feature(types.TEXT_DOCUMENT_DID_OPEN)(did_open)
    feature(types.TEXT_DOCUMENT_DID_CHANGE)(did_change)
    feature(types.TEXT_DOCUMENT_DID_SAVE)(did_save)
    feature(types.TEXT_DOCUMENT_DID_CLOSE)(did_close)
    feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(did_change_configuration)
    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(did_change_watched_files)
    feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(did_change_workspace_folders)
    feature(types.TEXT_DOCUMENT_CODE_ACTION, actions.OPTIONS)(code_actions)
    feature(types.CODE_ACTION_RESOLVE)(resolve_code_action)
    feature(types.TEXT_DOCUMENT_HOVER)(show_hover)
    feature(types.TEXT_DOCUMENT_COMPLETION, completion.OPTIONS)(complete)
    feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=False))(code_lenses)
    commands.register(server)


# -- the session ---------------------------------------------------------------------------------------------------


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Learn what the client can do. Pull diagnostics are offered to clients that know them, and push to all others."""
    ls.started()
    ls.start_documents(params)
    ls.client = Client.of(params.capabilities)
    ls.options = configuration.options_of(params.initialization_options)
    ls.projects.configure(configuration.initial(ls))
    if ls.client.pulls:
        options = types.DiagnosticOptions(
            identifier="sharedground", inter_file_dependencies=False, workspace_diagnostics=False
        )
        ls.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(diagnose)


async def initialized(ls: Server, _params: types.InitializedParams) -> None:
    """Settings are asked for, and the pipeline starts to load, only once the client has its answer."""
    configuration.watch_parent(ls)
    await configuration.pull(ls)
    await configuration.subscribe(ls)


def shutdown(ls: Server, _params: None) -> None:
    """The client means to leave."""
    ls.left_properly = True
    ls.checker.close()


# -- documents -----------------------------------------------------------------------------------------------------


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A document is opened."""
    uri = params.text_document.uri
    ls.checker.forget(uri)
    if not ls.client.pulls:
        ls.push(uri)
    elif (path := path_of(uri)) in ls.listed and path:
        ls.reports.publish(path.as_uri(), [])  # what is open is asked for, and would be there twice


def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """A document's text is another: what is being found out about the old one is of no use."""
    ls.checker.supersede(params.text_document.uri)
    if not ls.client.pulls:
        ls.push(params.text_document.uri)


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """Settings and rules count from the moment they are saved, whether or not the client watches files."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot and kind_of(snapshot) not in (Kind.DRAFT, Kind.OTHER):
        ls.reload()


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """A document is closed."""
    ls.checker.forget(params.text_document.uri)
    ls.reports.forget(params.text_document.uri)
    if not ls.client.pulls:
        ls.reports.publish(params.text_document.uri, [])
    if path := path_of(params.text_document.uri):
        ls.look_again([path])


async def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """The editor's settings have changed: they are asked for, or taken as sent by clients that cannot be asked."""
    await configuration.pull(ls, sent=params.settings)


def did_change_watched_files(ls: Server, _params: types.DidChangeWatchedFilesParams) -> None:
    """A settings file or a rule file has changed on the disk."""
    ls.reload()


async def did_change_workspace_folders(ls: Server, _params: types.DidChangeWorkspaceFoldersParams) -> None:
    """There are other workspace folders now, with settings of their own."""
    await configuration.pull(ls)


async def diagnose(ls: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    """Answer a pull. Never with ContentModified, which blanks the document in VS Code, and never with a failure."""
    try:
        return await ls.reports.pull(params.text_document.uri, params.previous_result_id)
    except Superseded:
        code = types.LSPErrorCodes.ServerCancelled.value
        raise JsonRpcException("A newer text is being checked.", code, RETRIGGER) from None


# -- requests about a place ----------------------------------------------------------------------------------------


async def _answer(ls: Server, what: str, work: Awaitable[T], otherwise: T) -> T:
    try:
        return await work
    except (JsonRpcException, asyncio.CancelledError):
        raise
    except Superseded:
        return otherwise
    except Exception as error:
        ls.troubles.crash(what, error)
        return otherwise


async def code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
    """What can be done about the findings at a place."""
    return await _answer(ls, "code actions", actions.offered(ls, params), [])


async def resolve_code_action(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """The edit of an action that was chosen."""
    return await _answer(ls, "a code action", actions.resolved(ls, action), action)


async def show_hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """Why a place was flagged."""
    return await _answer(ls, "hover", hover.at(ls, params), None)


async def complete(ls: Server, params: types.CompletionParams) -> types.CompletionList:
    """What may be written at a place of a settings file, a rule file or a directive."""
    nothing = types.CompletionList(is_incomplete=False, items=[])
    return await _answer(ls, "completion", completion.at(ls, params), nothing)


async def code_lenses(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    """What a rule file's examples come to, above them."""
    return await _answer(ls, "code lenses", lenses.of(ls, params), [])
