package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.CalendarDuration;
import dev.weir.row.TextBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of a {@code duration} field: text to months and exact seconds.
 *
 * <p>Reads XML Schema {@code duration}: {@code -PnYnMnDTnHnMn.nS}, each part optional, one at least, one behind a {@code
 * T}. Canonical text is that of XML Schema 1.1: months below 12, hours below 24, minutes and seconds below 60; nothing is
 * {@code PT0S}. Parts past 1,000 digits, and months past a {@code long}, are refused. Errors: {@code type-error}. Spec:
 * https://datapackage.org/standard/table-schema/#duration
 */
final class DurationType extends ObjectType {
    private static final BigInteger DAY = BigInteger.valueOf(86_400);

    DurationType(Field field, List<MissingValue> missing) {
        super(field, missing);
    }

    @Override
    @Nullable
    Object castCell(byte[] bytes, int start, int end) {
        boolean negative = start < end && bytes[start] == '-';
        int at = negative ? start + 1 : start;
        if (at >= end || bytes[at] != 'P' || end - start > 4 * NumberText.MAX_DIGITS) {
            return null;
        }
        return new Reader(bytes, at + 1, end).read(negative);
    }

    /** Reads the parts behind the P, in their order. */
    private static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int at;
        private int parts;

        Reader(byte[] bytes, int at, int end) {
            this.bytes = bytes;
            this.at = at;
            this.end = end;
        }

        @Nullable
        Object read(boolean negative) {
            BigInteger months = whole('Y').multiply(BigInteger.valueOf(12)).add(whole('M'));
            BigDecimal seconds = new BigDecimal(whole('D').multiply(DAY));
            if (at < end && bytes[at] == 'T') {
                at++;
                int before = parts;
                seconds = seconds.add(new BigDecimal(whole('H')
                                .multiply(BigInteger.valueOf(3600))
                                .add(whole('M').multiply(BigInteger.valueOf(60)))))
                        .add(seconds());
                if (parts == before) {
                    return null;
                }
            }
            if (at != end || parts == 0 || months.bitLength() > 62) {
                return null;
            }
            return negative
                    ? new CalendarDuration(-months.longValue(), seconds.negate())
                    : new CalendarDuration(months.longValue(), seconds);
        }

        /** The digits before {@code unit}, behind which the reader then stands; zero where that part is not here. */
        private BigInteger whole(char unit) {
            int to = digits(at);
            if (to == at || to >= end || bytes[to] != unit || to - at > NumberText.MAX_DIGITS) {
                return BigInteger.ZERO;
            }
            BigInteger number = new BigInteger(text(at, to));
            at = to + 1;
            parts++;
            return number;
        }

        private BigDecimal seconds() {
            int to = digits(at);
            if (to == at) {
                return BigDecimal.ZERO;
            }
            if (to < end && bytes[to] == '.') {
                int fraction = digits(to + 1);
                to = fraction == to + 1 ? end : fraction;
            }
            if (to >= end || bytes[to] != 'S' || to - at > NumberText.MAX_DIGITS) {
                return BigDecimal.ZERO;
            }
            BigDecimal number = new BigDecimal(text(at, to));
            at = to + 1;
            parts++;
            return number;
        }

        private int digits(int from) {
            int to = from;
            while (to < end && NumberText.isDigit(bytes[to])) {
                to++;
            }
            return to;
        }

        private String text(int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        }
    }

    @Override
    void format(Object value, TextBuffer out) {
        CalendarDuration duration = (CalendarDuration) value;
        long months = Math.abs(duration.months());
        BigDecimal seconds = duration.seconds().abs();
        boolean negative = duration.months() < 0 || duration.seconds().signum() < 0;
        out.put(negative ? "-P" : "P");
        put(BigInteger.valueOf(months / 12), 'Y', out);
        put(BigInteger.valueOf(months % 12), 'M', out);
        BigInteger[] days = seconds.toBigInteger().divideAndRemainder(DAY);
        put(days[0], 'D', out);
        int rest = days[1].intValue();
        BigDecimal second =
                seconds.subtract(new BigDecimal(seconds.toBigInteger())).add(BigDecimal.valueOf(rest % 60));
        if (seconds.signum() == 0 && months == 0) {
            out.put("T0S");
        } else if (rest > 0 || second.signum() > 0) {
            out.put((byte) 'T');
            put(BigInteger.valueOf(rest / 3600), 'H', out);
            put(BigInteger.valueOf(rest / 60 % 60), 'M', out);
            if (second.signum() > 0) {
                out.put(second.stripTrailingZeros().toPlainString());
                out.put((byte) 'S');
            }
        }
    }

    private static void put(BigInteger number, char unit, TextBuffer out) {
        if (number.signum() > 0) {
            out.put(number.toString());
            out.put((byte) unit);
        }
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        return null;
    }
}
