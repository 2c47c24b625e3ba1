# venv.sh: for the scripts here to read (`. venv.sh`): Python libraries of peers, each set installed once.

# Says why the script cannot be run here and ends it with 77.
skip() {
    printf '%s: not run: %s\n' "$(basename -- "$0" .sh)" "$1" >&2
    exit 77
}

# venv FOLDER PACKAGE…: makes the virtual environment, unless it was made already.
venv() {
    venv=$1
    shift
    [ -f "$venv/done" ] && return
    command -v python3 >/dev/null || skip 'python3 is not there'
    printf '%s: installing %s into %s\n' "$(basename -- "$0" .sh)" "$*" "$venv" >&2
    mkdir -p "$(dirname -- "$venv")"
    python3 -m venv "$venv" >"$venv.log" 2>&1 || skip "python3 makes no virtual environment, see $venv.log"
    "$venv/bin/pip" install -q "$@" >"$venv.log" 2>&1 || skip "the libraries cannot be installed, see $venv.log"
    : >"$venv/done"
}
