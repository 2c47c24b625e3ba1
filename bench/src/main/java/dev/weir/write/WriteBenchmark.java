package dev.weir.write;

import dev.weir.bench.Orders;
import dev.weir.bench.Table;
import dev.weir.descriptor.Dialect;
import dev.weir.row.Batch;
import dev.weir.row.TextBuffer;
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

/** Writing 4,000 orders as CSV: cells that keep their text, and cells whose text is made from the value. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WriteBenchmark {
    @Param({"raw", "canonical"})
    private String text;

    private final TextBuffer out = new TextBuffer(1 << 20);
    private Batch batch;
    private CsvRowWriter writer;

    @Setup
    public void prepare() {
        Table table = new Table(Orders.of(4_000, 1));
        batch = table.batch(text.equals("raw"));
        writer = CsvLayout.of(table.schema, Dialect.DEFAULT).writer((rows, row, code, field, note) -> {
            throw new IllegalStateException(field + ": " + note);
        });
    }

    @Benchmark
    public int write() {
        out.clear();
        writer.write(batch, out);
        return out.length;
    }
}
