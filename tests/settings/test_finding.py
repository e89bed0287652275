"""Which settings files speak for a draft."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sharedground.errors import SettingsError
from sharedground.rules.model import Severity
from sharedground.settings import Settings, find_settings_file, load_settings, load_settings_file
from sharedground.settings.files import user_settings_file


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    project = tmp_path / "home" / "project"
    (project / "drafts" / "deep").mkdir(parents=True)
    return project


def _user(text: str) -> None:
    user_settings_file().parent.mkdir(parents=True, exist_ok=True)
    user_settings_file().write_text(text)


def test_without_any_file_the_defaults_hold(project: Path) -> None:
    assert load_settings(project) == Settings()


def test_the_nearest_file_above_the_draft_speaks(project: Path) -> None:
    (project / "sharedground.toml").write_text('home = ["Leeds"]')
    (project / "drafts" / "sharedground.toml").write_text('home = ["York"]')
    assert load_settings(project / "drafts" / "deep").home == ("York",)
    assert load_settings(project).home == ("Leeds",)
    assert load_settings(project / "drafts" / "deep").root == project / "drafts"


def test_our_own_file_goes_before_a_pyproject_beside_it(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.sharedground]\nhome = ["York"]')
    assert load_settings(project).home == ("York",)
    (project / "sharedground.toml").write_text('home = ["Leeds"]')
    assert load_settings(project).home == ("Leeds",)


def test_a_pyproject_that_does_not_speak_of_us_is_passed_over(project: Path) -> None:
    (project / "sharedground.toml").write_text('home = ["Leeds"]')
    (project / "drafts" / "pyproject.toml").write_text('[project]\nname = "sharedground-drafts"')
    assert load_settings(project / "drafts").home == ("Leeds",)


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_the_search_ends_at_the_root_of_a_repository(project: Path, kind: str) -> None:
    (project / "sharedground.toml").write_text('home = ["Leeds"]')
    git = project / "drafts" / ".git"
    git.mkdir() if kind == "folder" else git.write_text("gitdir: elsewhere")
    assert find_settings_file(project / "drafts" / "deep") is None
    (project / "drafts" / "sharedground.toml").write_text("")
    assert find_settings_file(project / "drafts" / "deep") == project / "drafts" / "sharedground.toml"


def test_the_search_ends_at_home(project: Path) -> None:
    (project.parents[1] / "sharedground.toml").write_text('home = ["Leeds"]')
    assert find_settings_file(project) is None
    (project.parent / "sharedground.toml").write_text("")
    assert find_settings_file(project) == project.parent / "sharedground.toml"


def test_the_users_own_file_lies_below_the_projects(project: Path) -> None:
    _user('home = ["Hull"]\nfail-on = "error"\nignore = ["guilt"]\n[severity]\nguilt = "hint"\nisolation = "hint"')
    (project / "sharedground.toml").write_text('home = ["Leeds"]\n[severity]\nguilt = "error"')
    settings = load_settings(project)
    assert settings.home == ("Hull", "Leeds")
    assert settings.ignore == ("guilt",)
    assert settings.fail_on is Severity.ERROR
    assert settings.severity == {"guilt": Severity.ERROR, "isolation": Severity.HINT}
    assert settings.files == (user_settings_file(), project / "sharedground.toml")
    assert load_settings(project, user=False).home == ("Leeds",)


def test_packs_are_found_from_the_folder_of_the_file_that_names_them(project: Path) -> None:
    (project / "plain").mkdir()
    (project / "sharedground.toml").write_text('packs = ["plain", "./local", "../up", "installed-pack"]')
    assert load_settings(project / "drafts").packs == (
        str(project / "plain"),
        str(project / "local"),
        str(project / ".." / "up"),
        "installed-pack",
    )


def test_a_named_file_is_the_only_one_read(project: Path) -> None:
    _user('home = ["Hull"]')
    (project / "other.toml").write_text("preview = true")
    settings = load_settings_file(project / "other.toml")
    assert (settings.preview, settings.home, settings.root) == (True, (), project)


def test_a_byte_order_mark_and_windows_line_ends_are_read(project: Path) -> None:
    (project / "sharedground.toml").write_bytes(b'\xef\xbb\xbfhome = ["Leeds"]\r\npreview = true\r\n')
    assert load_settings(project).preview


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            'home = ["Malmö"]'.encode("latin-1"),
            "Settings are read as UTF-8, and byte 13 is not. Save the file as UTF-8.",
        ),
        ('home = ["Leeds"]'.encode("utf-16"), "Settings are read as UTF-8, and byte 0 is not."),
        (b"home = [\0]", "This is not TOML"),
    ],
)
def test_a_file_that_is_no_utf_8_is_named(project: Path, content: bytes, message: str) -> None:
    (project / "sharedground.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=message) as caught:
        load_settings(project)
    assert caught.value.place.path == str(project / "sharedground.toml")


@pytest.mark.parametrize("made", [os.mkdir, os.mkfifo])
def test_what_is_no_file_but_has_its_name_is_named(project: Path, made: Callable[[Path], None]) -> None:
    made(project / "sharedground.toml")
    with pytest.raises(SettingsError, match="Settings are read from a file, and this is none") as caught:
        load_settings(project / "drafts")
    assert caught.value.place.path == str(project / "sharedground.toml")


def test_lists_without_end_are_an_error(project: Path) -> None:
    (project / "sharedground.toml").write_text("home = " + "[" * 100_000)
    with pytest.raises(SettingsError, match="nested too deeply"):
        load_settings(project)


def test_a_named_file_that_is_missing_is_an_error(project: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml: Could not be read: No such file or directory\."):
        load_settings_file(project / "none.toml")


def test_a_broken_pyproject_that_names_us_is_an_error_and_another_is_passed_over(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.sharedground\n")
    with pytest.raises(SettingsError, match="This is not TOML"):
        load_settings(project)
