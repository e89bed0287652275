#!/usr/bin/env bash
# The settings of docs/editors/kate.md, in the real Kate: a draft is opened, a rewrite chosen by keys and saved. What Kate showed is kept in artifacts/kate-*.png.   apt install kate xvfb xdotool imagemagick dbus-daemon
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
python=${SHAREDGROUND_PYTHON:-$top/.venv/bin/python}
for program in kate Xvfb xdotool import dbus-run-session; do
    command -v "$program" >/dev/null || { echo "Left out: Kate. To have it, run apt install kate xvfb xdotool imagemagick dbus-daemon"; exit 1; }
done

room=$(mktemp -d "${TMPDIR:-/tmp}/sg.XXXX")
trap 'kill ${kate:-} ${screen:-} 2>/dev/null; rm -rf "$room"' EXIT
mkdir -p "$here/artifacts" "$room/drafts" "$room/run" "$room/home/.config/kate/lspclient"
chmod 700 "$room/run"
export HOME=$room/home XDG_CONFIG_HOME=$room/home/.config XDG_RUNTIME_DIR=$room/run LANG=C.UTF-8 PATH=$(dirname "$python"):$PATH
unset XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME

# The very settings that the page shows.
sed -n '/^```json$/,/^```$/p' "$top/docs/editors/kate.md" | sed '1d;$d' > "$HOME/.config/kate/lspclient/settings.json"
# Kate asks once whether the server may be started: here it has been told so already.
printf '[Kate Plugins]\nlspclientplugin=true\n\n[lspclient]\nAllowedServerCommandLines=%s lsp\n' "$(command -v sharedground)" > "$HOME/.config/katerc"
touch "$room/drafts/sharedground.toml"
printf 'Hi 😀 that is not our fight.\n' > "$room/drafts/draft.md"
sharedground check --fail-on never "$room/drafts/draft.md" >/dev/null # the rules are compiled, once

Xvfb -displayfd 4 -screen 0 1200x800x24 4> "$room/display" 2>/dev/null & screen=$!
until [ -s "$room/display" ]; do sleep 0.2; done
DISPLAY=:$(cat "$room/display") && export DISPLAY
dbus-run-session kate -n "$room/drafts/draft.md" > "$room/kate.log" 2>&1 & kate=$!

picture() { import -window root "$here/artifacts/kate-$1.png"; }
waits() { # for something that is to hold, and does the rest of its words each time before it looks
    for _ in $(seq 60); do
        "${@:2}" && return
        sleep 2
    done
    picture failure
    cat "$room/kate.log"
    echo "FAILED  Kate: $1"
    exit 1
}
window() { xdotool search --name draft.md >/dev/null 2>&1; }
serving() { pgrep -P "$(pgrep -P "$kate" -x kate)" -f 'sharedground lsp' >/dev/null; }
rewritten() { # by the first of the actions; where they are still being looked for, what the keys did is taken back
    xdotool key Escape key ctrl+Home key alt+Return
    sleep 5
    picture actions
    xdotool key Down key Return
    sleep 1
    xdotool key ctrl+s
    sleep 1
    grep -q '^Hi 😀 that is tied up with our fight\.$' "$room/drafts/draft.md" && return
    xdotool key Escape key ctrl+z
    return 1
}
waits "no window" window
waits "no server" serving
waits "no rewrite" rewritten
picture rewritten
echo "1 passed, 0 failed: $(kate --version 2>/dev/null | head -1)"
