#!/bin/sh
# own-step.sh: builds datapackages/own-step as somebody else's project would be built, against the installed artefacts of
# this build, and runs it from its flow file; says ok where it prints what its README shows. What is installed goes to a
# repository of its own in a temporary folder, in front of the usual one (Maven 3.9), which stays as it is.
set -eu

root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd)
temp=$(mktemp -d)
trap 'rm -rf -- "$temp"' EXIT

maven() {
    "$root/mvnw" -q -B -ntp -Dmaven.repo.local="$temp/repository" \
        -Dmaven.repo.local.tail="$HOME/.m2/repository" -Dmaven.repo.local.tail.ignoreAvailability=true "$@"
}

maven -f "$root/pom.xml" install -Dfast
cp -R "$root/datapackages" "$temp/datapackages"
rm -rf "$temp/datapackages/own-step/target"
maven -f "$temp/datapackages/own-step/pom.xml" package

cd "$temp"
"$root/weir" run --class-path datapackages/own-step/target/own-step.jar datapackages/own-step >printed
sed -n '/^\$ weir run/,/rows)$/p' datapackages/own-step/README.md | tail -n +2 >expected
diff expected printed
test -s expected
ls "$temp/repository/dev/weir"
echo "ok: $(wc -l <printed) lines as in datapackages/own-step/README.md"
