#!/usr/bin/env bash
# Puts the real VS Code (code-server) and a driver for the browser into node_modules. Does nothing where they are there.
set -euo pipefail
cd "$(dirname "$0")"
stamp="$(node -v) $(sha256sum package-lock.json setup.sh)"
[ "$(cat node_modules/.stamp 2>/dev/null)" = "$stamp" ] && exit 0

# Native modules are built against Node's own headers where they lie beside it, or else against those node-gyp fetches.
node_home=$(node -p 'path.resolve(process.execPath, "../..")')
[ -f "$node_home/include/node/node.h" ] && export npm_config_nodedir="$node_home"

npm ci --ignore-scripts --no-audit --no-fund                  # code-server's own script would download more
npm rebuild argon2                                            # it does not start without
cd node_modules/code-server/lib/vscode
npm install --ignore-scripts --omit=dev --no-audit --no-fund  # "npm ci" fails here: its lock lacks a peer
npm rebuild @vscode/spdlog native-watchdog                    # log files; children that end with their parent
ln -sfn node_modules node_modules.asar
mkdir -p node_modules/@vscode/ripgrep/bin
ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg # Debian's, for search
cd - >/dev/null
echo "$stamp" > node_modules/.stamp
