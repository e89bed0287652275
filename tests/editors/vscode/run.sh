#!/usr/bin/env bash
# Runs the VS Code client's tests in the real editor: sets up what is missing, builds the extension with the server in it.
#   SHAREDGROUND_PYTHON  a Python that has sharedground (default: the repository's .venv)
#   --if-possible        where something is missing that only the system's package manager can bring, say so and succeed
# With CI=true, what is missing is installed.
set -uo pipefail
cd "$(dirname "$0")"
top=$(cd ../../.. && pwd)
python=${SHAREDGROUND_PYTHON:-$top/.venv/bin/python}
export SHAREDGROUND_PYTHON=$python CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}

debian=""
[ -n "$CHROMIUM" ] || debian+=" chromium fonts-dejavu-core fonts-noto-color-emoji"
command -v rg >/dev/null || debian+=" ripgrep"
command -v make >/dev/null && command -v g++ >/dev/null || debian+=" make g++"
node -e 'process.exit(+(process.versions.node.split(".")[0] !== "20"))' 2>/dev/null || missing="Node 20"

if [ -n "$debian" ] && [ "${CI:-}" = true ]; then
    if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo"; fi
    $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $debian >/dev/null || exit 1
    export CHROMIUM=${CHROMIUM:-$(command -v chromium)}
    debian=""
fi
if [ -n "${missing:-}$debian" ]; then
    how="${missing:+have $missing on your PATH}${missing:+${debian:+, and }}${debian:+run apt install$debian}"
    echo "Left out: the VS Code tests. To have them, $how."
    [ "${1:-}" = --if-possible ] && exit 0
    exit 1
fi

quietly() {
    local said
    said=$("$@" 2>&1) || { echo "$said" | tail -n 60; echo "This did not succeed: $*"; exit 1; }
}

export npm_config_update_notifier=false
quietly bash setup.sh
cd "$top/editors/vscode"
if [ "$(cat node_modules/.stamp 2>/dev/null)" != "$(sha256sum package-lock.json)" ]; then
    quietly npm ci --ignore-scripts --no-audit --no-fund
    sha256sum package-lock.json > node_modules/.stamp
fi
quietly npm run package

cd "$top/tests/editors/vscode"
rm -rf artifacts
report=$(mktemp)
trap 'rm -f "$report"' EXIT
(cd "$top/editors/vscode" && npm test --silent) > "$report" 2>&1
units=$?
node --test --test-concurrency=1 --test-reporter=tap writing.test.mjs newcomer.test.mjs >> "$report" 2>&1
editor=$?
count() { grep -E "^# $1 [0-9]+$" "$report" | awk '{ n += $3 } END { print n + 0 }'; }
if [ $((units + editor)) -ne 0 ]; then
    grep -vE '^ *(duration_ms|type|\.\.\.|---)|^# (tests|suites|pass|fail|cancelled|skipped|todo)' "$report"
    echo "What the editor showed is in tests/editors/vscode/artifacts."
fi
echo "$(count pass) passed, $(($(count fail) + $(count cancelled))) failed"
[ $((units + editor)) -eq 0 ]
