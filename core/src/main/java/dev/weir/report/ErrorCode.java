package dev.weir.report;

/**
 * The error codes of frictionless-py 5.21, letter for letter, with the title that its reports carry.
 *
 * <p>{@link #scope} says what an error of the code is about: a cell, a row, a label (a header cell), a table or file.
 */
public enum ErrorCode {
    PACKAGE_ERROR("package-error", "Package Error", Scope.FILE),
    RESOURCE_ERROR("resource-error", "Resource Error", Scope.FILE),
    SCHEMA_ERROR("schema-error", "Schema Error", Scope.FILE),
    FIELD_ERROR("field-error", "Field Error", Scope.FILE),
    DIALECT_ERROR("dialect-error", "Dialect Error", Scope.FILE),
    SCHEME_ERROR("scheme-error", "Scheme Error", Scope.FILE),
    FORMAT_ERROR("format-error", "Format Error", Scope.FILE),
    ENCODING_ERROR("encoding-error", "Encoding Error", Scope.FILE),
    COMPRESSION_ERROR("compression-error", "Compression Error", Scope.FILE),
    SOURCE_ERROR("source-error", "Source Error", Scope.FILE),
    HASH_COUNT("hash-count", "Hash Count Error", Scope.FILE),
    BYTE_COUNT("byte-count", "Byte Count Error", Scope.FILE),
    FIELD_COUNT("field-count", "Field Count Error", Scope.FILE),
    ROW_COUNT("row-count", "Row Count Error", Scope.FILE),
    BLANK_HEADER("blank-header", "Blank Header", Scope.LABEL),
    BLANK_LABEL("blank-label", "Blank Label", Scope.LABEL),
    DUPLICATE_LABEL("duplicate-label", "Duplicate Label", Scope.LABEL),
    EXTRA_LABEL("extra-label", "Extra Label", Scope.LABEL),
    INCORRECT_LABEL("incorrect-label", "Incorrect Label", Scope.LABEL),
    MISSING_LABEL("missing-label", "Missing Label", Scope.LABEL),
    UNMATCHED_HEADER("unmatched-header", "Unmatched Header", Scope.LABEL),
    BLANK_ROW("blank-row", "Blank Row", Scope.ROW),
    PRIMARY_KEY("primary-key", "PrimaryKey Error", Scope.ROW),
    FOREIGN_KEY("foreign-key", "ForeignKey Error", Scope.ROW),
    EXTRA_CELL("extra-cell", "Extra Cell", Scope.CELL),
    MISSING_CELL("missing-cell", "Missing Cell", Scope.CELL),
    TYPE_ERROR("type-error", "Type Error", Scope.CELL),
    CONSTRAINT_ERROR("constraint-error", "Constraint Error", Scope.CELL),
    UNIQUE_ERROR("unique-error", "Unique Error", Scope.CELL);

    /** What an error is about. */
    public enum Scope {
        FILE,
        LABEL,
        ROW,
        CELL
    }

    private final String code;
    private final String title;
    private final Scope scope;

    ErrorCode(String code, String title, Scope scope) {
        this.code = code;
        this.title = title;
        this.scope = scope;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public Scope scope() {
        return scope;
    }

    @Override
    public String toString() {
        return code;
    }
}
