#!/usr/bin/env bash
# kills.sh: kills `weir run` with signal 9 at random moments while it dumps two resources over an older version, and
# checks what is left. Needs a build, or makes one, and nothing else.
#
#   scripts/kills.sh [--kills N] [--seed S] [--rows R] [--keep]
#
#   --kills N   how many runs are killed (100); one that ended before its kill came is not counted
#   --seed S    the moments follow from it (a random one, printed)
#   --rows R    rows of each of the two resources (60000: a few MB)
#   --keep      keeps the temporary folder, and says where it is
#
# Before each kill the target is the old package, to the byte. Behind it
#   1. datapackage.json and all data files that it names are those of the old package, or those of the new one, to the
#      byte: nothing between, and `weir validate` finds the target valid;
#   2. the next run succeeds, and leaves the files that a run without a kill leaves, with the same bytes, and no other:
#      no temporary file, no data file that nobody names.
# The moments, in turn: anywhere in a run; in its last part, where it makes files durable; and, seen by a file that
# appears then, while it renames and links them, a few milliseconds in all.
# Prints how often the old and the new package were found, how many kills hit a run that had begun to write, how many
# runs ended before their kill came (they are checked too), and the seed. Exit code: 0 all of this held, 1 it did not (the folder is kept), 2 wrong usage, 3 it could not be tried.

kills=100 seed=$RANDOM rows=60000 keep=''
usage() {
    printf 'kills: %s; usage: scripts/kills.sh [--kills N] [--seed S] [--rows R] [--keep]\n' "$1" >&2
    exit 2
}
number() { # name, value
    case ${2:-} in '' | *[!0-9]*) usage "$1 takes a whole number, not \"${2:-}\"" ;; esac
}
while [ $# -gt 0 ]; do
    case $1 in
        --kills) number "$@"; kills=$2; shift 2 ;;
        --seed) number "$@"; seed=$2; shift 2 ;;
        --rows) number "$@"; rows=$2; shift 2 ;;
        --keep) keep=yes; shift ;;
        *) usage "unknown argument $1" ;;
    esac
done

home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 3
weir=$home/weir
work=$(mktemp -d "${TMPDIR:-/tmp}/weir-kills.XXXXXX") || exit 3
child=''
clean() {
    [ -z "$child" ] || kill -9 "$child" 2>/dev/null
    if [ -n "$keep" ]; then printf 'kills: kept %s\n' "$work" >&2; else rm -rf -- "$work"; fi
}
trap clean EXIT
trap 'exit 130' INT TERM

cannot() {
    printf 'kills: %s\n' "$1" >&2
    exit 3
}
violation() {
    printf 'kills: VIOLATION at kill %s, seed %s: %s\n' "$kill" "$seed" "$1" >&2
    [ -z "${2:-}" ] || sed 's/^/    /' "$2" >&2
    keep=yes
    exit 1
}

cd "$work" || exit 3
export SOURCE_DATE_EPOCH=1700000000 # two runs over the same input give the same bytes
for name in orders items; do
    awk -v rows="$rows" -v name="$name" 'BEGIN {
        print "id,text,amount"
        for (i = 1; i <= rows; i++) printf "%d,%s of row %d,%d.%02d\n", i, name, i, i * 7 % 1000, i % 100
    }' >"$name.csv" || cannot 'awk makes no data'
done
schema='{fields: [{name: id, type: integer}, {name: text, type: string}, {name: amount, type: number}], primaryKey: [id]}'
cat >weir.yaml <<FLOW
flow:
  - load: {path: orders.csv, schema: $schema}
  - load: {path: items.csv, schema: $schema}
  - filter-rows: {where: "id > \${FROM}"}
  - dump: {to: dist}
FLOW

"$weir" run --quiet --set FROM=1 || cannot 'the run that makes the old package failed'
cp -a dist old || cannot 'the old package cannot be copied'
micros=0
for repeat in 1 2; do # the second is the warmer one
    rm -rf dist && cp -a old dist
    begin=$(date +%s%N)
    "$weir" run --quiet --set FROM=2 || cannot 'the run that makes the new package failed'
    micros=$((($(date +%s%N) - begin) / 1000))
done
cp -a dist new || cannot 'the new package cannot be copied'
cmp -s old/datapackage.json new/datapackage.json && cannot 'old and new package are the same'

# Whether the target's descriptor, and each data file that it names, are to the byte those of a package.
is() { # package
    cmp -s dist/datapackage.json "$1/datapackage.json" || return 1
    local path paths=0
    while IFS= read -r path; do
        paths=$((paths + 1))
        cmp "dist/$path" "$1/$path" >differences 2>&1 || violation "the descriptor of the $1 package, but" differences
    done < <(grep -o '"data/[^"]*"' "$1/datapackage.json" | tr -d '"')
    [ "$paths" -eq 2 ] || cannot "the $1 package names $paths data files"
}

pause() { # microseconds
    sleep "$(printf '%d.%06d' $(($1 / 1000000)) $(($1 % 1000000)))"
}

RANDOM=$seed
was_old=0 was_new=0 wrote=0 ended=0
for ((kill = 1, try = 0; kill <= kills; try++)); do
    [ "$ended" -le $((kills * 3 + 10)) ] || cannot "$ended runs ended before their kill came: try more --rows"
    rm -rf dist && cp -a old dist || cannot 'the old package cannot be put back'
    random=$((RANDOM * 32768 + RANDOM))
    "$weir" run --quiet --set FROM=2 >said 2>&1 &
    child=$!
    case $((try % 3)) in
        0) pause $((random % micros)) ;;
        1) pause $((micros / 2 + random % (micros / 2))) ;;
        2)
            until [ -e dist/.weir-previous.json ] || ! kill -0 "$child" 2>/dev/null; do :; done
            for ((spin = random % 800; spin > 0; spin--)); do :; done ;;
    esac
    kill -9 "$child" 2>/dev/null
    { wait "$child"; } 2>/dev/null
    code=$?
    child=''
    case $code in
        0 | 137) ;;
        *) violation "the run ended by itself with exit code $code" said ;;
    esac
    if is old; then
        found=old
    elif is new; then
        found=new
    else
        violation 'datapackage.json is neither that of the old package nor that of the new one'
    fi
    if [ "$code" -eq 0 ]; then
        ended=$((ended + 1))
        [ "$found" = new ] || violation 'the run said that it had succeeded, but the old package is there'
    else
        diff -rq -x .weir old dist >/dev/null || wrote=$((wrote + 1))
        if [ "$found" = old ]; then was_old=$((was_old + 1)); else was_new=$((was_new + 1)); fi
        kill=$((kill + 1))
    fi
    "$weir" validate --hash dist >said 2>&1 || violation 'the target is not valid' said
    "$weir" run --quiet --set FROM=2 >said 2>&1 || violation 'the next run failed' said
    diff -r -x .weir new dist >differences 2>&1 || violation 'the next run left other files than a run without a kill' differences
    [ ! -t 2 ] || printf '\rkills: %d of %d' "$kill" "$kills" >&2
done
[ ! -t 2 ] || printf '\r\033[K' >&2
printf 'kills: %d; the target was valid each time: %d times the old package, %d times the new one; ' \
    "$kills" "$was_old" "$was_new"
printf 'files had been written %d times; %d more runs ended before their kill; a run takes %d ms; seed %d\n' \
    "$wrote" "$ended" $((micros / 1000)) "$seed"
