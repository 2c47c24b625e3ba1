package dev.weir.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Whether values of two types are the same: numbers of all kinds by what they are worth, all else by what they equal. */
final class SameValue {
    private SameValue() {}

    static boolean of(@Nullable Object a, @Nullable Object b) {
        BigDecimal first = number(a);
        BigDecimal second = number(b);
        if (first != null && second != null) {
            return first.compareTo(second) == 0;
        }
        return a == null ? b == null : a.equals(b);
    }

    static @Nullable BigDecimal number(@Nullable Object value) {
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        } else if (value instanceof BigInteger wide) {
            return new BigDecimal(wide);
        }
        return value instanceof BigDecimal decimal ? decimal : null;
    }
}
