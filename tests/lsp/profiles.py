"""Editors for these tests: what each can do, and one that does as they do."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Union

import pytest_lsp
from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.exceptions import JsonRpcException, JsonRpcMethodNotFound
from pygls.protocol import default_converter
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

HERE = Path(__file__).parent
CACHE = Path(tempfile.gettempdir()) / "sharedground-tests-of-lsp"
_PATIENCE = 40
"""Seconds to wait for what is found: rules that are compiled for the first time take their time."""
SMALL_SERVER = (sys.executable, str(HERE / "small_server.py"))

# What vscode-languageclient 11 says of itself, as far as this server looks at it.
VSCODE: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"], "staleRequestSupport": {"cancel": True, "retryOnContentModified": []}},
    "workspace": {
        "applyEdit": True,
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
            "changeAnnotationSupport": {"groupsOnLabel": True},
            "snippetEditSupport": True,
            "metadataSupport": True,
        },
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
        "workspaceFolders": True,
        "diagnostics": {"refreshSupport": True},
        "codeLens": {"refreshSupport": True},
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True, "dataSupport": True},
        "diagnostic": {"dynamicRegistration": True, "relatedDocumentSupport": False, "codeDescriptionSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "codeLens": {"dynamicRegistration": True},
        "codeAction": {
            "isPreferredSupport": True,
            "dataSupport": True,
            "honorsChangeAnnotations": True,
            "resolveSupport": {"properties": ["edit"]},
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "source", "source.fixAll"]}},
        },
    },
    "window": {"showDocument": {"support": True}, "workDoneProgress": True, "showMessage": {}},
}
MINIMAL: dict[str, Any] = {}

# What these are taken to say of themselves, as far as this server looks at it; not recorded from the editors.
HELIX: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-8", "utf-32", "utf-16"]},
    "workspace": {
        "applyEdit": True,
        "configuration": True,
        "workspaceFolders": True,
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]},
        "didChangeConfiguration": {"dynamicRegistration": False},
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": False},
    },
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True},
        "hover": {"contentFormat": ["markdown"]},
        "codeAction": {
            "isPreferredSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit", "command"]},
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "source", "source.fixAll"]}},
        },
    },
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
}
KATE: dict[str, Any] = {
    "workspace": {"workspaceFolders": True, "configuration": True},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}}
        },
    },
}
SUBLIME: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "applyEdit": True,
        "configuration": True,
        "workspaceFolders": True,
        "workspaceEdit": {"documentChanges": True, "failureHandling": "abort"},
        "didChangeConfiguration": {"dynamicRegistration": True},
        "diagnostics": {"refreshSupport": True},
    },
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True, "codeDescriptionSupport": True, "dataSupport": True},
        "diagnostic": {"dynamicRegistration": True, "relatedDocumentSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {
            "isPreferredSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}},
        },
    },
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
}


def capabilities(name: str) -> types.ClientCapabilities:
    """What an editor of this name can do."""
    ready_made = {"neovim": "neovim@0.11.0", "emacs": "emacs@29.1"}
    if name in ready_made:
        return pytest_lsp.client_capabilities(ready_made[name])
    written = {"vscode": VSCODE, "helix": HELIX, "kate": KATE, "sublime": SUBLIME, "minimal": MINIMAL}
    said = written[name]
    return get_converter().structure(said, types.ClientCapabilities)


EDITORS = ("vscode", "neovim", "emacs", "minimal")


def _converter() -> Any:
    """That of pygls takes each code action with a command in it for a command."""
    converter = default_converter()

    def action(said: Any, _: type) -> types.Command | types.CodeAction:
        is_command = isinstance(said.get("command"), str)
        return converter.structure(said, types.Command if is_command else types.CodeAction)

    converter.register_structure_hook(types.Command | types.CodeAction, action)
    converter.register_structure_hook(Union[types.Command, types.CodeAction], action)  # noqa: UP007
    return converter


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0.025)
    raise AssertionError("it never came to be")


@dataclass
class Buffer:
    """A document as the editor has it."""

    uri: str
    text: str
    version: int = 0


@asynccontextmanager
async def just_started(name: str, folder: Path, cache: Path | None = None) -> AsyncIterator[Editor]:
    """An editor with a server that has been greeted and no more, until it leaves."""
    editor = Editor(name)
    await editor.start(folder, cache=cache or CACHE)
    try:
        yield editor
    finally:
        await editor.leave()


@asynccontextmanager
async def at_work(name: str, folder: Path) -> AsyncIterator[Editor]:
    """An editor with a server that has all it needs, until it leaves."""
    async with just_started(name, folder) as editor:
        await editor.warm()
        yield editor


class Editor(pytest_lsp.LanguageClient):
    """An editor that keeps its own buffers and carries out what it is sent, as the protocol has it."""

    def __init__(self, name: str) -> None:
        super().__init__(converter_factory=_converter)
        self.name = name
        self.buffers: dict[str, Buffer] = {}
        self.registered: dict[str, types.Registration] = {}
        self.applied: list[types.WorkspaceEdit] = []
        self.published: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        self.root = Path()
        self.asked: list[types.ConfigurationItem] = []
        self.declared = types.ServerCapabilities()
        self.encoding = "utf-16"
        self.refuses_configuration = False
        own = {
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: partial(self._published),
            types.CLIENT_REGISTER_CAPABILITY: partial(self._registered),
            types.WORKSPACE_APPLY_EDIT: partial(self._applied),
            types.WORKSPACE_CONFIGURATION: partial(self._configured),
            types.WORKSPACE_CODE_LENS_REFRESH: lambda _params: None,
        }
        register_lsp_features(self, {**DEFAULT_CLIENT_FEATURES, **own})  # type: ignore[no-untyped-call]

    def _published(self, params: types.PublishDiagnosticsParams) -> None:
        self.published[params.uri] = (params.version, list(params.diagnostics))

    def _registered(self, params: types.RegistrationParams) -> None:
        self.registered.update((item.method, item) for item in params.registrations)

    def _configured(self, params: types.ConfigurationParams) -> list[Any]:
        self.asked = list(params.items)
        if self.refuses_configuration:
            raise JsonRpcMethodNotFound
        return [self.get_configuration(section=item.section, scope_uri=item.scope_uri) for item in params.items]

    def _applied(self, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        self.applied.append(params.edit)
        self.carry_out(params.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    async def start(
        self,
        folder: Path,
        options: dict[str, Any] | None = None,
        command: Sequence[str] = SMALL_SERVER,
        cache: Path = CACHE,
    ) -> types.InitializeResult:
        """Start a server and greet it; `folder` is the workspace, and the home of its settings."""
        environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "XDG_CACHE_HOME": str(cache)}
        await self.start_io(*command, env=environment)
        root = (folder / "work").resolve()
        root.mkdir(exist_ok=True)
        (root / ".git").mkdir(exist_ok=True)
        self.root = root
        params = types.InitializeParams(
            capabilities=capabilities(self.name),
            root_uri=root.as_uri(),
            workspace_folders=[types.WorkspaceFolder(root.as_uri(), "work")] if self.name != "minimal" else None,
            initialization_options={"preview": True, **(options or {})},
        )
        result = await self.initialize_session(params)
        self.declared = result.capabilities
        chosen = result.capabilities.position_encoding
        self.encoding = chosen.value if isinstance(chosen, types.PositionEncodingKind) else chosen or "utf-16"
        return result

    async def warm(self) -> None:
        """Wait until the server has all it needs."""
        buffer = self.open("Shame on those drivers.", "untitled:Warming")
        for _ in range(400):
            if await self.found(buffer):
                break
            await asyncio.sleep(0.05)
        self.close(buffer)

    async def leave(self) -> None:
        await self.shutdown_session()
        await self.stop()

    # -- buffers ---------------------------------------------------------------------------------------------------

    def open(self, text: str, uri: str = "untitled:Draft-1", language: str = "markdown") -> Buffer:
        buffer = self.buffers[uri] = Buffer(uri, text, 1)
        item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return buffer

    def replace(self, buffer: Buffer, text: str) -> None:
        """Send the whole text anew."""
        self._change(buffer, text, types.TextDocumentContentChangeWholeDocument(text=text))

    def edit(self, buffer: Buffer, start: int, end: int, text: str, place: types.Range | None = None) -> None:
        """Replace text[start:end], sending the range alone."""
        place = place or types.Range(self.position(buffer.text, start), self.position(buffer.text, end))
        changed = buffer.text[:start] + text + buffer.text[end:]
        self._change(buffer, changed, types.TextDocumentContentChangePartial(range=place, text=text))

    def _change(self, buffer: Buffer, text: str, change: types.TextDocumentContentChangeEvent) -> None:
        buffer.text = text
        buffer.version += 1
        identifier = types.VersionedTextDocumentIdentifier(uri=buffer.uri, version=buffer.version)
        self.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    def save(self, buffer: Buffer) -> None:
        self.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(buffer.uri)))

    def close(self, buffer: Buffer) -> None:
        self.buffers.pop(buffer.uri, None)
        self.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(buffer.uri)))

    # -- positions, counted here by encoding what lies before ------------------------------------------------------

    def position(self, text: str, offset: int) -> types.Position:
        before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        if text[:offset].endswith("\r") and text[offset : offset + 1] == "\n":
            before = before[:-1]
        line, _, column = before.rpartition("\n")
        return types.Position(before.count("\n"), self.units(column if line or "\n" in before else before))

    def units(self, text: str) -> int:
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.encoding]
        return len(text.encode(f"{self.encoding}-le" if size > 1 else "utf-8", "surrogatepass")) // size

    def offset(self, text: str, position: types.Position) -> int:
        return next(
            at
            for at in range(len(text) + 1)
            if (found := self.position(text, at)).line == position.line and found.character == position.character
        )

    def spanned(self, buffer: Buffer, place: types.Range) -> str:
        """The words that a range covers."""
        return buffer.text[self.offset(buffer.text, place.start) : self.offset(buffer.text, place.end)]

    def flagged(self, buffer: Buffer, found: Sequence[types.Diagnostic]) -> list[tuple[str, str]]:
        return [(str(item.code), self.spanned(buffer, item.range)) for item in found]

    # -- requests --------------------------------------------------------------------------------------------------

    async def pull(self, buffer: Buffer, previous: str | None = None) -> types.DocumentDiagnosticReport:
        params = types.DocumentDiagnosticParams(
            types.TextDocumentIdentifier(buffer.uri), identifier="sharedground", previous_result_id=previous
        )
        while True:
            try:
                return await self.text_document_diagnostic_async(params)
            except JsonRpcException as error:
                assert error.code == types.LSPErrorCodes.ServerCancelled, error
                assert error.data == {"retriggerRequest": True}

    async def found(self, buffer: Buffer) -> list[types.Diagnostic]:
        """The diagnostics of a buffer as it is now, in the editor's own way, once they are complete."""
        if self.pulls:
            for _ in range(_PATIENCE * 20):
                report = await self.pull(buffer)
                assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
                if not (report.result_id or "").endswith("first-look"):
                    return list(report.items)
                await asyncio.sleep(0.05)
            raise AssertionError("the pipeline never came")
        for _ in range(_PATIENCE * 40):
            version, found = self.published.get(buffer.uri, (None, []))
            if version == buffer.version:
                return found
            await asyncio.sleep(0.025)
        raise AssertionError("nothing was published")

    @property
    def pulls(self) -> bool:
        return bool(
            self.capabilities and self.capabilities.text_document and self.capabilities.text_document.diagnostic
        )

    async def actions(
        self,
        buffer: Buffer,
        start: int,
        end: int | None = None,
        only: Sequence[str] | None = None,
        diagnostics: Sequence[types.Diagnostic] = (),
    ) -> list[Any]:
        place = types.Range(self.position(buffer.text, start), self.position(buffer.text, end or start))
        context = types.CodeActionContext(diagnostics=list(diagnostics), only=list(only) if only else None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(buffer.uri), place, context)
        return list(await self.text_document_code_action_async(params) or [])

    # -- edits, carried out ----------------------------------------------------------------------------------------

    def carry_out(self, edit: types.WorkspaceEdit) -> None:
        """Carry out an edit in the buffers, versions held to, and tell the server of it."""
        for uri, edits in (edit.changes or {}).items():
            self._carry_out(self.buffers[uri], edits)
        for change in edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            buffer = self.buffers[change.text_document.uri]
            assert change.text_document.version in (None, buffer.version), "the edit is for another version"
            self._carry_out(buffer, change.edits)

    def _carry_out(self, buffer: Buffer, edits: Sequence[Any]) -> None:
        text = buffer.text
        for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
            start, end = self.offset(text, edit.range.start), self.offset(text, edit.range.end)
            new = edit.snippet.value if isinstance(edit, types.SnippetTextEdit) else edit.new_text
            text = text[:start] + new + text[end:]
        self.replace(buffer, text)
