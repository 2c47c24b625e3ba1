package dev.weir.checklist;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * No text of a string field is much longer than the field's others: than the median and so many standard deviations of
 * their lengths, and than 5,000 characters. Memory: the distinct lengths of each field.
 */
record DeviatedCell(double interval, List<String> ignoreFields) implements Check {
    private static final double INTERVAL = 3;
    private static final int ALWAYS_FINE = 5000;

    static DeviatedCell of(Settings settings) {
        return new DeviatedCell(settings.number("interval", INTERVAL), settings.texts("ignoreFields"));
    }

    @Override
    public ErrorCode code() {
        return ErrorCode.DEVIATED_CELL;
    }

    @Override
    public TableCheck start(Schema schema) {
        ignoreFields.forEach(name -> CheckException.field(schema, name, code().code()));
        return new Lengths(schema);
    }

    private final class Lengths extends TableCheck {
        private final Schema schema;
        private final Field[] fields;

        Lengths(Schema schema) {
            this.schema = schema;
            this.fields = new Field[schema.fields().size()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = new Field();
            }
        }

        @Override
        public int passes() {
            return 2;
        }

        @Override
        public void rows(int pass, Batch batch, Found found) {
            for (int field = 0; field < fields.length; field++) {
                if (schema.field(field).type() != FieldType.STRING
                        || ignoreFields.contains(schema.field(field).name())) {
                    continue;
                }
                for (int row = 0; row < batch.rows(); row++) {
                    if (batch.column(field).value(row) instanceof String text && !text.isEmpty()) {
                        int length = text.codePointCount(0, text.length());
                        if (pass == 0) {
                            fields[field].add(length);
                        } else if (length > fields[field].most) {
                            found.cell(row, field, "the cell has deviated size: " + length + " characters");
                        }
                    }
                }
            }
        }

        @Override
        public void end(int pass, long rows, Found found) {
            for (Field field : fields) {
                field.end(interval);
            }
        }
    }

    /** The lengths of one field's texts. */
    private static final class Field {
        private final Spread spread = new Spread();
        private final TreeMap<Integer, Long> lengths = new TreeMap<>();
        private double most = Double.POSITIVE_INFINITY;

        void add(int length) {
            spread.add(length);
            lengths.merge(length, 1L, Long::sum);
        }

        void end(double interval) {
            if (spread.count() >= 2) {
                most = Math.max(ALWAYS_FINE, median() + spread.deviation() * interval);
            }
        }

        private double median() {
            long half = spread.count() / 2;
            boolean odd = spread.count() % 2 == 1;
            long seen = 0;
            double below = 0;
            for (Map.Entry<Integer, Long> entry : lengths.entrySet()) {
                boolean hadBelow = seen >= half;
                seen += entry.getValue();
                if (seen > half) {
                    return odd || !hadBelow ? entry.getKey() : (below + entry.getKey()) / 2;
                }
                below = entry.getKey();
            }
            return below;
        }
    }
}
