package dev.weir.report;

import dev.weir.row.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with data.
 *
 * @param code what kind of error
 * @param position the row; its row number is 0 for an error of the header, the file or the descriptor
 * @param fieldNumber the field from 1, 0 where the error is not about one
 * @param fieldName the field's name, null where the error is not about one
 * @param cell the cell as text, null where there is none
 * @param cells the texts of the whole row, empty where there is no row
 * @param note the rule that was broken, in words
 * @param pointer JSON Pointer into the descriptor for an error of the descriptor, else null
 * @param column where in its line an error of the descriptor stands, from 1; 0 where it is not known
 */
public record RowError(
        ErrorCode code,
        Position position,
        int fieldNumber,
        @Nullable String fieldName,
        @Nullable String cell,
        List<String> cells,
        String note,
        @Nullable String pointer,
        int column) {

    /** An error that is not of a place in a descriptor. */
    public RowError(
            ErrorCode code,
            Position position,
            int fieldNumber,
            @Nullable String fieldName,
            @Nullable String cell,
            List<String> cells,
            String note,
            @Nullable String pointer) {
        this(code, position, fieldNumber, fieldName, cell, cells, note, pointer, 0);
    }

    /** An error of a whole file or table. */
    public static RowError ofFile(ErrorCode code, String resource, String note) {
        return new RowError(code, new Position(resource, 0, 0, -1), 0, null, null, List.of(), note, null);
    }

    /** The same error, of a cell with this text. */
    public RowError with(@Nullable String cell) {
        return new RowError(code, position, fieldNumber, fieldName, cell, cells, note, pointer, column);
    }

    /**
     * Where the place in the descriptor would be in that of a package: {@link #pointer} itself unless the descriptor is
     * one of a resource, schema, dialect or field alone. Empty where the error is of no such place.
     */
    public String pointerInPackage() {
        String at = pointer == null ? "" : pointer;
        String resource = "/resources/0";
        if (at.startsWith("/resources")) {
            return at;
        }
        return switch (code) {
            case RESOURCE_ERROR -> resource + at;
            case DIALECT_ERROR -> resource + (at.startsWith("/dialect") ? "" : "/dialect") + at;
            case SCHEMA_ERROR -> resource + (at.startsWith("/schema") ? "" : "/schema") + at;
            case FIELD_ERROR ->
                resource
                        + (at.startsWith("/schema")
                                ? at
                                : (at.startsWith("/fields") ? "/schema" : "/schema/fields/0") + at);
            default -> at;
        };
    }

    /** The sentence of the report: where, what and why. */
    public String message() {
        StringBuilder text = new StringBuilder();
        switch (code.scope()) {
            case CELL -> {
                if (cell != null) {
                    text.append("The cell \"").append(cell).append("\" in row ");
                } else {
                    text.append("Row ");
                }
                text.append(position.rowNumber());
                if (fieldName != null) {
                    text.append(" and field \"").append(fieldName).append('"');
                }
                text.append(" is wrong: ");
            }
            case ROW -> text.append("Row ").append(position.rowNumber()).append(" is wrong: ");
            case LABEL -> {
                text.append("The header is wrong");
                if (fieldNumber > 0) {
                    text.append(" in position ").append(fieldNumber);
                }
                text.append(": ");
            }
            case FILE -> {}
        }
        return text.append(note).toString();
    }
}
