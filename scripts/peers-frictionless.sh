#!/bin/sh
# peers-frictionless.sh: has frictionless-py and Weir validate generated packages and explains every difference.
#
#   --packages N   how many (2400); --seed N (20261201); --list N: how many unexplained differences are printed;
#   --write FILE: the page that the rules and counts are written to
#
# The peer stands in bench/target/frictionless-venv, made here once. Exit code: 0 all differences have their rule, 1 one has none,
# 77 cannot be run here (said on stderr).
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2

. "$home/scripts/venv.sh"
venv "$home/bench/target/frictionless-venv" frictionless==5.21.0
out=$(mktemp -d) || exit 2
trap 'rm -rf "$out"' EXIT
"$venv/bin/python" "$home/scripts/peers_frictionless.py" --weir "$home/weir" --out "$out" "$@"
