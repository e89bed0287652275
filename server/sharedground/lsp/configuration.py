"""The editor's settings: asked for, watched, taken as they were sent; and the watch over files and over our parent."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from sharedground.lsp.documents import path_of
from sharedground.lsp.projects import Configuration
from sharedground.lsp.server import Server
from sharedground.rules.folders import LEXICON, MANIFEST
from sharedground.rules.model import PRINCIPLES
from sharedground.settings.files import OWN_FILE, SHARED_FILE

SECTION = "sharedground"
_SECONDS_BETWEEN_LOOKS = 3.0


def options_of(said: Any) -> dict[str, Any]:
    """The initialization options, plain: `trusted`, and the settings to go by until the client is asked."""
    return dict(said) if isinstance(said, Mapping) else {}


def initial(ls: Server) -> Configuration:
    """What to go by until the client has been asked: its initialization options, and above all its trust."""
    said = {key: value for key, value in ls.options.items() if key != "trusted"}
    return Configuration(
        ls.options.get("trusted", True) is not False, {None: said, **dict.fromkeys(_folders(ls), said)}
    )


async def pull(ls: Server, sent: Any = None) -> None:
    """Ask for the settings of each workspace folder and of all else, and go by them from now on."""
    folders = _folders(ls)
    before = initial(ls)
    overlays = dict(before.overlays)
    said: list[Any] = []
    if ls.client.answers_configuration:
        scopes = [*(uri for uri in folders.values()), None]
        items = [types.ConfigurationItem(scope_uri=uri, section=SECTION) for uri in scopes]
        with suppress(JsonRpcException):  # a client that will not say goes by its initialization options
            said = list(await ls.ask(ls.workspace_configuration_async(types.ConfigurationParams(items))))
    elif isinstance(sent, Mapping):
        said = [sent.get(SECTION, sent)] * (len(folders) + 1)
    for scope, values in zip([*folders, None], said, strict=False):
        if isinstance(values, Mapping):
            overlays[scope] = {**overlays.get(scope, {}), **values}
    trusted = before.trusted and all(layer.get("trusted", True) is not False for layer in overlays.values())
    made = Configuration(trusted, overlays)
    ls.checker.renew()
    await ls.checker.soon(lambda: ls.projects.configure(made))
    ls.loader.load(await ls.checker.soon(lambda: ls.projects.of(None).settings.pipeline))
    ls.refresh()


async def subscribe(ls: Server) -> None:
    """Ask to be told of changes, where the client takes such requests."""
    wanted: list[types.Registration] = []
    if ls.client.registers_configuration:
        options = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        wanted.append(types.Registration(id="sharedground.settings", method=method, register_options=options))
    if ls.client.registers_watchers:
        watchers = types.DidChangeWatchedFilesRegistrationOptions(
            watchers=[types.FileSystemWatcher(glob_pattern=glob) for glob in _watched()]
        )
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        wanted.append(types.Registration(id="sharedground.files", method=method, register_options=watchers))
    if wanted:
        await ls.ask(ls.client_register_capability_async(types.RegistrationParams(wanted)))


def _watched() -> list[str]:
    rules = ",".join((*PRINCIPLES, LEXICON))
    return [f"**/{OWN_FILE}", f"**/{SHARED_FILE}", f"**/{MANIFEST}", f"**/{{{rules}}}/*.yaml"]


def _folders(ls: Server) -> dict[Path, str]:
    """The workspace folders that are folders of files, with their URIs."""
    uris = [folder.uri for folder in ls.documents.folders.values()]
    if not uris and ls.documents.root_uri:
        uris = [ls.documents.root_uri]
    return {path: uri for uri in uris if (path := path_of(uri))}


def watch_parent(ls: Server) -> None:
    """End when the editor is gone, should it be killed and our input stay open: somebody may hold its other end."""
    if ls.process_id and sys.platform != "win32":
        ls.spawn(_outlive_nobody(ls, ls.process_id))


async def _outlive_nobody(ls: Server, process: int) -> None:
    while _is_alive(process):
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    ls.shutdown()
    os._exit(1)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
