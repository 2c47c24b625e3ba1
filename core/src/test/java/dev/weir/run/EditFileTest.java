package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.refresh.source.Edit;
import dev.weir.row.Column;
import dev.weir.source.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditFileTest {
    private static final Schema SCHEMA =
            Schema.of(List.of(Field.of("id", FieldType.INTEGER), Field.of("name", FieldType.STRING)));

    @TempDir
    Path folder;

    private List<String> read(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        List<String> edits = new ArrayList<>();
        new EditFile(file, file.toString(), SCHEMA, Arrays.asList(null, null), RunOptions.DEFAULT)
                .read(Dialect.DEFAULT, edit -> edits.add(describe(edit)));
        return edits;
    }

    private static String describe(Edit edit) {
        StringBuilder text = new StringBuilder(edit.place() + " " + edit.kind().text() + " " + edit.after());
        for (Column column : edit.batch().columns()) {
            boolean isAbsent = column.states != null && column.states[edit.row()] == Column.ABSENT;
            text.append(' ').append(isAbsent ? "-" : String.valueOf(column.value(edit.row())));
        }
        return text.toString();
    }

    @Test
    void csvEditsAreReadWithTheFieldsTheyName() throws IOException {
        assertEquals(
                List.of("row 2 insert 0 1 a,b", "row 3 delete -1 2 null", "row 4 update_preimage -1 3 null"),
                read("c.csv", "_change_type,id,name,_after\ninsert,1,\"a,b\",0\ndelete,2,,\nupdate_preimage,3,,\n"));
        assertEquals(List.of("row 2 upsert -1 1 -"), read("c.csv", "id,_change_type\n1,upsert\n"));
    }

    @Test
    void jsonLinesAreReadWithTheFieldsTheyName() throws IOException {
        assertEquals(
                List.of("line 1 insert 3 1 a", "line 3 delete -1 2 null", "line 4 update_postimage -1 - b"),
                read("c.jsonl", """
                    {"_change_type": "insert", "id": 1, "name": "a", "_after": 3}

                    {"_change_type": "delete", "id": "2", "name": null}
                    {"_change_type": "update_postimage", "name": "b"}
                    """));
    }

    @Test
    void lineThatIsNotUtf8IsAnErrorOfThatLine() throws IOException {
        Path file = folder.resolve("c.jsonl");
        byte[] bytes = "\n{\"_change_type\": \"insert\", \"name\": \"\u00ff\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, bytes);
        EditFile edits = new EditFile(file, "c.jsonl", SCHEMA, Arrays.asList(null, null), RunOptions.DEFAULT);
        SourceException wrong = assertThrows(SourceException.class, () -> edits.read(Dialect.DEFAULT, edit -> {}));
        assertEquals("c.jsonl: line 2: it is not UTF-8", wrong.getMessage());
    }

    /** Else what is published could not be read again, and a small heap would not do. */
    @Test
    void lineOfMoreBytesThanARecordMayHaveIsAnError() {
        int limit = RunOptions.DEFAULT.limits().recordBytes();
        String line = "{\"_change_type\": \"insert\", \"name\": \"" + "a".repeat(limit) + "\"}\n";
        assertWrong("c.jsonl", "\n" + line, "line 2: it is longer than the limit of " + limit + " bytes");
    }

    private void assertWrong(String name, String text, String message) {
        SourceException wrong = assertThrows(SourceException.class, () -> read(name, text));
        assertEquals(folder.resolve(name) + ": " + message, wrong.getMessage());
    }

    @Test
    void whatIsNoEditIsAnError() {
        String kinds = "; it is one of insert, delete, update_preimage, update_postimage, upsert";
        String empty = "row 1: the file is empty: its first line names _change_type and fields of the table";
        assertWrong("c.csv", "", empty);
        assertWrong("c.csv", "id,name\n1,a\n", "row 1: the header names no field _change_type");
        assertWrong("c.csv", "_change_type,id,x\ninsert,1,a\n", "row 1: 'x' is no field of the table");
        assertWrong("c.csv", "_change_type,id\nremove,1\n", "row 2: _change_type is \"remove\"" + kinds);
        assertWrong("c.csv", "_change_type,id\n,1\n", "row 2: _change_type is missing" + kinds);
        assertWrong(
                "c.csv",
                "_change_type,id,_after\ninsert,1,-1\n",
                "row 2: _after is -1; it is a row number from 1, or 0 for the head");
        assertWrong("c.jsonl", "[1]\n", "line 1: it is no JSON object");
        assertWrong("c.jsonl", "{\"_change_type\": \"insert\", \"x\": 1}\n", "line 1: 'x' is no field of the table");
        assertWrong(
                "c.jsonl",
                "\n{\"_change_type\": \"insert\", \"id\": true}\n",
                "line 2: 'id': type is \"integer/default\"");
    }
}
