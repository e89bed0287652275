import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([tool, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_rooms_import_only_from_rooms_above_them() -> None:
    ran = _lint_imports(ROOT)
    assert ran.returncode == 0, ran.stdout
    assert "2 kept, 0 broken" in ran.stdout


def test_every_room_stands_in_the_contract() -> None:
    import tomllib

    rooms = {path.name.removesuffix(".py") for path in (ROOT / "server/sharedground").iterdir()}
    rooms -= {"__init__", "__main__", "__pycache__", "py.typed"}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    named = (room for layer in contracts[0]["layers"] for room in layer.split(" | "))
    layers = {room.removeprefix("sharedground.") for room in named}
    assert rooms <= layers


def test_the_contract_can_be_broken(tmp_path: Path) -> None:
    package = tmp_path / "server" / "sharedground"
    rooms = "cli lsp office reports examples lint finding suppression settings walking rewriting analysis rules text"
    for room in [*rooms.split(), "errors", "children"]:
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").touch()
    (package / "__init__.py").write_text("import sharedground.errors\n")
    (package / "text" / "__init__.py").write_text("import logging\nimport sharedground.cli\n")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    tool = (
        "import sys; sys.path.insert(0, 'server'); "
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    ran = subprocess.run([sys.executable, "-c", tool], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "0 kept, 2 broken" in ran.stdout, ran.stdout + ran.stderr
