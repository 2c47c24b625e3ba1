package dev.weir.descriptor;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check found, in the order of the descriptor.
 *
 * @param errors what the standard forbids; a descriptor with one is invalid
 * @param warnings what the standard advises against, or older versions of it ask for; they make nothing invalid
 */
public record Checked(List<Finding> errors, List<Finding> warnings) {
    public static final Checked NOTHING = new Checked(List.of(), List.of());

    public Checked {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    public boolean isValid() {
        return errors.isEmpty();
    }

    /** The findings of this and then those of {@code other}. */
    public Checked and(Checked other) {
        List<Finding> allErrors = new ArrayList<>(errors);
        allErrors.addAll(other.errors);
        List<Finding> allWarnings = new ArrayList<>(warnings);
        allWarnings.addAll(other.warnings);
        return new Checked(allErrors, allWarnings);
    }
}
