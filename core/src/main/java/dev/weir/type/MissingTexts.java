package dev.weir.type;

import dev.weir.descriptor.MissingValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts that mean a missing cell, prepared for comparing with slices. Immutable.
 *
 * <p>The usual list, the empty text alone, costs a length test.
 */
final class MissingTexts {
    private final Set<String> texts;
    private final boolean empty;
    private final byte[][] others;
    private final long lengths;

    MissingTexts(List<MissingValue> values) {
        Set<String> distinct = new LinkedHashSet<>();
        for (MissingValue value : values) {
            distinct.add(value.value());
        }
        texts = Set.copyOf(distinct);
        empty = distinct.remove("");
        others = distinct.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        long mask = 0;
        for (byte[] other : others) {
            mask |= 1L << Math.min(other.length, 63);
        }
        lengths = mask;
    }

    Set<String> texts() {
        return texts;
    }

    /** Whether the empty text is missing, and no other. */
    boolean isEmptyOnly() {
        return empty && others.length == 0;
    }

    boolean isNone() {
        return !empty && others.length == 0;
    }

    /** Whether a missing text has a digit, so that a number or a date may look like it. */
    boolean hasDigit() {
        for (byte[] other : others) {
            for (byte b : other) {
                if (b >= '0' && b <= '9') {
                    return true;
                }
            }
        }
        return false;
    }

    boolean matches(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return empty;
        }
        return (lengths >>> Math.min(length, 63) & 1) != 0 && isListed(bytes, start, end);
    }

    private boolean isListed(byte[] bytes, int start, int end) {
        for (byte[] other : others) {
            if (Arrays.equals(other, 0, other.length, bytes, start, end)) {
                return true;
            }
        }
        return false;
    }
}
