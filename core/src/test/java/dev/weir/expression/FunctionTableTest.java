package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    /** A function may hold a buffer: each evaluator has its own. */
    @Test
    void evaluatorsOfOneBoundDoNotShareState() throws Exception {
        Batch batch = DuckDbCases.batch();
        String sql = "MD5(s) || SHA256(t)";
        Bound bound = Expression.parse(sql).bind(batch.schema());
        List<String> expected = Cases.results(sql, batch);
        Callable<List<String>> job = () -> {
            Evaluator evaluator = bound.evaluator();
            List<String> results = List.of();
            for (int i = 0; i < 500; i++) {
                Column column = evaluator.evaluate(batch);
                results = new ArrayList<>();
                for (int row = 0; row < batch.rows(); row++) {
                    results.add(String.valueOf(column.value(row)).replace("null", "NULL"));
                }
            }
            return results;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<List<String>> result : threads.invokeAll(List.of(job, job))) {
                assertEquals(expected, result.get());
            }
        } finally {
            threads.shutdown();
        }
    }
}
