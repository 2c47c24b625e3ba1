package dev.weir.numbering;

import dev.weir.descriptor.change.ChangeKind;

/** The recipe for descriptors: which bump a kind of change asks for. Spec: https://datapackage.org/recipes/data-package-version/ */
final class Recipe {
    private Recipe() {}

    /** Whether a change matters only as far as values read otherwise than before. */
    static boolean isHowRead(ChangeKind kind) {
        return kind == ChangeKind.KEY || kind == ChangeKind.READING;
    }

    /**
     * The bump for a change.
     *
     * @param readsTheSame whether every value that was there is there and reads as it did
     */
    static Bump bump(ChangeKind kind, boolean readsTheSame, NumberingOptions options) {
        return switch (kind) {
            case PACKAGE_RENAMED,
                    RESOURCE_RENAMED,
                    RESOURCE_REMOVED,
                    SCHEMA,
                    FIELD_RENAMED,
                    FIELD_REMOVED,
                    FIELDS_REORDERED,
                    TYPE,
                    FORMAT,
                    CONSTRAINT_TIGHTENED -> Bump.MAJOR;
            case RESOURCE_ADDED, CONSTRAINT_LOOSENED, REFERENCE -> Bump.MINOR;
            case METADATA -> Bump.PATCH;
            case RELOCATED, UNREADABLE -> Bump.NONE;
            case FIELD_ADDED -> options.bump(NumberingOptions.FIELD_ADDED);
            case KEY, READING -> readsTheSame ? Bump.PATCH : options.bump(NumberingOptions.READING);
        };
    }
}
