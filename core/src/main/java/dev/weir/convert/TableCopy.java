package dev.weir.convert;

import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.TextBuffer;
import dev.weir.run.OpenPackage;
import dev.weir.run.RawRows;
import dev.weir.source.SourceException;
import dev.weir.write.CsvLayout;
import dev.weir.write.CsvRowWriter;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one table anew, in their order, a part of a block at a time: constant memory. A row with cells that
 * no field is for, or with bytes that are no text, cannot be converted: {@link SourceException}.
 */
final class TableCopy {
    private final OpenPackage.Table table;
    private final String name;
    private final Consumer<Loss> losses;
    private final Sink sink;
    private final TextBuffer out = new TextBuffer(1 << 16);

    /** Where bytes go. */
    interface Sink {
        void put(byte[] bytes, int from, int to) throws IOException;
    }

    TableCopy(OpenPackage.Table table, Sink sink, Consumer<Loss> losses) {
        this.table = table;
        this.name = table.descriptor().name();
        this.losses = losses;
        this.sink = sink;
    }

    /** As CSV. {@code read} is null for text as it stands. */
    void csv(@Nullable Schema read, CsvLayout layout) throws IOException {
        try (RawRows rows = table.rawRows(read, true)) {
            TextBuffer head = layout.head();
            out.put(head.bytes, 0, head.length);
            long[] number = {0};
            CsvRowWriter writer = layout.writer((batch, row, code, field, note) -> {
                throw failed(code, "row " + (number[0] + row + 1) + ", field '" + field + "': " + note);
            });
            flush();
            long missing = 0;
            while (rows.next()) {
                check(rows);
                missing += rows.missingCells();
                number[0] = rows.before();
                writer.write(rows.cells(), out);
                flush();
            }
            sayMissing(missing);
        }
    }

    /** As values of JSON; {@code arrays} is for readers of version 1, which sort the keys of objects. */
    void json(@Nullable Schema read, Schema target, boolean lines, boolean arrays) throws IOException {
        try (RawRows rows = table.rawRows(read, true)) {
            JsonRows json = new JsonRows(name, rows.schema(), target, arrays);
            TextBuffer header = json.header();
            boolean first = true;
            out.put(lines ? "" : "[");
            if (header != null) {
                separate(lines, true);
                out.put(header.bytes, 0, header.length);
                first = false;
            }
            long missing = 0;
            while (rows.next()) {
                check(rows);
                missing += rows.missingCells();
                Batch batch = rows.cells();
                for (int row = 0; row < rows.rows(); row++) {
                    separate(lines, first);
                    first = false;
                    json.put(batch, row, rows.before() + row + 1, out);
                }
                flush();
            }
            end(lines, first, target.names());
            sayMissing(missing);
            for (int i = 0; i < target.fields().size(); i++) {
                if (json.notNative(i) > 0) {
                    losses.accept(new Loss(
                            name + ", field '" + target.field(i).name() + "'",
                            json.notNative(i) + " cells are text: JSON has no NaN and no infinite numbers"));
                }
            }
        }
    }

    /** The rows of JSON as they are, without the blanks between their parts. */
    void rows(boolean lines) throws IOException {
        try (RawRows rows = table.rawRows(null, true)) {
            boolean first = true;
            out.put(lines ? "" : "[");
            int[] starts = new int[0];
            int[] ends = new int[0];
            while (rows.next()) {
                check(rows);
                if (starts.length < rows.rows()) {
                    starts = new int[rows.rows()];
                    ends = new int[rows.rows()];
                }
                rows.records(starts, ends);
                byte[] bytes = rows.bytes();
                if (first && bytes[starts[0]] == '[' && rows.labels() != null) {
                    first = false;
                    separate(lines, true);
                    out.put(JsonRows.array(rows.labels()));
                }
                for (int row = 0; row < rows.rows(); row++) {
                    separate(lines, first);
                    first = false;
                    compact(bytes, starts[row], ends[row]);
                }
                flush();
            }
            List<String> labels = rows.labels();
            end(lines, first, labels == null ? List.of() : labels);
        }
    }

    private void separate(boolean lines, boolean first) {
        if (lines) {
            out.put(first ? "" : "\n");
        } else {
            out.put(first ? "\n" : ",\n");
        }
    }

    /** The end of the rows. A table without a row is its header, which says that it is not just empty. */
    private void end(boolean lines, boolean none, List<String> header) throws IOException {
        boolean empty = none && header.isEmpty();
        if (none && !empty) {
            separate(lines, true);
            out.put(JsonRows.array(header));
        }
        out.put(lines ? empty ? "" : "\n" : empty ? "]\n" : "\n]\n");
        flush();
    }

    private void compact(byte[] bytes, int from, int to) {
        boolean inside = false;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (inside) {
                out.put(b);
                if (b == '\\') {
                    out.put(bytes[++at]);
                }
                inside = b != '"';
            } else if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                out.put(b);
                inside = b == '"';
            }
        }
    }

    private void check(RawRows rows) {
        String problem = rows.problem();
        if (problem != null) {
            throw failed(ErrorCode.SOURCE_ERROR, problem);
        }
    }

    private SourceException failed(ErrorCode code, String note) {
        return new SourceException(code, name, note, -1, null);
    }

    private void sayMissing(long missing) {
        if (missing > 0) {
            losses.accept(new Loss(name, missing + " cells that rows were too short for are missing cells now"));
        }
    }

    private void flush() throws IOException {
        if (out.length > 0) {
            sink.put(out.bytes, 0, out.length);
            out.clear();
        }
    }
}
