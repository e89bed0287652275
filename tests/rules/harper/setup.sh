#!/usr/bin/env bash
# Puts Harper, the grammar checker, into node_modules. Does nothing where it is there, or where there is no Node.
set -euo pipefail
cd "$(dirname "$0")"
command -v node >/dev/null && command -v npm >/dev/null || exit 0
stamp="$(sha256sum package-lock.json)"
[ "$(cat node_modules/.stamp 2>/dev/null)" = "$stamp" ] && exit 0

if npm_config_update_notifier=false npm ci --silent --ignore-scripts --no-audit --no-fund; then
    echo "$stamp" > node_modules/.stamp
elif [ "${CI:-}" = true ]; then
    exit 1
fi
