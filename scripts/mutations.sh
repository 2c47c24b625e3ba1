#!/bin/sh
# mutations.sh: how many changes to the code of a package of core its tests notice (PIT).
#
#   mutations.sh [--least PERCENT] PACKAGE [TESTS]
#
# PACKAGE is one of core without dev.weir (numbering, compare.same); TESTS are its own by default, else a pattern such
# as dev.weir.run.SharedCasesTest, several with commas between. The report is in core/target/pit-reports. Exit code: 0 done,
# 1 fewer than PERCENT are noticed, 2 wrong usage. Tests that read ../shared count where it is there.
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2
least=0
if [ "${1:-}" = --least ]; then least=$2; shift 2; fi
[ -n "${1:-}" ] || { echo 'mutations: name a package of core: mutations.sh numbering' >&2; exit 2; }
tests=${2:-dev.weir.$1.*}
cd "$home" && exec ./mvnw -B -ntp -Pmutations -pl core test-compile org.pitest:pitest-maven:mutationCoverage \
    -DtargetClasses="dev.weir.$1.*" -DtargetTests="$tests" -DmutationThreshold="$least"
