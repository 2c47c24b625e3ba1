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

. "$home/scripts/venv.sh"
venv "$home/cli/target/provenance-venv" $peers
[ "${1:-}" = --install ] && exit 0
exec "$venv/bin/python" "$home/scripts/peers_provenance.py" "$@"
