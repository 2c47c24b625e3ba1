#!/bin/sh
# store-size.sh: imports the histories of real data sets, every version of them, and holds the bytes that the store takes
# against those of a git repository with the same versions after `git gc --aggressive`. Needs git and python3.
#
#   --shared DIR   where the histories are; by default ../shared/histories beside the repository
#
# Counted are the bytes of files: of .weir without the state of runs; of git's objects (packs and their indexes). Exit code:
# 0 all is within the bars (0.9 times git in total, 1.2 times for each), 1 something is not, 2 wrong usage, 77 cannot be run
# here (said on stderr).
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2
for tool in git python3; do
    command -v "$tool" >/dev/null || { printf 'store-size: not run: %s is not there\n' "$tool" >&2; exit 77; }
done
exec python3 "$home/scripts/store_size.py" "$@"
