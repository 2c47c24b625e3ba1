#!/bin/sh
# peers-convert.sh: has the Python libraries of both versions of the standard read what `weir convert` writes.
#
#   peers-convert.sh            converts the packages of datapackages/ and generated ones, and reads them
#   peers-convert.sh --install  only makes the virtual environments
#
# datapackage 1.15.4 reads version 1, frictionless 5.21.0 version 2; they stand in cli/target, made here once. Exit
# code: 0 all read, 1 something is refused or read otherwise, 77 cannot be run here (said on stderr).
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2

. "$home/scripts/venv.sh"

venv "$home/cli/target/convert-venv-v1" setuptools datapackage==1.15.4
venv "$home/cli/target/convert-venv-v2" "frictionless[json]==5.21.0"
[ "${1:-}" = --install ] && exit 0

work=$home/cli/target/convert-peers
rm -rf "$work" && mkdir -p "$work/in" || exit 2
python3 "$home/scripts/peers_convert.py" generate "$work/in" || exit 2
for package in "$home"/datapackages/*/datapackage.json; do
    ln -s "$(dirname "$package")" "$work/in/$(basename "$(dirname "$package")")"
done
failed=0
for version in v1 v2; do
    for format in csv json jsonl inline; do
        mkdir -p "$work/$version-$format"
        for package in "$work"/in/*; do
            out=$work/$version-$format/$(basename "$package")
            "$home/weir" convert "$package" "$out" --standard "$version" --format "$format" --quiet 2>"$out.log" \
                || { printf 'peers-convert: %s was not written: %s\n' "$out" "$(cat "$out.log")"; failed=1; }
        done
        "$home/cli/target/convert-venv-$version/bin/python" "$home/scripts/peers_convert.py" "$version" \
            "$work/$version-$format" || failed=1
    done
done
exit $failed
