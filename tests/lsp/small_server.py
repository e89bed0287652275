"""The real server, but with the small pack of these tests in the place of the standard one."""

import os
import runpy
from pathlib import Path

import sharedground.lint
import sharedground.lsp.projects

PACK = Path(os.environ.get("SMALL_PACK", Path(__file__).with_name("pack")))

sharedground.lint.standard_pack_path = lambda: PACK  # type: ignore[attr-defined]
sharedground.lsp.projects.standard_pack_path = lambda: PACK  # type: ignore[attr-defined]
runpy.run_module("sharedground.lsp", run_name="__main__", alter_sys=True)
