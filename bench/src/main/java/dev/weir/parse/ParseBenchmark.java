package dev.weir.parse;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.weir.bench.Orders;
import dev.weir.row.Slices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding cells: a block of 4,000 orders (about 430 kB), by our two indexers and by two other parsers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {
    private final Orders orders = Orders.of(4_000, 1);
    private final CsvFormat format = new CsvFormat((byte) ',', '"', false, new byte[0]);
    private final MaskIndexer mask = new MaskIndexer(format);
    private final StrictIndexer strict = new StrictIndexer(format);

    @Benchmark
    public int masks() {
        mask.begin(Slices.PAD_FRONT);
        if (!mask.index(orders.bytes, Slices.PAD_FRONT, orders.end)) {
            throw new IllegalStateException("a misplaced quote");
        }
        return mask.count;
    }

    @Benchmark
    public int strict() {
        strict.begin(Slices.PAD_FRONT);
        strict.index(orders.bytes, Slices.PAD_FRONT, orders.end);
        return strict.count;
    }

    @Benchmark
    public int commonsCsv() throws IOException {
        int cells = 0;
        try (CSVParser parser = CSVParser.parse(reader(), CSVFormat.RFC4180)) {
            for (CSVRecord row : parser) {
                cells += row.size();
            }
        }
        return cells;
    }

    @Benchmark
    public int fastCsv() throws IOException {
        int cells = 0;
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(reader())) {
            for (CsvRecord row : rows) {
                cells += row.getFieldCount();
            }
        }
        return cells;
    }

    private InputStreamReader reader() {
        int length = orders.end - Slices.PAD_FRONT;
        return new InputStreamReader(
                new ByteArrayInputStream(orders.bytes, Slices.PAD_FRONT, length), StandardCharsets.UTF_8);
    }
}
