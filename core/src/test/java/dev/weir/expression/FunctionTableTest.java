package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FunctionTableTest {
    @Test
    void everyExampleGivesItsResult() {
        List<Executable> checks = new ArrayList<>();
        for (List<Function> family : Function.table().values()) {
            for (Function function : family) {
                if (!function.isAggregate()) {
                    checks.add(() -> assertEquals(
                            function.expected(),
                            Cases.result(function.example()),
                            function.key() + ": " + function.example()));
                }
            }
        }
        assertTrue(checks.size() > 90, "examples: " + checks.size());
        assertAll(checks);
    }
}
