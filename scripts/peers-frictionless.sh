#!/bin/sh
# peers-frictionless.sh: has frictionless-py and Weir validate generated packages and explains every difference.
#
#   --packages N   how many (2400); --seed N (20261201); --list N: how many unexplained differences are printed;
#   --write FILE: the page that the rules and counts are written to
#
# The peer stands in bench/target/frictionless-venv, made here once. Exit code: 0 all differences have their rule, 1 one has none,
# 77 cannot be run here (said on stderr).
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2

skip() {
    printf 'peers-frictionless: not run: %s\n' "$1" >&2
    exit 77
}

venv=$home/bench/target/frictionless-venv
if [ ! -f "$venv/done" ]; then
    command -v python3 >/dev/null || skip 'python3 is not there'
    printf 'peers-frictionless: installing frictionless-py into %s\n' "$venv" >&2
    mkdir -p "$home/bench/target"
    log=$home/bench/target/frictionless-venv.log
    python3 -m venv "$venv" >"$log" 2>&1 || skip "python3 makes no virtual environment, see $log"
    "$venv/bin/pip" install -q frictionless==5.21.0 >"$log" 2>&1 || skip "frictionless-py cannot be installed, see $log"
    : >"$venv/done"
fi
out=$(mktemp -d) || exit 2
trap 'rm -rf "$out"' EXIT
"$venv/bin/python" "$home/scripts/peers_frictionless.py" --weir "$home/weir" --out "$out" "$@"
