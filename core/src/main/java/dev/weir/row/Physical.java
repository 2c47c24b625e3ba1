package dev.weir.row;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.MissingValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How raw text is to be read: the dialect that framed it, the field and the missing values that gave it a value.
 *
 * <p>Raw text may be written again as it is where the output's {@code Physical} reads it to the same value.
 */
public record Physical(Dialect dialect, Field field, List<MissingValue> missingValues) {

    @Override
    public boolean equals(@Nullable Object other) { // by hand: a record's own is linked anew in each process
        return other instanceof Physical physical
                && dialect.equals(physical.dialect)
                && field.equals(physical.field)
                && missingValues.equals(physical.missingValues);
    }

    @Override
    public int hashCode() {
        return 31 * field.hashCode() + missingValues.hashCode();
    }
}
