package dev.weir.processors;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.FlowException;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.row.BatchRow;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The forms of steps that are written as functions on rows. Functions are taken as pure, and run on many threads. */
final class Lambdas {
    private Lambdas() {}

    /** Keeps the rows for which {@code condition} is true; cells keep their raw text. */
    static Each filter(Predicate<Row> condition) {
        return new Each() {
            @Override
            public boolean keepsLabels() {
                return true;
            }

            @Override
            public Schema describe(Schema input) {
                return input;
            }

            @Override
            public Origins origins(List<Schema> inputs, Schema output) {
                return Origins.sameNames(inputs.get(0), output)
                        .rows(How.FILTER, 0, inputs.get(0).names());
            }

            @Override
            public Kernel kernel(Schema input) {
                return (batch, output) -> {
                    int[] rows = new int[batch.rows()];
                    int count = 0;
                    BatchRow cursor = batch.cursor();
                    for (int i = 0; i < batch.rows(); i++) {
                        if (condition.test(cursor.at(i))) {
                            rows[count++] = i;
                        }
                    }
                    if (count > 0) {
                        output.emit(count == batch.rows() ? batch : batch.gather(rows, count));
                    }
                };
            }
        };
    }

    /** Adds a field behind the others, computed from each row; a null result is a missing cell. */
    static Each addField(Field field, Function<Row, @Nullable Object> value) {
        return new Each() {
            @Override
            public boolean keepsLabels() {
                return true;
            }

            @Override
            public Schema describe(Schema input) {
                if (input.indexOf(field.name()) >= 0) {
                    throw new FlowException(
                            "there is already a field '" + field.name() + "': give the new one another name");
                }
                List<Field> fields = new ArrayList<>(input.fields());
                fields.add(field);
                return input.withFields(fields);
            }

            @Override
            public Origins origins(List<Schema> inputs, Schema output) {
                return Origins.sameNames(inputs.get(0), output)
                        .from(field.name(), How.TRANSFORMATION, 0, inputs.get(0).names());
            }

            @Override
            public Kernel kernel(Schema input) {
                Schema described = describe(input);
                return (batch, output) -> {
                    ColumnBuilder builder = ColumnBuilder.of(field);
                    BatchRow cursor = batch.cursor();
                    for (int i = 0; i < batch.rows(); i++) {
                        builder.append(value.apply(cursor.at(i)));
                    }
                    List<Column> columns = new ArrayList<>(batch.columns());
                    columns.add(builder.build());
                    output.emit(batch.with(described, columns));
                };
            }
        };
    }
}
