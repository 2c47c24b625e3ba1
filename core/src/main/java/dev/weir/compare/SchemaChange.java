package dev.weir.compare;

import dev.weir.descriptor.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two descriptors.
 *
 * @param kind what it is about
 * @param resource the resource, by its name in the second package if it is there; null for the package itself
 * @param field the field, by its name in the second schema if it is there; null for the resource itself
 * @param property the property whose value differs, {@code name} for what was added, removed or renamed
 * @param before its value in the first descriptor; null where it has none
 * @param after its value in the second; null where it has none
 * @param confidence 1 for what the descriptors say; of a renaming how alike the two are, from 0 to 1
 */
public record SchemaChange(
        Kind kind,
        @Nullable String resource,
        @Nullable String field,
        String property,
        @Nullable Json before,
        @Nullable Json after,
        double confidence) {

    /** What a difference is about. */
    public enum Kind {
        RESOURCE_ADDED,
        RESOURCE_REMOVED,
        RESOURCE_RENAMED,
        FIELD_ADDED,
        FIELD_REMOVED,
        FIELD_RENAMED,
        /** The place of a field among those that both schemas have. */
        FIELD_MOVED,
        /** Type or format, or another property that says how texts are read. */
        FIELD_RETYPED,
        /** One constraint of a field. */
        CONSTRAINT,
        /** Primary key, unique keys or foreign keys. */
        KEY,
        /** Missing values, of the schema or of one field. */
        MISSING_VALUES,
        DIALECT,
        ENCODING,
        /** The bytes of a resource that is no table, or cannot be read as one; no values are stated. */
        DATA,
        /** A file that is not there: the resource has no rows to compare; its value says which and why. */
        DATA_MISSING,
        /** Title, description and whatever else says nothing about how data is read. */
        METADATA;

        /** {@code field-added} */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
