"""What can be done about a finding: rewrites, leaving the place alone, and the rule's page.

The list is made from what was found in the text as it is now; edits are made only for the action that is chosen, and
refused where the text has moved on since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from sharedground.finding import Finding
from sharedground.lsp import diagnostics, edits, ignoring
from sharedground.lsp.checking import Report
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.drafts import Kind, kind_of, language_of
from sharedground.lsp.server import Server
from sharedground.rewriting.model import Edit, Rewrite
from sharedground.rules.model import Applicability
from sharedground.text.blocks import Draft

FIX_ALL = "source.fixAll.sharedground"
OPTIONS = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True)
CARRY_OUT = "sharedground.carryOut"
ACCEPT, SWITCH_OFF, EXPLAIN = "sharedground.acceptPhrase", "sharedground.switchOff", "sharedground.explain"


async def offered(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
    """The actions for a place, of the kinds that are wanted. For a text that has moved on there are none."""
    uri = params.text_document.uri
    snapshot = ls.snapshot(uri)
    if snapshot is None or kind_of(snapshot) is not Kind.DRAFT:
        return []
    report = await ls.checker.report(snapshot)
    actions = await ls.checker.soon(lambda: _listed(ls, report, params))  # rewrites are only made now
    if not ls.client.takes_literals:
        return [_as_command(action) for action in actions]
    if not ls.client.resolves_edits:
        return [await resolved(ls, action) if action.data else action for action in actions]
    return [*actions]


def _listed(ls: Server, report: Report, params: types.CodeActionParams) -> list[types.CodeAction]:
    actions: list[types.CodeAction] = []
    meant = _meant(report, params)
    if meant and _is_wanted(types.CodeActionKind.QuickFix, params.context.only):
        draft = ls.reports.glimpse(report.snapshot, report.snapshot.text)
        for finding in meant:
            actions += _about(ls, finding, report.snapshot, draft)
    if _is_wanted(FIX_ALL, params.context.only) and any(_safe(report.findings)):
        actions.append(_fix_all(report.snapshot))
    return actions


def _as_command(action: types.CodeAction) -> types.Command:
    """The action for a client that knows commands only."""
    return action.command or types.Command(title=action.title, command=CARRY_OUT, arguments=[action.data])


def _is_wanted(kind: str, only: Iterable[str] | None) -> bool:
    """Whether a kind is among those asked for: a kind names all that lie below it, and none asked for means all."""
    return only is None or any(kind == wanted or kind.startswith(f"{wanted}.") or not wanted for wanted in only)


def _meant(report: Report, params: types.CodeActionParams) -> list[Finding]:
    """The findings that the client names, or else those that the range touches."""
    references = [data for item in params.context.diagnostics if isinstance(data := item.data, dict)]
    ours = [data for data in references if "rule" in data and "text" in data]
    if ours:
        return [
            finding
            for finding in report.findings
            if diagnostics.reference(finding, report.snapshot) in [_of_known(data) for data in ours]
        ]
    start, end = report.snapshot.positions.span(params.range)
    return [finding for finding in report.findings if finding.start <= end and start <= finding.end]


def _of_known(data: dict[str, Any]) -> dict[str, Any]:
    return {key: data.get(key) for key in ("rule", "start", "end", "text")}


# -- the list ------------------------------------------------------------------------------------------------------


def _about(ls: Server, finding: Finding, snapshot: Snapshot, draft: Draft) -> Iterator[types.CodeAction]:
    shown = [diagnostics.of_finding(finding, snapshot)]
    data = {"uri": snapshot.uri, **diagnostics.reference(finding, snapshot)}
    for number, rewrite in enumerate(finding.rewrites):
        yield types.CodeAction(
            title=rewrite.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=shown,
            is_preferred=(number == 0 and rewrite.applicability is Applicability.SAFE) or None,
            data={**data, "do": "rewrite", "number": number},
        )
    if _ignoring(ls, finding, snapshot, draft):
        yield types.CodeAction(
            title=f"Ignore {finding.rule} here",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=shown,
            data={**data, "do": "ignore"},
        )
    phrase = draft.words(finding.start, finding.end)
    commands: tuple[tuple[str, str, dict[str, Any]], ...] = (
        (f"Accept “{_short(phrase)}” in this project", ACCEPT, {"phrase": phrase}),
        (f"Switch {finding.rule} off in this project", SWITCH_OFF, {}),
        (f"Explain {finding.rule}", EXPLAIN, {}),
    )
    for title, command, more in commands:
        target = {"uri": snapshot.uri, "rule": finding.rule, **more}
        yield types.CodeAction(
            title=title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=shown,
            command=types.Command(title=title, command=command, arguments=[target]),
        )


def _fix_all(snapshot: Snapshot) -> types.CodeAction:
    return types.CodeAction(
        title="Carry out all safe rewrites",
        kind=FIX_ALL,
        data={"uri": snapshot.uri, "text": snapshot.digest, "do": "fix-all"},
    )


def _short(phrase: str, most: int = 40) -> str:
    return phrase if len(phrase) <= most else f"{phrase[: most - 1].rstrip()}…"


# -- the one that was chosen ---------------------------------------------------------------------------------------


async def resolved(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """The action with its edit. Raises ContentModified where the text is another than the one it was offered for."""
    data = action.data
    if not isinstance(data, dict) or action.edit is not None:
        return action
    snapshot = ls.snapshot(str(data.get("uri")))
    if snapshot is None or snapshot.digest != data.get("text"):
        raise JsonRpcException(
            "The draft has changed since this was offered; ask again.", types.LSPErrorCodes.ContentModified.value
        )
    report = await ls.checker.report(snapshot)
    if data.get("do") == "fix-all":
        safe = await ls.checker.soon(lambda: _apart(_safe(report.findings)))
        action.edit = edits.of_edits(safe, snapshot, ls.client)
        return action
    named = _of_known(data)
    finding = next((item for item in report.findings if diagnostics.reference(item, snapshot) == named), None)
    if finding is None:
        return action
    if data.get("do") == "ignore":
        edit = await ls.checker.soon(
            lambda: _ignoring(ls, finding, snapshot, ls.reports.glimpse(snapshot, snapshot.text))
        )
        action.edit = edits.of_edits([edit] if edit else [], snapshot, ls.client)
    else:
        number, rewrites = data.get("number"), await ls.checker.soon(lambda: finding.rewrites)
        if isinstance(number, int) and 0 <= number < len(rewrites):
            action.edit = edits.of_rewrite(rewrites[number], snapshot, ls.client)
    return action


def _safe(findings: Iterable[Finding]) -> Iterator[Rewrite]:
    """The best safe rewrite of each finding that has one."""
    for finding in findings:
        yield from [rewrite for rewrite in finding.rewrites if rewrite.applicability is Applicability.SAFE][:1]


def _apart(rewrites: Iterable[Rewrite]) -> list[Edit]:
    """The edits of rewrites that do not touch each other, the first that comes going first."""
    kept: list[Edit] = []
    reached = -1
    for rewrite in sorted(rewrites, key=lambda rewrite: rewrite.start):
        if rewrite.start > reached:
            kept += rewrite.edits
            reached = rewrite.end
    return kept


def _ignoring(ls: Server, finding: Finding, snapshot: Snapshot, draft: Draft) -> Edit | None:
    language = language_of(snapshot) or "plaintext"
    return ignoring.edit_for(finding, draft, language, lambda text: ls.reports.glimpse(snapshot, text))
