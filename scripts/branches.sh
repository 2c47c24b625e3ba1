#!/bin/sh
# branches.sh: which branches of the code of a package of core its tests do not take (JaCoCo).
#
#   branches.sh PACKAGE [TESTS]
#
# PACKAGE is one of core without dev.weir (numbering, compare.same); TESTS are its own by default, else a pattern as
# surefire has it, several with commas between: dev.weir.run.*Test. Prints each class with the branches that are not taken,
# and their sum; the lines are in core/target/site/jacoco. Exit code: 0 all are taken, 1 some are not, 2 wrong usage.
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2
[ -n "${1:-}" ] || { echo 'branches: name a package of core: branches.sh numbering' >&2; exit 2; }
tests=${2:-dev.weir.$1.*Test}
cd "$home" && ./mvnw -B -ntp -q -P'branches,!checks' -pl core -Dtest="$tests" test || exit
awk -F, -v name="dev.weir.$1" '
    $2 == name { missed += $6; taken += $7; if ($6 > 0) print $3 ": " $6 " of " $6 + $7 " branches are not taken" }
    END { printf "%s: %d of %d branches are taken\n", name, taken, missed + taken; exit missed > 0 }
' core/target/site/jacoco/jacoco.csv
