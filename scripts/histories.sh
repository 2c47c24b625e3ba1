#!/bin/sh
# histories.sh: replays the histories of real data sets through their flows, version by version, each time carrying the
# change through and running from scratch beside it, and holds the bytes of both against each other. Needs python3.
#
#   --check        changes no page: exit 1 if docs/histories.md is not what comes out, times left aside
#   --only NAME    one history (repeatable); no page is written or checked
#   --shared DIR   where the histories are; by default ../shared/histories beside the repository
#
# Exit code: 0 done, 1 bytes differ, a run failed or the page is stale, 2 wrong usage, 77 cannot be run here (said on stderr).
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2
command -v python3 >/dev/null || { printf 'histories: not run: python3 is not there\n' >&2; exit 77; }
exec python3 "$home/scripts/histories.py" "$@"
