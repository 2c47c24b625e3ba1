#!/bin/sh
# bench-versions.sh: measures diffs, check-outs and commits of versions beside duckdb, cp and openssl; --help lists the options.
# --venv and the exit code are those of bench.sh.
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2
exec "$home/scripts/bench.sh" --script=bench_versions.py "$@"
