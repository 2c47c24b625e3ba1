package dev.weir.processors.field;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.Keys;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps some of the fields. Cells are not touched: columns are handed on with their raw text. */
record FieldSelection(Function<Schema, List<String>> names) implements Each {
    @Override
    public boolean keepsLabels() {
        return true;
    }

    @Override
    public Schema describe(Schema input) {
        List<String> kept = names.apply(input);
        List<Field> fields = new ArrayList<>();
        for (String name : kept) {
            fields.add(input.field(input.indexOf(name)));
        }
        List<String> gone =
                input.names().stream().filter(name -> !kept.contains(name)).toList();
        return Keys.without(input, gone).withFields(fields);
    }

    @Override
    public Origins origins(List<Schema> inputs, Schema output) {
        return Origins.sameNames(inputs.get(0), output);
    }

    @Override
    public Kernel kernel(Schema input) {
        Schema output = describe(input);
        int[] indexes = output.names().stream().mapToInt(input::indexOf).toArray();
        return (batch, out) -> {
            List<Column> columns = new ArrayList<>(indexes.length);
            for (int index : indexes) {
                columns.add(batch.column(index));
            }
            out.emit(batch.with(output, columns));
        };
    }
}
