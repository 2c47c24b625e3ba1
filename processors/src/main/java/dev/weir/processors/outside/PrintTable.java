package dev.weir.processors.outside;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.process.Whole;
import dev.weir.processors.schema.CellText;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Batch;
import dev.weir.row.TextBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the first rows of a resource as text and prints them at its end. */
final class PrintTable implements Whole.Table {
    private final Whole.Opening opening;
    private final Schema schema;
    private final int limit;
    private final PrintFormat format;
    private final List<List<@Nullable String>> kept = new ArrayList<>();
    private volatile boolean full;
    private long rows;

    PrintTable(Whole.Opening opening, int limit, PrintFormat format) {
        this.opening = opening;
        this.schema = TableProcessor.schema(opening.resource());
        this.limit = limit;
        this.format = format;
    }

    /** @param first the first rows of the batch, cell by cell, null where one is missing */
    private record Prepared(int rows, List<List<@Nullable String>> first) {}

    @Override
    public Preparer preparer() {
        List<CellText> texts = new ArrayList<>();
        for (Field field : schema.fields()) {
            texts.add(new CellText(schema, field));
        }
        return batch -> new Prepared(batch.rows(), full ? List.of() : texts(texts, batch));
    }

    private List<List<@Nullable String>> texts(List<CellText> texts, Batch batch) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        TextBuffer buffer = new TextBuffer(64);
        for (int row = 0; row < Math.min(limit, batch.rows()); row++) {
            List<@Nullable String> cells = new ArrayList<>();
            for (int field = 0; field < texts.size(); field++) {
                buffer.clear();
                boolean present =
                        !batch.column(field).isNull(row) && texts.get(field).append(batch.column(field), row, buffer);
                cells.add(present ? buffer.text() : null);
            }
            rows.add(cells);
        }
        return rows;
    }

    @Override
    public void take(Object prepared) {
        Prepared next = (Prepared) prepared;
        rows += next.rows();
        for (List<@Nullable String> row : next.first()) {
            if (kept.size() < limit) {
                kept.add(row);
            }
        }
        full = kept.size() >= limit;
    }

    @Override
    public void end() {
        opening.inputs().out().accept(format.print(opening.resource().name(), schema, kept, rows));
    }
}
