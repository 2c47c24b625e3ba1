package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.Label;
import dev.weir.delta.RowCodec;
import dev.weir.expression.Expression;
import dev.weir.process.Scan;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A state carried from row to row, per key. For a key that changed it runs from a checkpoint before the first changed row
 * until the state is what it was at the same row, through the rows as they were and as they are. Kept: the labels of
 * each key's rows, every {@value #EVERY}th with the state behind it.
 */
final class ScanStream<S extends Record> extends Stream {
    static final int EVERY = 64;
    private static final byte[] NOTHING = {};

    private final Stream input;
    private final Scan<S> scan;
    private final SortedRuns runs;
    private final StateRecords<S> records;

    /** @param runs from (key, label) to the state behind that row, or nothing */
    ScanStream(String step, RowCodec codec, Stream input, Scan<S> scan, SortedRuns runs) {
        super(step, codec);
        this.input = input;
        this.scan = scan;
        this.runs = runs;
        this.records = new StateRecords<>(scan.initial());
        keys();
    }

    private Keys keys() {
        List<Expression> keys = scan.keys().stream().map(Expression::field).toList();
        return new Keys(keys, input.schema());
    }

    @Override
    Delta change() {
        Delta rows = entering(input.delta());
        Map<ByteBuffer, byte[][]> spans = spans(rows, true);
        Delta.Builder made = new Delta.Builder(codec());
        Map<byte[], byte[]> checkpoints = new TreeMap<>(Arrays::compareUnsigned);
        spans.forEach((key, span) -> {
            byte[] first = Label.join(key.array(), span[0]);
            byte[] last = Label.join(key.array(), span[1]);
            try (Run before = new Run(key.array(), first, Side.BEFORE);
                    Run after = new Run(key.array(), first, Side.AFTER)) {
                bothThrough(before, after, last, made);
                after.checkpoints(checkpoints);
            }
        });
        checkpoints.forEach(runs::put);
        return made.build();
    }

    /** The first and the last changed label of each key; puts the rows into the index, or takes them out. */
    private Map<ByteBuffer, byte[][]> spans(Delta rows, boolean index) {
        Map<ByteBuffer, byte[][]> spans = new TreeMap<>((a, b) -> Arrays.compareUnsigned(a.array(), b.array()));
        Keys keys = keys();
        for (Batch batch : rows.batches()) {
            byte[][] bytes = keys.of(batch);
            for (int row = 0; row < bytes.length; row++) {
                int place = (int) batch.label(row);
                byte[] label = rows.label(place);
                byte[] entry = Label.join(bytes[row], label);
                if (index && rows.weight(place) > 0) {
                    runs.put(entry, NOTHING);
                } else if (index) {
                    runs.remove(entry);
                }
                byte[][] span = spans.computeIfAbsent(ByteBuffer.wrap(bytes[row]), key -> new byte[][] {label, label});
                span[1] = label;
            }
        }
        return spans;
    }

    private void bothThrough(Run before, Run after, byte[] last, Delta.Builder made) {
        while (true) {
            int order = before.isAtEnd() || after.isAtEnd()
                    ? Boolean.compare(before.isAtEnd(), after.isAtEnd())
                    : Arrays.compareUnsigned(before.entry(), after.entry());
            if (order == 0
                    && (before.isAtEnd()
                            || Arrays.compareUnsigned(before.entry(), last) > 0 && before.state.equals(after.state))) {
                break;
            }
            if (order <= 0) {
                before.step();
            }
            if (order >= 0) {
                after.step();
            }
        }
        before.flush(-1, made);
        after.flush(1, made);
    }

    /** A run through the rows of one key on one side, from the checkpoint before a row. */
    private final class Run implements AutoCloseable {
        private static final int AHEAD = 256;

        private final byte[] key;
        private final Side side;
        private final SortedRuns.Cursor cursor;
        private final List<byte[]> entries = new ArrayList<>();
        private final List<byte[]> kept = new ArrayList<>();
        private final List<byte[]> passed = new ArrayList<>();
        private final List<byte @Nullable []> states = new ArrayList<>();
        private BatchBuilder out = new BatchBuilder(codec().schema());
        private final List<byte[]> labels = new ArrayList<>();
        private final List<byte[]> keptPassed = new ArrayList<>();
        private List<Batch> batches = List.of();
        private int at;
        private int batchAt;
        private int rowAt;
        private boolean ended;
        private int sinceCheckpoint;
        S state = scan.initial();

        Run(byte[] key, byte[] from, Side side) {
            this.key = key;
            this.side = side;
            this.cursor = runs.cursor(side);
            byte[] start = checkpointBefore(from);
            ended = !(start == null ? cursor.seek(key) : cursor.seek(start));
            if (start != null && !ended) {
                ended = !cursor.next();
            }
            read();
        }

        /** Takes the state of the last checkpoint before an entry; the checkpoint's entry, null for none. */
        private byte @Nullable [] checkpointBefore(byte[] from) {
            cursor.seek(from); // to the first behind, or behind the last
            boolean there = cursor.previous();
            while (there && isOfKey(cursor.key())) {
                byte[] value = cursor.value();
                if (value.length > 0) {
                    state = records.read(value);
                    return cursor.key();
                }
                there = cursor.previous();
            }
            return null;
        }

        private boolean isOfKey(byte[] entry) {
            return entry.length >= key.length && Arrays.equals(entry, 0, key.length, key, 0, key.length);
        }

        /** Reads the next rows. */
        private void read() {
            entries.clear();
            kept.clear();
            while (!ended && entries.size() < AHEAD) {
                if (!isOfKey(cursor.key())) {
                    ended = true;
                    break;
                }
                entries.add(cursor.key());
                kept.add(cursor.value());
                ended = !cursor.next();
            }
            byte[][] wanted = new byte[entries.size()][];
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] = Arrays.copyOfRange(entries.get(i), key.length, entries.get(i).length);
            }
            batches = input.fetch(wanted, side).batches();
            at = 0;
            batchAt = 0;
            rowAt = 0;
        }

        boolean isAtEnd() {
            return at == entries.size();
        }

        byte[] entry() {
            return entries.get(at);
        }

        void step() {
            Batch batch = batches.get(batchAt);
            Scan.Next<S> next = scan.next(state, batch.cursor().at(rowAt), codec().schema());
            state = next.state();
            out.append(next.row(), 0);
            labels.add(Arrays.copyOfRange(entry(), key.length, entry().length));
            boolean isCheckpoint = ++sinceCheckpoint == EVERY;
            sinceCheckpoint = isCheckpoint ? 0 : sinceCheckpoint;
            passed.add(entry());
            states.add(isCheckpoint ? records.write(state) : null);
            keptPassed.add(kept.get(at));
            at++;
            if (++rowAt == batch.rows()) {
                rowAt = 0;
                batchAt++;
            }
            if (at == entries.size() && !ended) {
                read();
            }
        }

        /** Hands on the rows that came out. */
        void flush(int weight, Delta.Builder made) {
            int[] weights = new int[labels.size()];
            Arrays.fill(weights, weight);
            made.add(out.build(), labels.toArray(byte[][]::new), weights);
            out = new BatchBuilder(codec().schema());
            labels.clear();
        }

        void forgetPassed() {
            passed.clear();
            states.clear();
            keptPassed.clear();
        }

        /** The states to keep behind the rows passed, and those to forget. */
        void checkpoints(Map<byte[], byte[]> to) {
            for (int i = 0; i < passed.size(); i++) {
                byte[] now = states.get(i);
                byte[] value = now == null ? NOTHING : now;
                if (!Arrays.equals(value, keptPassed.get(i))) {
                    to.put(passed.get(i), value);
                }
            }
        }

        @Override
        public void close() {
            cursor.close();
        }
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        Keys keys = keys();
        if (keys.size() == 0) {
            all(new byte[0], part, to);
            return;
        }
        KeyIndex index = new KeyIndex(runs); // a scan's entries are those of an index, with states
        input.replay(part, rows -> {
            Delta.Builder made = new Delta.Builder(codec());
            Groups seen = new Groups();
            for (Batch batch : rows.batches()) {
                byte[][] bytes = keys.of(batch);
                for (int row = 0; row < bytes.length; row++) {
                    int known = seen.size();
                    byte[] key = bytes[row];
                    if (seen.add(key) == known
                            && Arrays.equals(index.first(key, Side.AFTER), rows.label((int) batch.label(row)))) {
                        all(key, Integer.MAX_VALUE, made::add);
                    }
                }
            }
            to.accept(made.build());
        });
        index.close();
    }

    /** All rows of a key, some at a time. */
    private void all(byte[] key, int part, Consumer<Delta> to) {
        try (Run run = new Run(key, key, Side.AFTER)) {
            while (!run.isAtEnd()) {
                Delta.Builder made = new Delta.Builder(codec());
                for (int i = 0; i < part && !run.isAtEnd(); i++) {
                    run.step();
                }
                run.flush(1, made);
                run.forgetPassed();
                to.accept(made.build());
            }
        }
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        Map<ByteBuffer, byte[][]> spans = spans(input.fetch(labels, side), false);
        Delta.Builder made = new Delta.Builder(codec());
        spans.forEach((key, span) -> {
            byte[] last = Label.join(key.array(), span[1]);
            try (Run run = new Run(key.array(), Label.join(key.array(), span[0]), side)) {
                while (!run.isAtEnd() && Arrays.compareUnsigned(run.entry(), last) <= 0) {
                    run.step();
                }
                run.flush(1, made);
            }
        });
        return chosen(made.build(), labels);
    }
}
