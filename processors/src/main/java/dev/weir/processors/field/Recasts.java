package dev.weir.processors.field;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.OnError;
import dev.weir.process.Output;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.RowFaults;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.type.CellType;
import java.util.ArrayList;
import java.util.List;

/** Reads the cells of all fields again that a schema has other properties for; the fields are the same in number. */
final class Recasts {
    private Recasts() {}

    static Each.Kernel kernel(Schema input, Schema output, OnError onError) {
        List<Recast> recasts = new ArrayList<>();
        for (int i = 0; i < input.fields().size(); i++) {
            boolean sameMissing = input.missingValues(input.field(i)).equals(output.missingValues(output.field(i)));
            if (!output.field(i).equals(input.field(i)) || !sameMissing) {
                recasts.add(new Recast(input, output, i));
            }
        }
        return (batch, out) -> apply(recasts, batch, output, onError, out);
    }

    private static void apply(List<Recast> recasts, Batch batch, Schema schema, OnError onError, Output output) {
        List<Column> columns = new ArrayList<>(batch.columns());
        boolean[] faulty = new boolean[batch.rows()];
        for (Recast recast : recasts) {
            Column before = columns.get(recast.field());
            Column after = recast.apply(before, batch.rows());
            columns.set(recast.field(), after);
            for (int row = 0; row < batch.rows() && after.states != null; row++) {
                if (after.isBad(row) && !before.isBad(row)) {
                    faulty[row] = true;
                    String name = schema.field(recast.field()).name();
                    output.error(batch, row, ErrorCode.TYPE_ERROR, name, recast.note(row));
                }
            }
        }
        RowFaults.emit(batch.with(schema, columns), faulty, onError, output);
    }

    /** Fields keep their names; what is read in another way is made anew. */
    static Origins origins(Schema before, Schema after) {
        Origins origins = Origins.sameNames(before, after);
        for (int i = 0; i < after.fields().size(); i++) {
            Field field = after.field(i);
            Field old = before.field(i);
            CellType type = CellType.of(field, after.missingValues(field));
            if (field.type() != old.type()
                    || !CellType.of(old, before.missingValues(old)).readsSame(type)) {
                origins =
                        origins.without(field.name()).from(field.name(), How.TRANSFORMATION, 0, List.of(field.name()));
            }
        }
        return origins;
    }
}
