package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every requirement of the standard, each with what is accepted and what is refused by it, through the real reader. */
class ConformanceTest {
    @TempDir
    Path scratch;

    private int count;

    @Test
    void everyCaseHasItsVerdict() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Requirement requirement : Requirement.all()) {
            for (ConformanceCase each : requirement.accepts()) {
                check(each, false, differences);
            }
            for (ConformanceCase each : requirement.refuses()) {
                check(each, true, differences);
            }
        }
        assertEquals("", String.join("\n", differences));
        assertTrue(count > 300, "only " + count + " cases");
    }

    private void check(ConformanceCase each, boolean refuses, List<String> differences) throws IOException {
        count++;
        Path folder = Files.createDirectory(scratch.resolve("case" + count));
        ConformanceCase.Outcome outcome;
        try {
            outcome = each.run(folder, refuses);
        } catch (RuntimeException broken) {
            differences.add(each.name() + ": " + broken);
            return;
        }
        if (!outcome.expected().equals(outcome.found())) {
            differences.add(each.name() + ": expected " + outcome.expected() + " but found " + outcome.found());
        }
        if (refuses && outcome.expected().isEmpty()) {
            differences.add(each.name() + " refuses nothing");
        }
    }

    @Test
    void everyRequirementIsAcceptedAndRefusedOrSaysWhyNot() throws IOException {
        Set<String> rules = new HashSet<>();
        for (Requirement requirement : Requirement.all()) {
            assertTrue(rules.add(requirement.part() + requirement.rule()), requirement.rule() + " is there twice");
            boolean shown =
                    !requirement.accepts().isEmpty() && !requirement.refuses().isEmpty();
            assertTrue(shown || !requirement.note().isEmpty(), requirement.rule() + " needs both cases, or a note");
        }
        assertTrue(rules.size() > 100, "only " + rules.size() + " requirements");
    }
}
