package dev.weir.type;

import dev.weir.bench.Orders;
import dev.weir.bench.Table;
import dev.weir.row.Column;
import dev.weir.row.Slices;
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

/** Casting a column of 4,000 cells: order_id and customer_id are integers, placed_at a datetime, amount a number. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CastBenchmark {
    @Param({"order_id", "placed_at", "due", "amount", "gift", "currency"})
    private String field;

    private CellType type;
    private Slices slices;
    private Column column;
    private int rows;

    @Setup
    public void prepare() {
        Table table = new Table(Orders.of(4_000, 1));
        rows = table.rows;
        type = table.type(field);
        slices = table.slices(field);
        column = type.allocate(rows);
    }

    @Benchmark
    public Column cast() {
        type.cast(slices, rows, column);
        return column;
    }
}
