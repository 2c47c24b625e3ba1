package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.expression.Evaluator;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Key expressions over the rows of a schema, and rows widened by the keys that are not among their fields, so that rows
 * and keys are kept together. Immutable; {@link #reader} is for one thread.
 */
final class KeyColumns {
    private final Schema rows;
    private final Schema widened;
    private final List<Bound> keys;
    private final int[] places;

    KeyColumns(Schema rows, List<Bound> keys) {
        this.rows = rows;
        this.keys = List.copyOf(keys);
        this.places = new int[keys.size()];
        List<Field> fields = new ArrayList<>(rows.fields());
        for (int i = 0; i < places.length; i++) {
            places[i] = keys.get(i).field();
            if (places[i] < 0) {
                places[i] = fields.size();
                fields.add(keys.get(i).result("key " + (i + 1)));
            }
        }
        this.widened = fields.size() == rows.fields().size() ? rows : Schema.of(fields);
    }

    /** The rows' schema. */
    Schema rows() {
        return rows;
    }

    /** The rows' fields, then the computed keys. */
    Schema widened() {
        return widened;
    }

    int size() {
        return places.length;
    }

    /** The 0-based place of a key among the fields of {@link #widened}. */
    int place(int key) {
        return places[key];
    }

    Reader reader(RowErrors errors) {
        return new Reader(errors);
    }

    /** Computes keys of batches; one thread. */
    final class Reader {
        private final RowErrors errors;
        private final @Nullable Evaluator[] evaluators = new Evaluator[places.length];

        Reader(RowErrors errors) {
            this.errors = errors;
            for (int i = 0; i < places.length; i++) {
                evaluators[i] = keys.get(i).field() < 0 ? keys.get(i).evaluator() : null;
            }
        }

        /** The rows that can be processed, with their computed keys behind their fields. */
        Batch widen(Batch batch) {
            if (widened == rows) {
                return batch;
            }
            List<Column> columns = new ArrayList<>(batch.columns());
            boolean[] gone = null;
            for (int i = 0; i < places.length; i++) {
                Evaluator evaluator = evaluators[i];
                if (evaluator != null) {
                    Column column = evaluator.evaluate(batch);
                    columns.add(column);
                    gone = report(batch, evaluator, gone);
                }
            }
            Batch wide = batch.with(widened, columns);
            return gone == null ? wide : without(wide, gone);
        }

        private boolean @Nullable [] report(Batch batch, Evaluator evaluator, boolean @Nullable [] gone) {
            int[] bad = new int[batch.rows()];
            int count = evaluator.bad(bad);
            boolean[] marked = gone;
            for (int i = 0; i < count; i++) {
                boolean seen = marked != null && marked[bad[i]];
                if (!seen && !errors.error(batch, bad[i], ErrorCode.TYPE_ERROR, "", evaluator.note(bad[i]))) {
                    marked = marked == null ? new boolean[batch.rows()] : marked;
                    marked[bad[i]] = true;
                }
            }
            return marked;
        }

        private Batch without(Batch batch, boolean[] gone) {
            int[] kept = new int[batch.rows()];
            int count = 0;
            for (int i = 0; i < batch.rows(); i++) {
                if (!gone[i]) {
                    kept[count++] = i;
                }
            }
            return batch.gather(kept, count);
        }
    }

    /** The keys' columns of a widened batch. */
    Column[] of(Batch widened) {
        Column[] columns = new Column[places.length];
        for (int i = 0; i < places.length; i++) {
            columns[i] = widened.column(places[i]);
        }
        return columns;
    }
}
