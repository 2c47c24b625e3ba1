package dev.weir.report;

import java.util.List;
import java.util.Set;

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
    UNIQUE_ERROR("unique-error", "Unique Error", Scope.CELL),
    CHECK_ERROR("check-error", "Check Error", Scope.FILE),
    TABLE_DIMENSIONS("table-dimensions", "Table dimensions error", Scope.FILE),
    REQUIRED_VALUE("required-value", "Required Value", Scope.FILE),
    DUPLICATE_ROW("duplicate-row", "Duplicate Row", Scope.ROW),
    ROW_CONSTRAINT("row-constraint", "Row Constraint", Scope.ROW),
    ASCII_VALUE("ascii-value", "Ascii Value", Scope.CELL),
    DEVIATED_VALUE("deviated-value", "Deviated Value", Scope.CELL),
    DEVIATED_CELL("deviated-cell", "Deviated cell", Scope.CELL),
    FORBIDDEN_VALUE("forbidden-value", "Forbidden Value", Scope.CELL),
    SEQUENTIAL_VALUE("sequential-value", "Sequential Value", Scope.CELL),
    TRUNCATED_VALUE("truncated-value", "Truncated Value", Scope.CELL);

    /** What is about the size of a file or the shape of a table, and so found in data that can be read. */
    private static final Set<String> COUNTS =
            Set.of("hash-count", "byte-count", "field-count", "row-count", "table-dimensions", "required-value");

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

    /** Whether it says that something cannot be read at all: a descriptor, a file, a check. */
    public boolean isStructural() {
        return scope == Scope.FILE && !COUNTS.contains(code);
    }

    /** What frictionless-py calls several codes by: {@code #file}, {@code #table}, {@code #header}, {@code #label}, {@code #row}, {@code #cell}. */
    public List<String> tags() {
        return switch (scope) {
            case FILE ->
                code.equals("hash-count") || code.equals("byte-count")
                        ? List.of("#file")
                        : isStructural() ? List.of() : List.of("#table");
            case LABEL ->
                code.endsWith("-header") ? List.of("#table", "#header") : List.of("#table", "#header", "#label");
            case ROW -> List.of("#table", "#row");
            case CELL -> List.of("#table", "#row", "#cell");
        };
    }

    @Override
    public String toString() {
        return code;
    }
}
