package dev.weir.purity;

import dev.weir.descriptor.Schema;
import dev.weir.process.ImpureException;
import dev.weir.process.Output;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.BatchRow;
import dev.weir.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a function gave when it was first called: rows and errors, in turn. What it gives then is compared, and passed on.
 * One thread.
 */
final class Results {
    private static final int CELLS = 3;
    private static final int LONGEST = 40;

    private final String step;
    private final @Nullable Batch input;
    private final List<Object> first = new ArrayList<>();
    private int again;

    /** What is made of one row. */
    private record Made(Object[] cells, long label) {}

    /** An error of one row. */
    private record Failed(int row, ErrorCode code, String field, String note) {}

    /** @param input what the function is called on, null where that is no batch */
    Results(String step, @Nullable Batch input) {
        this.step = step;
        this.input = input;
    }

    /** Takes what is given first. */
    Output first() {
        return new Output() {
            @Override
            public void emit(Batch batch) {
                BatchRow cursor = batch.cursor();
                for (int i = 0; i < batch.rows(); i++) {
                    first.add(new Made(cells(cursor.at(i)), batch.label(i)));
                }
            }

            @Override
            public void error(Batch batch, int row, ErrorCode code, String field, String note) {
                first.add(new Failed(row, code, field, note));
            }
        };
    }

    /** Compares what is given then, and passes it on. */
    Output then(Output output) {
        return new Output() {
            @Override
            public void emit(Batch batch) {
                BatchRow cursor = batch.cursor();
                for (int i = 0; i < batch.rows(); i++) {
                    compare(cursor.at(i), batch.label(i));
                }
                output.emit(batch);
            }

            @Override
            public void error(Batch batch, int row, ErrorCode code, String field, String note) {
                compare(new Failed(row, code, field, note), batch.label(row));
                output.error(batch, row, code, field, note);
            }
        };
    }

    void add(Row row) {
        first.add(new Made(cells(row), -1));
    }

    void compare(Row row, long label) {
        Object known = next();
        if (!(known instanceof Made made)) {
            throw differs("a row of", label, known == null ? "nothing" : text(known), "a row");
        }
        Object[] cells = cells(row);
        for (int i = 0; i < cells.length || i < made.cells.length; i++) {
            Object one = i < made.cells.length ? made.cells[i] : null;
            Object other = i < cells.length ? cells[i] : null;
            if (!Objects.equals(one, other)) {
                throw differs("field '" + row.schema().field(i).name() + "' of", label, text(one), text(other));
            }
        }
    }

    private void compare(Failed failed, long label) {
        Object known = next();
        if (!failed.equals(known)) {
            throw differs("an error of", label, known == null ? "nothing" : text(known), text(failed));
        }
    }

    private @Nullable Object next() {
        return again < first.size() ? first.get(again++) : null;
    }

    /** Says that nothing more comes. */
    void end() {
        if (again < first.size()) {
            Object missing = first.get(again);
            throw differs("a row of", missing instanceof Made made ? made.label : -1, text(missing), "nothing");
        }
    }

    /** Compares one value of a row. */
    static void compare(String step, String field, Row row, @Nullable Object first, @Nullable Object then) {
        if (!Objects.equals(first, then)) {
            throw new ImpureException(step, said(field + " of " + named(row), text(first), text(then)), -1);
        }
    }

    private ImpureException differs(String what, long label, String one, String other) {
        return new ImpureException(step, said(what + " " + of(label), one, other), label);
    }

    private static String said(String what, String one, String other) {
        return what + " is " + one + " when called first, " + other + " when called again";
    }

    private String of(long label) {
        for (int row = 0; input != null && row < input.rows(); row++) {
            if (input.label(row) == label) {
                return named(input.cursor().at(row));
            }
        }
        return "what is made of a group";
    }

    /** A row by its key, else by its first cells. */
    private static String named(Row row) {
        Schema schema = row.schema();
        List<String> fields = schema.primaryKey().isEmpty() ? schema.names() : schema.primaryKey();
        List<String> cells = new ArrayList<>();
        for (String field : fields.subList(0, Math.min(CELLS, fields.size()))) {
            cells.add(field + " " + text(row.value(field)));
        }
        return "the row (" + String.join(", ", cells) + ")";
    }

    static @Nullable Object[] cells(Row row) {
        Object[] cells = new Object[row.schema().fields().size()];
        Arrays.setAll(cells, row::value);
        return cells;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Made) {
            return "a row";
        }
        if (value instanceof Failed failed) {
            return "the error \"" + failed.note + "\"";
        }
        String text = String.valueOf(value == null ? "missing" : value);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
