package dev.weir.descriptor.change;

import java.util.Locale;

/** What can change in a descriptor, and why it matters to who reads the data. */
public enum ChangeKind {
    /** The descriptor of one of the versions cannot be read at all, so that only data can be compared. */
    UNREADABLE("what cannot be read promises nothing"),
    /** The name or the identifier of the package. */
    PACKAGE_RENAMED("a package is found by its name and identifier"),
    RESOURCE_RENAMED("a resource is found by its name"),
    RESOURCE_REMOVED("a resource is gone"),
    RESOURCE_ADDED("a resource is added"),
    /** Also a schema for the first time, or no longer. */
    SCHEMA("without a schema every field is of any type"),
    FIELD_RENAMED("a field is found by its name"),
    FIELD_REMOVED("a field is gone"),
    FIELD_ADDED("a field is added"),
    FIELDS_REORDERED("fields are in another order"),
    TYPE("the type of a field has changed"),
    FORMAT("the format of a field has changed"),
    CONSTRAINT_TIGHTENED("a constraint is more restrictive"),
    CONSTRAINT_LOOSENED("a constraint is less restrictive"),
    /** A primary, unique or foreign key. */
    KEY("rows are told apart by other fields"),
    /** A foreign key with the same fields points elsewhere. */
    REFERENCE("a reference has changed"),
    /** Missing values, dialect, encoding, compression, and how a field spells its values. */
    READING("cells are read in another way"),
    METADATA("descriptive metadata"),
    /** A path or URL, in whatever property. */
    RELOCATED("the place of the data does not matter");

    private final String rule;

    ChangeKind(String rule) {
        this.rule = rule;
    }

    /** Why, in words. */
    public String rule() {
        return rule;
    }

    /** The kind as reports spell it: {@code field-added}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
