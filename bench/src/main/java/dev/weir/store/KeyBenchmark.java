package dev.weir.store;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Remembering keys: integers that increase, and texts like {@code o-5f2b…} in any order. One shot is all of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class KeyBenchmark {
    private static final int BATCH = 4_000;
    private static final Schema KEY = Schema.of(List.of(Field.of("key", FieldType.STRING)));

    @Param("10000000")
    private int keys;

    private SpillFolder spills;

    @Setup
    public void prepare() throws IOException {
        spills = new SpillFolder(Files.createDirectories(Path.of("target")));
    }

    @TearDown(Level.Trial)
    public void close() {
        spills.close();
    }

    @Benchmark
    public long increasingIntegers() {
        long[] values = new long[BATCH];
        IncreasingLongs.Block block = new IncreasingLongs.Block();
        SplittableRandom random = new SplittableRandom(1);
        long last = 0;
        try (IncreasingLongs set = new IncreasingLongs(MemoryBudget.ofHeap(), spills)) {
            for (int at = 0; at < keys; at += BATCH) {
                for (int i = 0; i < BATCH; i++) {
                    values[i] = last += 1 + (random.nextInt() & 3);
                }
                if (!block.set(values, 0, BATCH, at) || !set.add(block)) {
                    throw new IllegalStateException("not increasing");
                }
            }
        }
        return last;
    }

    @Benchmark
    public long randomTexts() {
        byte[] bytes = new byte[Slices.PAD_FRONT + BATCH * 14 + Slices.PAD_BEHIND];
        int[] pairs = new int[2 * BATCH];
        SplittableRandom random = new SplittableRandom(1);
        KeyHash hash = new KeyHash(KEY, new int[] {0}, new boolean[] {false}, 7);
        try (HashLog log = new HashLog(MemoryBudget.ofHeap(), spills)) {
            for (int at = 0; at < keys; at += BATCH) {
                for (int i = 0; i < BATCH; i++) {
                    pairs[2 * i] = Slices.PAD_FRONT + i * 14;
                    pairs[2 * i + 1] = pairs[2 * i] + 14;
                    text(random.nextLong(), bytes, pairs[2 * i]);
                }
                TextColumn column = new TextColumn(FieldType.STRING, Slices.ofPairs(bytes, pairs));
                Batch batch = new Batch(KEY, BATCH, List.of(column), at, null);
                log.add(hash, hash.hash(batch));
            }
            return log.size();
        }
    }

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static void text(long value, byte[] bytes, int at) {
        bytes[at] = 'o';
        bytes[at + 1] = '-';
        for (int i = 2; i < 14; i++, value >>>= 4) {
            bytes[at + i] = DIGITS[(int) value & 15];
        }
    }
}
