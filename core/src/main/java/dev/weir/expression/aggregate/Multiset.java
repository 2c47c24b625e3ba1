package dev.weir.expression.aggregate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.Output;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import dev.weir.type.CastResult;
import dev.weir.type.CellType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The different values of each group with their weights, and with their order labels where those matter: what the
 * aggregates hold that need every value. Memory grows with the values.
 */
abstract class Multiset extends Totals {
    private static final long SEED = 0x2545f4914f6cdd1dL;
    final FieldType type;
    final boolean labelled;
    final Held values;
    private final CellType format;
    int entries;
    int[] groupOf = new int[64];
    long[] weightOf = new long[64];
    long[] labelOf = new long[64];
    private int[] table = new int[256];

    Multiset(FieldType type, boolean labelled) {
        this.type = type;
        this.labelled = labelled;
        this.values = new Held(type);
        this.format = CellType.of(Field.of("", type), List.of());
    }

    @Override
    public void add(Column argument, Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights) {
        byte[] states = argument.states;
        for (int i = 0; i < batch.rows(); i++) {
            if (groupOfRow[i] >= 0 && (states == null || states[i] == Column.VALUE)) {
                add(groupOfRow[i], argument, i, labelled ? batch.label(i) : 0, weight(weights, i));
            }
        }
    }

    final void add(int group, Column source, int row, long label, long weight) {
        if (entries * 2 >= table.length) {
            rehash();
        }
        int slot = slot(group, source, row, label);
        while (table[slot] != 0) {
            int entry = table[slot] - 1;
            if (groupOf[entry] == group
                    && (!labelled || labelOf[entry] == label)
                    && values.compare(entry, source, row) == 0) {
                weigh(entry, weight);
                return;
            }
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = entries + 1;
        if (groupOf.length == entries) {
            groupOf = Arrays.copyOf(groupOf, entries * 2);
            weightOf = Arrays.copyOf(weightOf, entries * 2);
            labelOf = Arrays.copyOf(labelOf, entries * 2);
        }
        values.reserve(entries + 1);
        values.set(entries, source, row);
        groupOf[entries] = group;
        labelOf[entries] = label;
        entries++;
        weigh(entries - 1, weight);
    }

    private void weigh(int entry, long weight) {
        long old = weightOf[entry];
        weightOf[entry] = old + weight;
        if (old > 0 != old + weight > 0) {
            turned(groupOf[entry], old <= 0);
        }
    }

    /** A value came to a group, or left it. */
    void turned(int group, boolean came) {}

    private int slot(int group, Column column, int row, long label) {
        long seed = Column.mix(SEED + group) ^ (labelled ? label : 0);
        long hash = column.type == FieldType.DATETIME
                ? Column.mix(((dev.weir.row.LongColumn) column).values[row] >> 1 ^ seed)
                : column.hash(row, seed);
        return (int) (hash >>> 32) & table.length - 1;
    }

    private void rehash() {
        table = new int[table.length * 2];
        Column column = values.column();
        for (int entry = 0; entry < entries; entry++) {
            int slot = slot(groupOf[entry], column, entry, labelOf[entry]);
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = entry + 1;
        }
    }

    /** The entries whose weight is not 0 (more than 0 where {@code present}), by group, label and value. */
    final int[] sorted(boolean present) {
        int[] order = new int[entries];
        int count = 0;
        for (int entry = 0; entry < entries; entry++) {
            if (present ? weightOf[entry] > 0 : weightOf[entry] != 0) {
                order[count++] = entry;
            }
        }
        int[] live = Arrays.copyOf(order, count);
        sort(live, order, 0, count);
        return live;
    }

    private void sort(int[] live, int[] scratch, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(live, scratch, from, middle);
        sort(live, scratch, middle, to);
        System.arraycopy(live, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++) {
            boolean takeRight = right < to && compare(live[right], scratch[left]) < 0;
            live[at] = takeRight ? live[right++] : scratch[left++];
        }
    }

    private int compare(int a, int b) {
        int order = Integer.compare(groupOf[a], groupOf[b]);
        if (order == 0 && labelled) {
            order = Long.compare(labelOf[a], labelOf[b]);
        }
        return order != 0 ? order : values.compare(a, values.column(), b);
    }

    @Override
    public List<FieldType> stateTypes() {
        return List.of(FieldType.STRING);
    }

    /** A text a group: {@code weight,label,length:text} for each value, its canonical text behind its length in bytes. */
    @Override
    public List<Column> state(int groups) {
        int[] order = sorted(false);
        Column column = values.column();
        Output output = new Output(FieldType.STRING);
        output.begin(groups);
        TextBuffer all = new TextBuffer(256);
        TextBuffer one = new TextBuffer(64);
        int next = 0;
        for (int group = 0; group < groups; group++) {
            all.clear();
            for (; next < order.length && groupOf[order[next]] == group; next++) {
                one.clear();
                format.format(column, order[next], one);
                all.put(weightOf[order[next]] + "," + labelOf[order[next]] + "," + one.length + ":");
                all.put(one.bytes, 0, one.length);
            }
            output.putText(all.bytes, 0, all.length);
        }
        return List.of(output.finish());
    }

    /** Directly: as texts, a million values take longer to write and read than all rows do to be added. */
    @Override
    public void merge(Totals other, int[] groupMap, int groups) {
        Multiset its = (Multiset) other;
        Column column = its.values.column();
        for (int entry = 0; entry < its.entries; entry++) {
            int group = groupMap[its.groupOf[entry]];
            if (group >= 0 && its.weightOf[entry] != 0) {
                add(group, column, entry, its.labelOf[entry], its.weightOf[entry]);
            }
        }
    }

    @Override
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        TextColumn texts = (TextColumn) state.get(0);
        for (int i = 0; i < rows; i++) {
            if (groupOfRow[i] >= 0) {
                restore(groupOfRow[i], texts.slices.bytes, texts.slices.start(i), texts.slices.end(i));
            }
        }
    }

    private void restore(int group, byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            int comma = find(bytes, at, ',');
            int second = find(bytes, comma + 1, ',');
            int colon = find(bytes, second + 1, ':');
            long weight = number(bytes, at, comma);
            long label = number(bytes, comma + 1, second);
            int length = (int) number(bytes, second + 1, colon);
            String text = new String(bytes, colon + 1, length, java.nio.charset.StandardCharsets.UTF_8);
            if (!(format.castText(text) instanceof CastResult.Value value)) {
                throw new IllegalStateException("a stored state is not of type " + type.text() + ": " + text);
            }
            dev.weir.row.ColumnBuilder one = dev.weir.row.ColumnBuilder.of(type);
            one.append(value.value());
            add(group, one.build(), 0, label, weight);
            at = colon + 1 + length;
        }
    }

    private static int find(byte[] bytes, int from, char mark) {
        int at = from;
        while (bytes[at] != mark) {
            at++;
        }
        return at;
    }

    private static long number(byte[] bytes, int from, int to) {
        return Long.parseLong(new String(bytes, from, to - from, java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Override
    public boolean invertible() {
        return true;
    }

    @Override
    public long heapBytes() {
        return values.heapBytes() + 20L * groupOf.length + 4L * table.length;
    }
}
