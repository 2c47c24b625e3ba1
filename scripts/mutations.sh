#!/bin/sh
# mutations.sh: how many changes to the code of a package of core its tests notice (PIT).
#
#   mutations.sh [--least PERCENT] PACKAGE [TESTS]
#
# PACKAGE is one of core without dev.weir (numbering, compare.same); TESTS are its own by default, else a pattern such
# as dev.weir.run.SharedCasesTest, several with commas between. Tests with the tag "long" are left out, random ones run 15
# rounds: a change that only they notice counts as one that nobody does. The report is in core/target/pit-reports. Exit
# code: 0 done, 1 fewer than PERCENT are noticed, 2 wrong usage. Tests that read ../shared count where it is there. A
# package takes some 5 to 20 minutes of an idle machine; beside other jobs changes may be counted as noticed because a test
# ran out of time: the numbers of TIMED_OUT in the output say how many.
#
# The scores that packages are meant to reach (version and compare were not measured whole yet):
#   mutations.sh --least 85 numbering
#   mutations.sh --least 85 version
#   mutations.sh --least 85 compare dev.weir.compare.*,dev.weir.numbering.ComparedNumberingTest,dev.weir.version.CommonKeptTest
#   mutations.sh --least 80 descriptor
#   mutations.sh --least 80 type
#   mutations.sh --least 80 validate
home=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd) || exit 2
least=0
if [ "${1:-}" = --least ]; then least=$2; shift 2; fi
[ -n "${1:-}" ] || { echo 'mutations: name a package of core: mutations.sh numbering' >&2; exit 2; }
tests=${2:-dev.weir.$1.*}
cd "$home" && exec ./mvnw -B -ntp -Pmutations -pl core test-compile org.pitest:pitest-maven:mutationCoverage \
    -DtargetClasses="dev.weir.$1.*" -DtargetTests="$tests" -DmutationThreshold="$least"
