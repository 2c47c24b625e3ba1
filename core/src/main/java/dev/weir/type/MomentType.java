package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A date, a time or both: of the default form, of any of a list of forms, or of the form that the field states. */
abstract class MomentType extends LongType {
    /** The form that the field states; none for the default and {@code any}. */
    final List<TimePattern> patterns;

    /** Whether the default form is read, and written. */
    final boolean standard;

    final boolean any;

    /** Whether a text of the default form may stand for a missing value. */
    final boolean missingFirst;

    MomentType(Field field, List<MissingValue> missing) {
        super(field, missing);
        any = field.format().equals("any");
        standard = any || field.format().equals("default");
        patterns = standard ? List.of() : List.of(new TimePattern(field.format()));
        missingFirst = this.missing.hasDigit();
    }

    @Override
    public final void cast(Slices content, int rows, Column target) {
        if (standard) {
            castDefault(content, rows, prepare(target, rows));
        } else {
            super.cast(content, rows, target);
        }
    }

    /** Casts a batch whose cells are most likely of the default form: the loop of each type. */
    abstract void castDefault(Slices content, int rows, LongColumn column);

    /** Whether a text is of one of the forms beside the default. */
    final boolean matches(byte[] bytes, int start, int end, Moment moment) {
        for (TimePattern pattern : patterns) {
            if (pattern.parse(bytes, start, end, moment)) {
                return true;
            }
        }
        return false;
    }

    @Override
    final @Nullable Object castNative(Json node) {
        return null;
    }

    @Override
    final List<Object> lexicalOptions() {
        return List.of(field.format());
    }
}
