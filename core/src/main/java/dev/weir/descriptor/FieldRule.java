package dev.weir.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * Judges a value that only a field's type can judge: whether a constraint's value casts, a pattern can be run, a format
 * is one. The package of the types fills it in; this one knows no types.
 */
@FunctionalInterface
public interface FieldRule {
    /** Nothing is wrong with any value. */
    FieldRule NONE = (field, property, value) -> null;

    /**
     * What is wrong with {@code value}, in a sentence, or null.
     *
     * @param property {@code format}, {@code pattern}, {@code minimum}, {@code enum} (then {@code value} is one of its
     *     items), …: a property whose kind and place are already right
     */
    @Nullable
    String problem(Field field, String property, Json value);
}
