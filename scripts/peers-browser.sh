#!/bin/sh
# peers-browser.sh: opens the html pages of `weir validate` and `weir diff` in Chromium and looks at what they show.
#
#   peers-browser.sh            writes the pages and opens them
#   peers-browser.sh --install  only installs Chromium (Debian's, as root) and the virtual environment
#
# Checked is that the cells that fail or have changed are shown, marked by a colour of their own, in their column, that
# no page says anything on the console, runs a script or asks for anything but itself, and that names and values with
# markup are text. CHROMIUM names another browser. The library that talks to it stands in cli/target/browser-venv, made
# here once. Exit code: 0 all of this held, 1 it did not, 77 cannot be run here (said on stderr).
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2

. "$home/scripts/venv.sh"

browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
if [ -z "$browser" ]; then
    mkdir -p "$home/cli/target" && log=$home/cli/target/browser.log
    command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || skip 'there is neither Chromium nor, as root, apt-get to install it with'
    printf 'peers-browser: installing chromium\n' >&2
    { apt-get update && apt-get install -y --no-install-recommends chromium; } >"$log" 2>&1 || skip "chromium cannot be installed, see $log"
    browser=$(command -v chromium) || skip "chromium was not installed, see $log"
fi
venv "$home/cli/target/browser-venv" websocket-client==1.8.0
[ "${1:-}" = --install ] && exit 0
exec "$venv/bin/python" "$home/scripts/peers_browser.py" "$home/weir" "$browser"
