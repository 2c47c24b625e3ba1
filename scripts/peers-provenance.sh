#!/bin/sh
# peers-provenance.sh: has the libraries of in-toto, OpenLineage and Croissant read what a package says of its origin.
#
#   peers-provenance.sh DIR…      folders that `weir run --provenance` wrote: DIR/provenance/*
#   peers-provenance.sh --install only makes the virtual environment
#
# The libraries stand in cli/target/provenance-venv, made here once. Exit code: 0 all read, 1 something is refused,
# 77 cannot be run here (said on stderr).
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2
peers='mlcroissant==1.1.1 openlineage-python==1.54.0 in-toto-attestation==0.9.3 cryptography==50.0.2'

skip() {
    printf 'peers-provenance: not run: %s\n' "$1" >&2
    exit 77
}

venv=$home/cli/target/provenance-venv
if [ ! -f "$venv/done" ]; then
    command -v python3 >/dev/null || skip 'python3 is not there'
    printf 'peers-provenance: installing the libraries into %s\n' "$venv" >&2
    mkdir -p "$home/cli/target"
    log=$home/cli/target/provenance-venv.log
    python3 -m venv "$venv" >"$log" 2>&1 || skip "python3 makes no virtual environment, see $log"
    "$venv/bin/pip" install -q $peers >"$log" 2>&1 || skip "the libraries cannot be installed, see $log"
    : >"$venv/done"
fi
[ "${1:-}" = --install ] && exit 0
exec "$venv/bin/python" "$home/scripts/peers_provenance.py" "$@"
