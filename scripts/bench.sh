#!/bin/sh
# bench.sh: runs the benchmark jobs against their peers; --help lists the options. Needs python3 and, once, its registry.
#
#   --venv DIR     a Python with duckdb, polars and frictionless; by default bench/target/venv, made here
#   --script=FILE  another benchmark of this folder (bench-changes.sh)
#
# Exit code: 0 done, 1 an output differs from duckdb's or a bar is not met, 2 wrong usage, 77 cannot be run here (said on stderr).
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2
peers='duckdb==2.0.0 polars==2.1.0 frictionless==5.21.0'

. "$home/scripts/venv.sh"

script=bench.py venv='' given=''
for arg; do
    shift
    if [ -n "$given" ]; then venv=$arg given=''; continue; fi
    case $arg in
        --venv) given=yes ;;
        --venv=*) venv=${arg#*=} ;;
        --script=*) script=${arg#*=} ;;
        *) set -- "$@" "$arg" ;;
    esac
done

if [ -z "$venv" ]; then
    venv "$home/bench/target/venv" $peers
fi
[ -x "$venv/bin/python" ] || { printf 'bench: %s has no bin/python\n' "$venv" >&2; exit 2; }
exec "$venv/bin/python" "$home/scripts/$script" "$@"
