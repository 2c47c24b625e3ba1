package dev.weir.expression;

import dev.weir.bench.Orders;
import dev.weir.bench.Table;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Evaluating an expression over 4,000 orders. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExpressionBenchmark {
    @Param({
        "status <> 'returned'",
        "amount * 0.9",
        "amount * CASE currency WHEN 'EUR' THEN 1 WHEN 'USD' THEN 0.9 WHEN 'GBP' THEN 1.15 WHEN 'JPY' THEN 0.006 ELSE"
                + " 1.05 END",
        "CAST(placed_at AS DATE)",
        "UPPER(email)",
        "amount > 100 AND currency = 'EUR' OR gift"
    })
    private String sql;

    private Batch batch;
    private Evaluator evaluator;

    @Setup
    public void prepare() {
        Table table = new Table(Orders.of(4_000, 1));
        batch = table.batch(false);
        evaluator = Expression.parse(sql).bind(table.schema).evaluator();
    }

    @Benchmark
    public Column evaluate() {
        return evaluator.evaluate(batch);
    }
}
