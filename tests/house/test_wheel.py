"""The wheel holds the package and the rules, no more and no less, and works where it is unpacked."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _uv() -> str | None:
    own = ROOT / ".tools" / "bin" / "uv"
    return shutil.which("uv") or (str(own) if own.exists() else None)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    uv = _uv()
    if uv is None:
        pytest.skip("uv is not installed; `make test` brings it")
    out = tmp_path_factory.mktemp("dist")
    ran = subprocess.run(
        [uv, "build", "--wheel", "--out-dir", out], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    (built,) = out.glob("*.whl")
    return zipfile.ZipFile(built)


def _tree(folder: Path, below: str) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {f"{below}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files}


def test_the_wheel_holds_the_package_and_the_rules_as_they_stand(wheel: zipfile.ZipFile) -> None:
    expected = {
        **_tree(ROOT / "server" / "sharedground", "sharedground"),
        **_tree(ROOT / "rules", "sharedground/packs/standard"),
    }
    built = {name: wheel.read(name) for name in wheel.namelist() if ".dist-info/" not in name}
    assert sorted(built) == sorted(expected)
    assert [name for name in built if built[name] != expected[name]] == []


def test_the_rules_are_found_where_the_wheel_is_unpacked(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "unpacked")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "unpacked"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    found = subprocess.run(
        [sys.executable, "-c", "from sharedground.rules.packs import standard_pack_path as p; print(p())"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    pack = Path(found.stdout.strip())
    assert pack.is_relative_to(tmp_path / "unpacked" / "sharedground")
    assert (pack / "pack.yaml").is_file()
