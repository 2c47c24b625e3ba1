package dev.weir.checklist;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No value of a number field is further from the centre than so many standard deviations. Memory: for {@code mean} none,
 * for {@code median} 8 bytes a row, for {@code mode} the distinct values.
 *
 * @param interval standard deviations
 * @param average {@code mean}, {@code median} or {@code mode} (the first of the most frequent values)
 */
record DeviatedValue(String fieldName, double interval, String average) implements Check {
    private static final double INTERVAL = 3;

    static DeviatedValue of(Settings settings) {
        return new DeviatedValue(
                settings.text("fieldName"),
                settings.number("interval", INTERVAL),
                settings.text("average", List.of("mean", "median", "mode")));
    }

    @Override
    public ErrorCode code() {
        return ErrorCode.DEVIATED_VALUE;
    }

    @Override
    public TableCheck start(Schema schema) {
        int field = CheckException.field(schema, fieldName, code().code());
        FieldType type = schema.field(field).type();
        if (type != FieldType.INTEGER && type != FieldType.NUMBER) {
            throw new CheckException("the check deviated-value is of numbers, and the field \"" + fieldName
                    + "\" is of the type " + type.text());
        }
        Centre centre = switch (average) {
            case "median" -> new Median();
            case "mode" -> new Mode();
            default -> new Mean();
        };
        return new Values(field, centre);
    }

    private final class Values extends TableCheck {
        private final int field;
        private final Centre centre;
        private final Spread spread = new Spread();
        private double least = Double.NEGATIVE_INFINITY;
        private double most = Double.POSITIVE_INFINITY;

        Values(int field, Centre centre) {
            this.field = field;
            this.centre = centre;
        }

        @Override
        public int passes() {
            return 2;
        }

        @Override
        public void rows(int pass, Batch batch, Found found) {
            for (int row = 0; row < batch.rows(); row++) {
                Double value = number(batch.column(field).value(row));
                if (value == null) {
                    continue;
                }
                if (pass == 0) {
                    spread.add(value);
                    centre.add(value);
                } else if (value < least || value > most) {
                    String bounds = String.format(Locale.ROOT, "[%.2f, %.2f]", least, most);
                    found.cell(row, field, "the value is deviated: it is not within " + bounds);
                }
            }
        }

        @Override
        public void end(int pass, long rows, Found found) {
            if (pass == 0 && spread.count() >= 2) {
                double width = spread.deviation() * interval;
                double middle = centre.of(spread);
                least = middle - width;
                most = middle + width;
            }
        }
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number number && !Double.isNaN(number.doubleValue()) ? number.doubleValue() : null;
    }

    /** What values lie around. */
    private interface Centre {
        void add(double value);

        double of(Spread spread);
    }

    private static final class Mean implements Centre {
        @Override
        public void add(double value) {}

        @Override
        public double of(Spread spread) {
            return spread.mean();
        }
    }

    private static final class Median implements Centre {
        private double[] values = new double[1024];
        private int count;

        @Override
        public void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = value;
        }

        @Override
        public double of(Spread spread) {
            Arrays.sort(values, 0, count);
            int half = count / 2;
            return count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
        }
    }

    private static final class Mode implements Centre {
        private final Map<Double, Long> counts = new HashMap<>();
        private final Map<Double, Long> firsts = new HashMap<>();
        private long seen;

        @Override
        public void add(double value) {
            counts.merge(value, 1L, Long::sum);
            firsts.putIfAbsent(value, seen++);
        }

        @Override
        public double of(Spread spread) {
            double mode = spread.mean();
            long most = 0;
            long first = 0;
            for (Map.Entry<Double, Long> entry : counts.entrySet()) {
                long at = firsts.getOrDefault(entry.getKey(), 0L);
                if (entry.getValue() > most || entry.getValue() == most && at < first) {
                    mode = entry.getKey();
                    most = entry.getValue();
                    first = at;
                }
            }
            return mode;
        }
    }
}
