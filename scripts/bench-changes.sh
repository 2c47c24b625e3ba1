#!/bin/sh
# bench-changes.sh: measures runs on changes against runs of the whole and against duckdb; --help lists the options.
# --venv and the exit code are those of bench.sh.
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2
exec "$home/scripts/bench.sh" --script=bench_changes.py "$@"
