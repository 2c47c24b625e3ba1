#!/usr/bin/env bash
# store-kills.sh: kills commands that write a store, or publish it, with signal 9 at random moments, has several write
# at once, and checks what is left. Needs a build, or makes one, and nothing else.
#
#   scripts/store-kills.sh [--kills N] [--rounds R] [--seed S] [--rows R] [--keep]
#
#   --kills N    how many commands are killed (300); one that ended before its kill came is not counted
#   --rounds R   how many rounds of four writers and two readers at once (200)
#   --seed S     the moments follow from it (a random one, printed)
#   --rows R     rows of the larger table (20000)
#   --keep       keeps the temporary folder, and says where it is
#
# Killed are, in turn, `weir run` that dumps the next version, `weir import` of two more, `weir gc` of a store with
# objects that nobody needs, and `weir publish` to a folder. Behind each kill
#   1. the store has the versions of before or of after, the newest comes back as it was dumped, to the byte, and the
#      folder, or the published place, shows one version whole: datapackage.json and every file that it names;
#   2. the same command again (behind an import that is done: a clean-up) succeeds, and leaves the versions, and the
#      folder, that it leaves without a kill; `weir verify` finds all whole;
#   3. clean-up leaves no orphan: the third one finds nothing to mark or to remove (behind each clean-up that was killed,
#      and behind every third of the others).
# In a round each writer dumps other rows to one folder: it succeeds (0) or is told that another was faster (3); there is
# one more version for each that succeeded, and no two have one number. Each reader gets a version whole.
# Exit code: 0 all of this held, 1 it did not (the folder is kept), 2 wrong usage, 3 it could not be tried.

kills=300 rounds=200 seed=$RANDOM rows=20000 keep=''
usage() {
    printf 'store-kills: %s; usage: scripts/store-kills.sh [--kills N] [--rounds R] [--seed S] [--rows R] [--keep]\n' "$1" >&2
    exit 2
}
number() { # name, value
    case ${2:-} in '' | *[!0-9]*) usage "$1 takes a whole number, not \"${2:-}\"" ;; esac
}
while [ $# -gt 0 ]; do
    case $1 in
        --kills) number "$@"; kills=$2; shift 2 ;;
        --rounds) number "$@"; rounds=$2; shift 2 ;;
        --seed) number "$@"; seed=$2; shift 2 ;;
        --rows) number "$@"; rows=$2; shift 2 ;;
        --keep) keep=yes; shift ;;
        *) usage "unknown argument $1" ;;
    esac
done

home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 3
weir=$home/weir
work=$(mktemp -d "${TMPDIR:-/tmp}/weir-store-kills.XXXXXX") || exit 3
children=''
clean() {
    for child in $children; do kill -9 "$child" 2>/dev/null; done
    if [ -n "$keep" ]; then printf 'store-kills: kept %s\n' "$work" >&2; else rm -rf -- "$work"; fi
}
trap clean EXIT
trap 'exit 130' INT TERM

cannot() {
    printf 'store-kills: %s\n' "$1" >&2
    exit 3
}
violation() {
    printf 'store-kills: VIOLATION at %s, seed %s: %s\n' "$where" "$seed" "$1" >&2
    [ -z "${2:-}" ] || sed 's/^/    /' "$2" >&2
    keep=yes
    exit 1
}

cd "$work" || exit 3
export SOURCE_DATE_EPOCH=1700000000 # two runs over the same input give the same bytes

# Input: a table whose first rows differ from version to version, and one that stays.
data() { # folder, number
    mkdir -p "$1"
    awk -v rows="$rows" -v n="$2" 'BEGIN {
        print "id,text,amount"
        for (i = 1; i <= rows; i++) printf "%d,order %d,%d.%02d\n", i, i <= n ? i * 31 + n : i, i * 7 % 1000, i % 100
    }' >"$1/orders.csv"
    printf 'id,name\n1,Ada\n2,Ben\n' >"$1/customers.csv"
}
flow() { # folder, target
    printf 'flow:\n  - load: {path: orders.csv}\n  - load: {path: customers.csv}\n  - dump: {to: %s}\n' "$2" >"$1/weir.yaml"
}
dump() { # number
    data in "$1"
    flow in ../dist
    "$weir" run --quiet in
}

# The number of the newest version: HEAD names its manifest.
head_of() { # folder
    local line=''
    read -r line <"$1/.weir/HEAD" 2>/dev/null
    printf '%s' "${line%%-*}"
}

# Whether a folder's descriptor, and each data file that it names, are to the byte those of another folder.
shows() { # folder, other
    cmp -s "$1/datapackage.json" "$2/datapackage.json" || return 1
    local path paths=0
    while IFS= read -r path; do
        paths=$((paths + 1))
        cmp "$1/$path" "$2/$path" >differences 2>&1 || violation "the descriptor is that of $2, but" differences
    done < <(grep -o '"path": "[^"]*\.csv"' "$1/datapackage.json" | cut -d'"' -f4)
    [ "$paths" -eq 2 ] || cannot "$1/datapackage.json names $paths data files"
}

pause() { # microseconds
    sleep "$(printf '%d.%06d' $(($1 / 1000000)) $(($1 % 1000000)))"
}

# The base: three versions, the first two of which are published; what follows without a kill.
dump 1 && dump 2 || cannot 'the first versions cannot be dumped'
"$weir" publish --quiet dist pub || cannot 'the first versions cannot be published'
dump 3 || cannot 'the third version cannot be dumped'
cp -a dist base && cp -a pub base-pub && data in 4
for number in 5 6; do
    data "more/$number" "$number"
    (cd "more/$number" && "$weir" describe orders.csv customers.csv >datapackage.json) || cannot 'no descriptor'
done
run_dump() { "$weir" run --quiet in; }
run_import() { "$weir" import --quiet --each more --to dist; }
run_gc() { "$weir" gc --quiet dist; }
run_publish() { "$weir" publish --quiet dist pub; }

# An unused object or two, as an interrupted import leaves them.
cp -a base dist && run_import && cp -a dist after-import || cannot 'the import without a kill failed'
cp -a base base-gc && mkdir -p base-gc/.weir/objects/packs
for file in after-import/.weir/objects/packs/* after-import/.weir/objects/*; do
    [ ! -f "$file" ] || cp -n "$file" "base-gc/.weir/objects/${file#after-import/.weir/objects/}"
done
for name in dump gc publish; do
    rm -rf dist pub && cp -a "$([ "$name" = gc ] && printf base-gc || printf base)" dist && cp -a base-pub pub
    "run_$name" || cannot "the $name without a kill failed"
    cp -a dist "after-$name" && [ "$name" != publish ] || cp -a pub after-pub
done
for of in base after-dump after-import; do
    "$weir" checkout --quiet "$of@latest" "newest-$of" || cannot "the newest version of $of does not come back"
done
before=$(head_of base)

# What a command leaves: sets found to old or new.
look() { # command
    local now
    now=$(head_of dist)
    case $1 in
        publish)
            if shows pub base-pub; then found=old; elif shows pub after-pub; then found=new; else
                violation 'what is published is neither the version of before nor the new one'
            fi ;;
        gc) found=old ;;
        *)
            if [ "$now" = "$before" ]; then found=old; elif [ "$now" = "$(head_of "after-$1")" ]; then found=new; else
                violation "the newest version is #$now, neither that of before nor the new one"
            fi ;;
    esac
    if [ "$1" != publish ]; then
        rm -rf out
        "$weir" checkout --quiet dist@latest out >said 2>&1 || violation 'the newest version does not come back' said
        local expected=newest-base
        [ "$found" = old ] || expected=newest-after-$1
        diff -r "$expected" out >differences 2>&1 || violation 'the newest version comes back with other bytes' differences
        shows dist base || shows dist "after-$1" || violation 'the folder shows neither the version of before nor the new one'
    fi
}

no_orphan() {
    "$weir" gc dist >said 2>&1 && "$weir" gc dist >said 2>&1 && "$weir" gc --dry-run dist >said 2>&1 ||
        violation 'the clean-up failed' said
    grep -q 'removed 0 files, 0 bytes; marked 0 files' said || violation 'the third clean-up finds something' said
    ! find dist -name '.weir-tmp-*' | grep . >said || violation 'a temporary file is left' said
}

RANDOM=$seed
commands=(dump import gc publish)
declare -A micros=() was_old=() was_new=()
for name in "${commands[@]}"; do
    rm -rf dist pub && cp -a "$([ "$name" = gc ] && printf base-gc || printf base)" dist && cp -a base-pub pub
    begin=$(date +%s%N)
    "run_$name" || cannot "the $name without a kill failed"
    micros[$name]=$((($(date +%s%N) - begin) / 1000)) was_old[$name]=0 was_new[$name]=0
done
ended=0
for ((kill = 1, try = 0; kill <= kills; try++)); do
    name=${commands[try % 4]} where="kill $kill of $kills ($name)"
    [ "$ended" -le $((kills * 3 + 10)) ] || cannot "$ended commands ended before their kill came: try more --rows"
    rm -rf dist pub && cp -a "$([ "$name" = gc ] && printf base-gc || printf base)" dist && cp -a base-pub pub ||
        cannot 'the store cannot be put back'
    random=$((RANDOM * 32768 + RANDOM)) all=${micros[$name]}
    case $name in
        dump) "$weir" run --quiet in >said 2>&1 & ;;
        import) "$weir" import --quiet --each more --to dist >said 2>&1 & ;;
        gc) "$weir" gc --quiet dist >said 2>&1 & ;;
        publish) "$weir" publish --quiet dist pub >said 2>&1 & ;;
    esac
    children=$!
    case $((try / 4 % 3)) in
        0) pause $((random % all)) ;;
        *) pause $((all * 6 / 10 + random % (all * 4 / 10))) ;; # where it writes
    esac
    kill -9 "$children" 2>/dev/null
    { wait "$children"; } 2>/dev/null
    code=$?
    children=''
    case $code in 0 | 137) ;; *) violation "the command ended by itself with exit code $code" said ;; esac
    look "$name"
    if [ "$code" -eq 0 ]; then
        ended=$((ended + 1))
    else
        if [ "$found" = old ]; then was_old[$name]=$((was_old[$name] + 1)); else was_new[$name]=$((was_new[$name] + 1)); fi
        kill=$((kill + 1))
    fi
    next=$name
    if [ "$name" = import ] && [ "$found" = new ]; then next=gc; fi # the same again would add its versions twice
    "run_$next" >said 2>&1 || violation 'the next command failed' said
    case $name in
        publish) diff -r -x .weir-lock after-pub pub >differences 2>&1 || violation 'other files are published' differences ;;
        *)
            [ "$(head_of dist)" = "$(head_of "after-$name")" ] || violation "the newest version is #$(head_of dist) then"
            "$weir" verify dist >said 2>&1 || violation 'the store is not whole' said
            if [ $((try / 4 % 3)) -eq 0 ] || [ "$name" = gc ]; then no_orphan; fi
            shows dist "after-$name" || violation 'the folder shows another version then' ;;
    esac
    [ ! -t 2 ] || printf '\rstore-kills: %d of %d kills' "$kill" "$kills" >&2
done
[ ! -t 2 ] || printf '\r\033[K' >&2
if [ "$kills" -gt 0 ]; then
    printf 'store-kills: %d kills; each time the versions of before or of after, whole:' "$kills"
    for name in "${commands[@]}"; do printf ' %s %d old %d new;' "$name" "${was_old[$name]}" "${was_new[$name]}"; done
    printf ' %d more commands ended before their kill; seed %d\n' "$ended" "$seed"
fi

# Rounds of four writers and two readers.
won=0 lost=0 read=0
for ((round = 1; round <= rounds; round++)); do
    where="round $round of $rounds"
    if [ $(((round - 1) % 20)) -eq 0 ]; then
        rm -rf dist && cp -a base dist || cannot 'the store cannot be put back'
    fi
    begin=$(head_of dist)
    children=''
    for writer in 1 2 3 4; do
        mkdir -p "w$writer"
        awk -v n="$((round * 4 + writer))" 'BEGIN { print "id,text"; for (i = 1; i <= 50; i++) print i ",row " i * n }' \
            >"w$writer/orders.csv"
        printf 'id,name\n1,Ada\n2,Ben\n' >"w$writer/customers.csv"
        flow "w$writer" ../dist
        "$weir" run --quiet "w$writer" >"said$writer" 2>&1 &
        children="$children $!"
    done
    for reader in 5 6; do
        rm -rf "out$reader"
        "$weir" checkout --quiet dist@latest "out$reader" >"said$reader" 2>&1 &
        children="$children $!"
    done
    winners=0 who=0
    for child in $children; do
        who=$((who + 1))
        wait "$child"
        code=$?
        case $who:$code in
            [1-4]:0) winners=$((winners + 1)) won=$((won + 1)) ;;
            [1-4]:3) grep -q 'run again' "said$who" || violation "writer $who is told something else" "said$who"
                lost=$((lost + 1)) ;;
            [56]:0) read=$((read + 1)) ;;
            *) violation "process $who ended with exit code $code" "said$who" ;;
        esac
    done
    children=''
    [ "$winners" -ge 1 ] || violation 'nobody won' said1
    [ "$(head_of dist)" -eq $((begin + winners)) ] ||
        violation "$winners writers won, but #$begin was followed by versions up to #$(head_of dist)"
    "$weir" log dist --format json >said 2>&1 || violation 'the versions cannot be listed' said
    [ -z "$(grep '"version"' said | sort | uniq -d)" ] || violation 'two versions have one number' said
    if [ $((round % 20)) -eq 0 ] || [ "$round" -eq "$rounds" ]; then
        "$weir" verify dist >said 2>&1 || violation 'the store is not whole' said
        no_orphan
    fi
    [ ! -t 2 ] || printf '\rstore-kills: %d of %d rounds' "$round" "$rounds" >&2
done
[ ! -t 2 ] || printf '\r\033[K' >&2
[ "$rounds" -gt 0 ] || exit 0
printf 'store-kills: %d rounds of 4 writers and 2 readers: %d wrote a version each, %d were told that another was faster, ' \
    "$rounds" "$won" "$lost"
printf '%d readers got a version whole; no version has two winners\n' "$read"
