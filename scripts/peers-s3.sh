#!/usr/bin/env bash
# peers-s3.sh: publishes to a real S3 server on this machine (versitygw), interrupted and raced, and has frictionless-py
# validate what is there. Needs a build of Weir, or makes one; installs the server with Go (once, 7 minutes) and
# frictionless-py with Python (once) into target/.
#
#   scripts/peers-s3.sh [--kills N] [--rounds R] [--seed S] [--large MB] [--keep]
#
#   --kills N    how many publications are killed with signal 9 at random moments (40)
#   --rounds R   how many rounds of four publications at once to one place (20)
#   --seed S     the moments follow from it (a random one, printed)
#   --large MB   size of the table of the package that is sent in parts (130; 0: none)
#   --keep       keeps the temporary folder, and says where it is
#
# Checked is, each time, that datapackage.json at the top is the one of before or the new one, and that every file that
# it names, and every version that it lists, is there to the byte; that the next publication succeeds and leaves what one
# without a kill leaves; that of those at once one is first, the others are told so (exit code 3), and what is there is
# the newest of who succeeded; that a publication of what is there sends nothing.
# Exit code: 0 all of this held, 1 it did not (the folder is kept), 2 wrong usage, 77 it cannot be run here (said on
# stderr).

kills=40 rounds=20 seed=$RANDOM large=130 keep=''
usage() {
    printf 'peers-s3: %s; usage: scripts/peers-s3.sh [--kills N] [--rounds R] [--seed S] [--large MB] [--keep]\n' "$1" >&2
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
        --large) number "$@"; large=$2; shift 2 ;;
        --keep) keep=yes; shift ;;
        *) usage "unknown argument $1" ;;
    esac
done
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 3
weir=$home/weir
server=github.com/versity/versitygw/cmd/versitygw@v1.8.0
peer='frictionless==5.21.0'

. "$home/scripts/venv.sh"

# The server and the peer, each installed once.
gateway=$home/target/versitygw/versitygw
if [ ! -x "$gateway" ]; then
    go=$(command -v go || printf /usr/local/go/bin/go)
    [ -x "$go" ] || skip 'there is neither the S3 server versitygw nor Go to install it with'
    printf 'peers-s3: installing versitygw into %s (some minutes)\n' "${gateway%/*}" >&2
    mkdir -p "${gateway%/*}"
    GOBIN=${gateway%/*} "$go" install "$server" >"$gateway.log" 2>&1 || skip "versitygw cannot be installed, see $gateway.log"
fi
venv "$home/target/s3-venv" "$peer"
command -v curl >/dev/null || skip 'curl is not there'

work=$(mktemp -d "${TMPDIR:-/tmp}/weir-s3.XXXXXX") || exit 3
children='' running=''
clean() {
    for child in $children $running; do { kill -9 "$child" && wait "$child"; } 2>/dev/null; done # the shell would say it
    if [ -n "$keep" ]; then printf 'peers-s3: kept %s\n' "$work" >&2; else rm -rf -- "$work"; fi
}
trap clean EXIT
trap 'exit 130' INT TERM
violation() {
    printf 'peers-s3: VIOLATION at %s, seed %s: %s\n' "$where" "$seed" "$1" >&2
    [ -z "${2:-}" ] || sed 's/^/    /' "$2" >&2
    keep=yes
    exit 1
}
where='the beginning'
cd "$work" || exit 3

# The server, on a port of the loopback that is free. Its buckets are folders, in which readers here look.
export AWS_ACCESS_KEY_ID=weir AWS_SECRET_ACCESS_KEY=weir-secret AWS_REGION=us-east-1
mkdir -p root/bucket
RANDOM=$$
for attempt in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + RANDOM % 20000))
    ROOT_ACCESS_KEY=$AWS_ACCESS_KEY_ID ROOT_SECRET_KEY=$AWS_SECRET_ACCESS_KEY \
        "$gateway" --port "127.0.0.1:$port" posix "$work/root" >gateway.log 2>&1 &
    running=$!
    until curl -s -o health "http://127.0.0.1:$port/" || ! kill -0 "$running" 2>/dev/null; do sleep 0.1; done
    kill -0 "$running" 2>/dev/null && break
    running=''
done
[ -n "$running" ] || { sed 's/^/    /' gateway.log >&2; skip 'the S3 server does not start'; }
export AWS_ENDPOINT_URL=http://127.0.0.1:$port

# Stores: one history at its second, third and fourth version, another history, and one with a large table.
export SOURCE_DATE_EPOCH=1700000000
printf 'flow: [{load: {path: orders.csv}}, {load: {path: customers.csv}}, {dump: {to: ../dist}}]\n' >weir.yaml
dump() { # number
    mkdir -p in && cp weir.yaml in && printf 'id,name\n1,Ada\n2,Ben\n' >in/customers.csv
    awk -v n="$1" 'BEGIN { print "id,text"; for (i = 1; i <= 20000 + n; i++) print i ",order " (i <= n ? i * 31 + n : i) }' \
        >in/orders.csv
    "$weir" run --quiet in || violation "version $1 cannot be dumped"
}
dump 91 && mv dist other
for number in 1 2 3 4; do
    dump "$number" && cp -a dist "at$number" || exit 3
done

# One object, by way of the server. Whether it is there.
get() { # key or question, file
    local code
    code=$(curl -s -o "$2" -w '%{http_code}' -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' \
        --aws-sigv4 aws:amz:us-east-1:s3 -u "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" "$AWS_ENDPOINT_URL/bucket$1")
    case $code in
        200) ;;
        404) rm -f "$2"; return 1 ;;
        *) violation "the server answers $code to $1" "$2" ;;
    esac
}

# What is published at a prefix: the top first, then all else.
fetch() { # prefix, folder
    rm -rf "$2" && mkdir -p "$2"
    local key
    get "/$1/datapackage.json" "$2/datapackage.json"
    get "?list-type=2&prefix=$1%2Fversions%2F" listing
    ! grep -q '<IsTruncated>true' listing || violation 'there are too many objects for this script'
    grep -o '<Key>[^<]*</Key>' listing | sed 's/<[^>]*>//g' >keys
    while IFS= read -r key; do
        mkdir -p "$(dirname "$2/${key#"$1"/}")"
        get "/$key" "$2/${key#"$1"/}" || violation "$key cannot be read"
    done <keys
}

# Whether the top of a folder is that of another, and every version that it lists is there as it is there.
shows() { # folder, other
    cmp -s "$1/datapackage.json" "$2/datapackage.json" || return 1
    local path paths=0
    while IFS= read -r path; do
        paths=$((paths + 1))
        diff -r "$2/${path%/datapackage.json}" "$1/${path%/datapackage.json}" >differences 2>&1 ||
            violation "the top lists $path, but" differences
    done < <(grep -o '"path": "versions/[^"/]*/datapackage.json"' "$1/datapackage.json" | cut -d'"' -f4)
    [ "$paths" -gt 0 ] || violation 'the top lists no version'
}

peer_validates() { # folder
    local descriptor count=0
    while IFS= read -r descriptor; do
        count=$((count + 1))
        "$venv/bin/frictionless" validate "$descriptor" >said 2>&1 || violation "frictionless-py refuses $descriptor" said
    done < <(find "$1" -name datapackage.json)
    validated=$((validated + count))
    [ "$count" -ge 2 ] || violation "there are $count descriptors at $1"
}
validated=0

# Without a kill: the prefixes of versions 2 and 4, and that what is there is not sent again.
where='a publication'
for number in 2 3 4; do
    "$weir" publish "at$number" "s3://bucket/clean$number" >said 2>&1 || violation 'it failed' said
    fetch "clean$number" "clean$number"
done
touch mark
"$weir" publish at4 s3://bucket/clean4 >said 2>&1 || violation 'the same again failed' said
grep -q 'published already' said || violation 'the same again was sent' said
find root/bucket/clean4 -type f -newer mark | grep . >said && violation 'the same again wrote' said
peer_validates clean4
for of in at2 other; do
    "$weir" publish "$of" s3://bucket/clean4 >said 2>&1
    [ $? -eq 3 ] || violation "$of was published over a newer or another history" said
done
begin=$(date +%s%N)
"$weir" publish at4 s3://bucket/timed >said 2>&1 || violation 'it failed' said
micros=$((($(date +%s%N) - begin) / 1000))

RANDOM=$seed
old=0 new=0 ended=0 wrote=0
for ((kill = 1, try = 0; kill <= kills; try++)); do
    where="kill $kill of $kills" prefix="kill$try"
    before=nothing
    if [ $((try % 2)) -eq 1 ]; then # the second of two: something is there
        "$weir" publish at2 "s3://bucket/$prefix" >said 2>&1 || violation 'the older versions cannot be published' said
        before=clean2
    fi
    random=$((RANDOM * 32768 + RANDOM))
    moment=$((micros * 3 / 10 + random % (micros * 7 / 10)))
    "$weir" publish at4 "s3://bucket/$prefix" >said 2>&1 &
    children=$!
    sleep "$(printf '%d.%06d' $((moment / 1000000)) $((moment % 1000000)))"
    kill -9 "$children" 2>/dev/null
    { wait "$children"; } 2>/dev/null
    code=$?
    children=''
    case $code in 0 | 137) ;; *) violation "it ended by itself with exit code $code" said ;; esac
    fetch "$prefix" found
    if [ ! -e found/datapackage.json ] && [ "$before" = nothing ]; then is=old; elif
        [ "$before" != nothing ] && shows found "$before"; then is=old; elif
        shows found clean4; then is=new; else
        violation 'the top is neither that of before nor the new one'
    fi
    if [ "$code" -eq 0 ]; then
        ended=$((ended + 1))
        [ "$ended" -le $((kills * 3 + 10)) ] || violation 'too many end before their kill'
    else
        kill=$((kill + 1))
        if [ $is = old ]; then old=$((old + 1)); else new=$((new + 1)); fi
        [ -z "$(find found/versions -type f 2>/dev/null | head -1)" ] || wrote=$((wrote + 1))
    fi
    "$weir" publish at4 "s3://bucket/$prefix" >said 2>&1 || violation 'the next publication failed' said
    fetch "$prefix" found
    diff -r clean4 found >differences 2>&1 || violation 'the next publication left other files' differences
    [ "$kill" -gt $((kills - 2)) ] && peer_validates found
    [ ! -t 2 ] || printf '\rpeers-s3: %d of %d kills' "$kill" "$kills" >&2
done
[ ! -t 2 ] || printf '\r\033[K' >&2

# Rounds: stores of one history at several versions, and one of another, at one place.
won=0 lost=0
for ((round = 1; round <= rounds; round++)); do
    where="round $round of $rounds" prefix="race$round"
    children='' stores=(at4 at3 at4 other)
    [ $((round % 2)) -eq 0 ] || stores=(at4 at4 at4 at4)
    for who in 0 1 2 3; do
        "$weir" publish "${stores[who]}" "s3://bucket/$prefix" >"said$who" 2>&1 &
        children="$children $!"
    done
    winners='' who=0
    for child in $children; do
        wait "$child"
        code=$?
        case $code in
            0) winners="$winners ${stores[who]}" won=$((won + 1)) ;;
            3) lost=$((lost + 1))
                grep -q "another published\|there is version\|but ${stores[who]} has" "said$who" ||
                    violation "publication $who is told something else" "said$who" ;;
            *) violation "publication $who ended with exit code $code" "said$who" ;;
        esac
        who=$((who + 1))
    done
    children=''
    [ -n "$winners" ] || violation 'nobody won' said0
    fetch "$prefix" found
    case $winners in
        *at4*) shows found clean4 || violation 'what is there is not what won' ;;
        *at3*) shows found clean3 || violation 'what is there is not what won' ;;
        *) case $winners in *at*) violation 'two histories won' ;; esac ;;
    esac
    [ "$round" -gt 2 ] || peer_validates found
    [ ! -t 2 ] || printf '\rpeers-s3: %d of %d rounds' "$round" "$rounds" >&2
done
[ ! -t 2 ] || printf '\r\033[K' >&2

# A table that is sent in parts, killed once on its way.
parts=''
if [ "$large" -gt 0 ]; then
    where='the large package'
    mkdir -p big && printf 'flow: [{load: {path: big.csv}}, {dump: {to: ../bigdist}}]\n' >big/weir.yaml
    awk -v bytes="$((large * 1000000))" 'BEGIN { print "id,text"; for (i = 1; sent < bytes; i++) {
        line = i ",a row of the large table number " i * 7 % 1000003; print line; sent += length(line) + 1 } }' >big/big.csv
    "$weir" run --quiet big || violation 'it cannot be dumped'
    "$weir" publish bigdist s3://bucket/big >said 2>&1 &
    children=$!
    until [ -n "$(find root/bucket -path '*.sgwtmp*' -type f 2>/dev/null | head -1)" ] || ! kill -0 "$children" 2>/dev/null; do :; done
    kill -9 "$children" 2>/dev/null
    { wait "$children"; } 2>/dev/null
    children=''
    [ ! -e root/bucket/big/datapackage.json ] || violation 'the top is there already'
    "$weir" publish bigdist s3://bucket/big >said 2>&1 || violation 'the next publication failed' said
    fetch big found
    cmp found/versions/1.0.0/data/1/big.csv bigdist/data/1/big.csv || violation 'the table has other bytes'
    "$weir" validate --hash found >said 2>&1 || violation 'what is there is not valid' said
    parts=", one table of $large MB in parts, killed on its way"
fi
printf 'peers-s3: %d kills (%d times the top of before, %d times the new one; %d had sent files; %d more ended before): ' \
    "$kills" "$old" "$new" "$wrote" "$ended"
printf '%d rounds of 4 at once: %d succeeded, %d were told that another was faster%s; ' "$rounds" "$won" "$lost" "$parts"
printf 'frictionless-py finds %d packages valid; a publication takes %d ms; seed %d\n' "$validated" $((micros / 1000)) "$seed"
