"""Whose settings count, what a stranger's workspace may load, and what a fault leaves standing."""

import logging
from pathlib import Path
from typing import Any

import pytest
from small_pack import PACK, linter

import sharedground.lint
import sharedground.lsp.projects
from sharedground.errors import Place, RuleError, SettingsError
from sharedground.lsp.projects import Configuration, Projects, editor_layer
from sharedground.lsp.troubles import Troubles


@pytest.fixture
def projects(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Projects:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(sharedground.lint, "standard_pack_path", lambda: PACK)
    monkeypatch.setattr(sharedground.lsp.projects, "standard_pack_path", lambda: PACK)
    return Projects(lambda _rule, _error: None)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    work = tmp_path / "work"
    (work / "own" / "guilt").mkdir(parents=True)
    (work / ".git").mkdir()
    (work / "own" / "guilt" / "own-fault.yaml").write_text(
        "id: guilt/own-fault\nstatus: preview\nseverity: hint\nsummary: s\nmessage: m\nwhy: w\nkeep-when: k\n"
        'match: {phrase: "own fault"}\n',
        encoding="utf-8",
    )
    settings = 'preview = true\npacks = ["own"]\npipeline = "somebody_elses"\nignore = ["charity"]\n'
    (work / "sharedground.toml").write_text(settings, encoding="utf-8")
    return work


def _configure(projects: Projects, work: Path, trusted: bool, said: dict[str, Any] | None = None) -> None:
    projects.configure(Configuration(trusted, {None: said or {}, work: said or {}}))


@pytest.mark.parametrize("trusted", [True, False])
def test_packs_and_pipelines_of_an_untrusted_workspace_are_not_loaded(
    projects: Projects, work: Path, trusted: bool
) -> None:
    _configure(projects, work, trusted)
    project = projects.of(work / "a.md")
    assert (project.linter.rule("guilt/own-fault") is not None) == trusted
    assert project.settings.pipeline == ("somebody_elses" if trusted else "")
    assert project.settings.ignore == ("charity",)


def test_nor_are_those_that_the_editor_names_there(projects: Projects, work: Path) -> None:
    """What an editor says may come from a file that the workspace ships."""
    (work / "sharedground.toml").write_text("preview = true\n", encoding="utf-8")
    said = {"packs": [str(work / "own")], "pipeline": "somebody_elses", "ignore": ["charity"]}
    for trusted in (True, False):
        _configure(projects, work, trusted, said)
        project = projects.of(work / "a.md")
        assert (project.linter.rule("guilt/own-fault") is not None) == trusted
        assert project.settings.pipeline == ("somebody_elses" if trusted else "")
        assert project.settings.ignore == ("charity",)


@pytest.mark.parametrize("trusted", [True, False])
def test_the_pack_around_an_open_rule_is_not_loaded_in_an_untrusted_workspace(
    projects: Projects, work: Path, trusted: bool
) -> None:
    (work / "sharedground.toml").unlink()
    _configure(projects, work, trusted)
    pack = projects.pack_with(projects.of(work / "a.md"), work / "own")
    assert ("guilt/own-fault" in {rule.id for rule in pack.rules}) == trusted


def test_the_editor_lies_over_the_project(projects: Projects, work: Path) -> None:
    _configure(projects, work, True, {"home": ["Leeds"], "ignore": ["guilt"], "select": None, "server": {"path": "x"}})
    settings = projects.of(work / "a.md").settings
    assert (settings.home, settings.ignore, settings.select) == (("Leeds",), ("charity", "guilt"), ("all",))


def test_a_value_of_the_editor_that_does_not_hold_is_told_and_the_rest_counts(projects: Projects, work: Path) -> None:
    _configure(projects, work, True, {"ignore": "charity"})
    project = projects.of(work / "a.md")
    assert "should be a list of texts" in " ".join(map(str, project.problems))
    assert project.settings.ignore == ("charity",)
    with pytest.raises(SettingsError, match="the editor's settings"):
        editor_layer("severity", {"guilt": "loud"}, None)


def test_one_value_that_does_not_hold_leaves_the_others_in_force(projects: Projects, work: Path) -> None:
    _configure(projects, work, True, {"ignore": ["guilt"], "home": "Leeds", "selct": ["all"], "server": {"path": "x"}})
    project = projects.of(work / "a.md")
    assert project.settings.ignore == ("charity", "guilt")
    told = " ".join(map(str, project.problems))
    assert "“home” should be a list of texts" in told
    assert "“selct” is no setting. Did you mean “select”?" in told
    assert "server" not in told


def test_a_broken_settings_file_leaves_the_last_sound_one_in_force(projects: Projects, work: Path) -> None:
    _configure(projects, work, True)
    before = projects.of(work / "a.md")
    (work / "sharedground.toml").write_text("ignore = [", encoding="utf-8")
    projects.forget()
    after = projects.of(work / "a.md")
    assert after.settings.ignore == before.settings.ignore
    assert "not TOML" in str(after.problems[0])


def test_a_document_without_a_file_goes_by_the_workspace(projects: Projects, work: Path) -> None:
    _configure(projects, work, True)
    assert projects.of(None).settings.ignore == ("charity",)
    assert projects.of(None) is projects.of(work / "a.md")


def test_linters_share_one_pipeline(projects: Projects, work: Path) -> None:
    _configure(projects, work, False)
    before = projects.of(work / "a.md").linter
    projects.forget()
    after = projects.of(work / "a.md").linter
    assert before is not after
    assert before._analyzer._pipeline is after._analyzer._pipeline is projects.pipeline("")


# -- faults --------------------------------------------------------------------------------------------------------


def test_a_rule_that_crashes_is_told_of_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from sharedground.analysis import engine
    from sharedground.lint import Linter
    from sharedground.settings import Settings

    settle = engine.settle

    def crashing(place: Any, pattern: Any, *rest: Any) -> Any:
        if pattern.rule.id == "charity/voiceless":
            raise ZeroDivisionError
        return settle(place, pattern, *rest)

    monkeypatch.setattr(engine, "settle", crashing)
    told: list[tuple[str, Exception]] = []
    careful = Linter(Settings(preview=True), pack=linter().pack, crashed=lambda rule, error: told.append((rule, error)))
    found = careful.check("Shame on those drivers. We speak for the voiceless.")
    assert [finding.rule for finding in found] == ["accusation/scab-shame"]
    assert [(rule, type(error)) for rule, error in told] == [("charity/voiceless", ZeroDivisionError)]
    with pytest.raises(ZeroDivisionError):
        Linter(Settings(preview=True), pack=linter().pack).check("We speak for the voiceless.")


def test_a_crash_is_told_once_and_without_a_word_of_the_draft(caplog: pytest.LogCaptureFixture) -> None:
    shown: list[str] = []
    troubles = Troubles(shown.append)
    with caplog.at_level(logging.DEBUG):
        for _ in range(3):
            try:
                raise ValueError("We speak for the voiceless")
            except ValueError as error:
                troubles.crash("checking a document", error)
    assert len(caplog.records) == 1
    assert "ValueError" in caplog.text
    assert "voiceless" not in caplog.text
    assert shown == []


def test_a_message_is_one_line_that_names_the_file_and_not_its_path() -> None:
    shown: list[str] = []
    troubles = Troubles(shown.append)
    place = Place("/far/away/sharedground.toml", 3, 1)
    troubles.tell(SettingsError("There is no key “ignroe”.\nMeant: “ignore”?", place))
    for names in ("ab", "aa"):  # two files, and two errors of one
        found = [Place(f"/far/away/{name}.yaml", line, 1) for line, name in enumerate(names, 1)]
        troubles.tell_all([RuleError("a rule needs an id.", place) for place in found])
    assert shown == [
        "sharedground.toml:3:1: There is no key “ignroe”. Meant: “ignore”?",
        "A rule file does not hold (and 1 more): a.yaml:1:1: a rule needs an id. The others are in force.",
        "A rule file does not hold: a.yaml:1:1: a rule needs an id. The others are in force.",
    ]


def test_work_stops_between_blocks_and_needs_no_pipeline_where_nothing_is_triggered() -> None:
    from sharedground.analysis.engine import Stopped, Unparsed

    assert linter().check("Nothing of the kind.", parse=False).findings == ()
    with pytest.raises(Stopped):
        linter().check("Shame on every driver.", stop=lambda: True)
    from sharedground.lint import Linter
    from sharedground.settings import Settings

    with pytest.raises(Unparsed):
        Linter(Settings(preview=True), pack=linter().pack).check("Shame on every driver.", parse=False)
