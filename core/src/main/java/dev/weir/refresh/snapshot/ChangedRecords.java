package dev.weir.refresh.snapshot;

import dev.weir.process.Whole;
import dev.weir.row.TextBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows that have changed, one after the other in the order of their labels, as records. Holds some thousands. One thread. */
final class ChangedRecords {
    private final KeptRows.Changes changes;
    private final Whole.RecordTable table;
    private final TextBuffer records = new TextBuffer(1 << 16);
    private int[] ends = new int[0];
    private KeptRows.@Nullable Part part;
    private int at;

    ChangedRecords(KeptRows.Changes changes, Whole.RecordTable table) {
        this.changes = changes;
        this.table = table;
        fetch();
    }

    private void fetch() {
        KeptRows.Part next = changes.next();
        part = next;
        at = 0;
        if (next != null && next.batch() != null) {
            if (ends.length < next.batch().rows()) {
                ends = new int[next.batch().rows()];
            }
            records.clear();
            table.format(next.batch(), records, ends);
        }
    }

    /** The label of the change at hand; null behind the last one. */
    byte @Nullable [] label() {
        return part == null ? null : part.labels().get(at);
    }

    /** Whether there is a change at hand, and its label is below this one; null is above all. */
    boolean isBefore(byte @Nullable [] label) {
        byte[] its = label();
        return its != null && (label == null || Arrays.compareUnsigned(its, label) < 0);
    }

    /** Adds the change at hand, if it is a row, and goes on to the next one. */
    void take(BlockBuilder to) {
        KeptRows.Part now = part;
        if (now == null) {
            throw new IllegalStateException("no change is at hand");
        }
        int row = now.rows()[at];
        if (row >= 0) {
            to.add(now.labels().get(at), records.bytes, row == 0 ? 0 : ends[row - 1], ends[row]);
        }
        if (++at == now.labels().size()) {
            fetch();
        }
    }
}
