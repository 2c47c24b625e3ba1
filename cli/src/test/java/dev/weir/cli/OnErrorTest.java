package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of rows in error, from the flow file to the files that a run writes. */
class OnErrorTest {
    private static final String PEOPLE = "id,name,age,boss\n1,ann,30,\n2,bob,x,1\n2,cid,40,1\n,dan,50,1\n5,eve,-3,9\n"
            + "6,fay,33,1\n7,gus,44,\n7,hal,45,1\n";
    private static final String SCHEMA = "{fields: [{name: id, type: integer}, {name: name, type: string},"
            + " {name: age, type: integer, constraints: {minimum: 0}}, {name: boss, type: integer}],"
            + " primaryKey: [id], foreignKeys: [{fields: [boss], reference: {fields: [id]}}]}";

    @TempDir
    Path folder;

    private String said = "";

    @BeforeEach
    void writeTables() throws IOException {
        Files.writeString(folder.resolve("people.csv"), PEOPLE);
        Files.writeString(folder.resolve("users.csv"), "uid,name\n1,ann\n2,bob\n2,bo2\n,nul\n");
        Files.writeString(folder.resolve("posts.csv"), "pid,uid\n10,1\n11,9\n12,\n13,2\n");
    }

    /** Runs a flow of these steps and a dump; gives the exit code. */
    private int run(String... steps) throws IOException {
        return runWith(List.of(), steps);
    }

    private int runWith(List<String> options, String... steps) throws IOException {
        StringBuilder flow = new StringBuilder("flow:\n");
        for (String step : steps) {
            flow.append("  - ").append(step).append('\n');
        }
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, flow + "  - dump: {to: out, paths: fixed}\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(List.of("run", file.toString()));
        words.addAll(options);
        int code = Main.run(new Terminal(bytes, bytes, Map.of()), words.toArray(new String[0]));
        said = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private String written(String resource) throws IOException {
        Path file = folder.resolve("out/data").resolve(resource + ".csv");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static String load(String resource, String schema, String more) {
        return "load: {path: " + resource + ".csv, schema: " + schema + more + "}";
    }

    private void assertSaid(String text) {
        assertTrue(said.contains(text), said);
    }

    @Test
    void failListsEveryErrorAndWritesNothing() throws IOException {
        assertEquals(1, run(load("people", SCHEMA, ""), "validate: {}"));
        assertSaid("people: 6 errors in validate\n");
        assertSaid("  line 3 row 3 field age: type-error \"x\"");
        assertSaid("6 errors; nothing was written");
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void anErrorInATableOfSeveralFilesNamesItsFileAndTheLineThere() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,n\n1,x\n2,y");
        Files.writeString(folder.resolve("b.csv"), "3,x\nz,y\n");
        Files.writeString(folder.resolve("datapackage.json"), """
            {"resources": [{"name": "t", "path": ["a.csv", "b.csv"], "schema": {"primaryKey": ["id"], "fields": [
              {"name": "id", "type": "integer"}, {"name": "n", "type": "string"}]}}]}
            """);
        assertEquals(1, run("load: {package: datapackage.json}"));
        String place = folder.resolve("b.csv") + ":2 row 5 field id: type-error \"z\"";
        assertSaid("\n  " + place);
        validate("text");
        assertSaid("\n  " + place);
        validate("json");
        assertSaid("\"file\": \"" + folder.resolve("b.csv") + '"');
        assertSaid("\"line\": 2,");
        assertSaid("\"byte\": 4");
        Files.writeString(folder.resolve("b.csv"), "3,x\n2,y\n");
        assertEquals(1, run("load: {package: datapackage.json}", "validate: {}"));
        assertSaid(folder.resolve("b.csv") + ":2 row 5: primary-key");
    }

    private void validate(String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Main.run(
                new Terminal(bytes, bytes, Map.of()),
                new String[] {"validate", folder.toString(), "--format", format, "--limit-errors", "5"});
        said = bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void dropTakesRowsOutAndKeepsTheOrder() throws IOException {
        assertEquals(0, run(load("people", SCHEMA, ""), "validate: {on-error: drop}"));
        assertSaid("people: 6 errors of rows dropped by validate");
        assertEquals("id,name,age,boss\n1,ann,30,\n6,fay,33,1\n7,gus,44,\n", written("people"));
    }

    @Test
    void whatDroppedRowsLeaveUnreferredIsFoundByTheDump() throws IOException {
        Files.writeString(folder.resolve("people.csv"), PEOPLE.replace("33,1", "33,2"));
        assertEquals(1, run(load("people", SCHEMA, ""), "validate: {on-error: drop}"));
        assertSaid("people: 1 error in dump\n  row 7: foreign-key: for \"boss\"");
    }

    @Test
    void strictMakesDroppedRowsAnError() throws IOException {
        assertEquals(1, runWith(List.of("--strict"), load("people", SCHEMA, ""), "validate: {on-error: drop}"));
    }

    @Test
    void keepWritesTheTextAndIsInvalidOnce() throws IOException {
        assertEquals(1, run(load("people", SCHEMA, ""), "validate: {on-error: keep}"));
        assertSaid("6 errors; what was written is invalid");
        assertEquals(PEOPLE, written("people"));
    }

    @Test
    void quarantineHoldsTheRowsAsText() throws IOException {
        assertEquals(0, run(load("people", SCHEMA, ""), "validate: {on-error: quarantine}"));
        assertEquals("id,name,age,boss\n1,ann,30,\n6,fay,33,1\n7,gus,44,\n", written("people"));
        assertEquals(
                "id,name,age,boss,_field,_code,_note\n"
                        + "2,bob,x,1,age,type-error,\"type is \"\"integer/default\"\"\"\n"
                        + "2,cid,40,1,,primary-key,the same as in a row before\n"
                        + ",dan,50,1,,primary-key,\"cells composing the primary keys are all \"\"None\"\"\"\n"
                        + "5,eve,-3,9,age,constraint-error,\"constraint \"\"minimum\"\" is \"\"0\"\"\"\n"
                        + "7,hal,45,1,,primary-key,the same as in a row before\n",
                written("people-quarantine"));
    }

    @Test
    void aCheckBehindOtherStepsSeesTheRowsAsTheyAre() throws IOException {
        assertEquals(
                0,
                run(
                        load("people", SCHEMA, ", on-error: quarantine"),
                        "filter-rows: {where: \"name <> 'gus'\"}",
                        "validate: {on-error: quarantine}"));
        assertEquals("id,name,age,boss\n1,ann,30,\n2,cid,40,1\n6,fay,33,1\n7,hal,45,1\n", written("people"));
        assertEquals(4, written("people-quarantine").lines().count());
        assertTrue(written("people-quarantine").contains("\n2,bob,x,1,age,type-error,"));
    }

    @Test
    void aLoadThatDropsComesBeforeTheCheckBehindIt() throws IOException {
        String schema = SCHEMA.replaceAll(", primaryKey.*", "}").replace("minimum: 0", "minimum: -9");
        assertEquals(0, run(load("people", schema, ", on-error: drop"), "validate: {}"));
        assertSaid("people: 1 error of rows dropped by load");
        assertEquals(PEOPLE.replace("2,bob,x,1\n", ""), written("people"));
    }

    @Test
    void aQuarantineHoldsRowsOfTheSameFields() throws IOException {
        String first = load("people", SCHEMA, ", on-error: quarantine");
        assertEquals(2, run(first, "delete-fields: {fields: [boss]}", "validate: {on-error: quarantine}"));
        assertSaid("'people-quarantine' is there already, with other fields");
    }

    @Test
    void foreignKeysAreJudgedBeforeRowsGoOn() throws IOException {
        String users = "{fields: [{name: uid, type: integer}, {name: name, type: string}], primaryKey: [uid]}";
        String posts = "{fields: [{name: pid, type: integer}, {name: uid, type: integer}],"
                + " foreignKeys: [{fields: [uid], reference: {resource: users, fields: [uid]}}]}";
        assertEquals(
                0,
                run(
                        load("posts", posts, ""),
                        load("users", users, ""),
                        "filter-rows: {resources: users, where: \"name <> 'ann'\"}",
                        "validate: {on-error: quarantine}"));
        assertEquals("pid,uid\n12,\n13,2\n", written("posts"));
        assertEquals("uid,name\n2,bob\n", written("users"));
        assertEquals(3, written("posts-quarantine").lines().count());
        assertEquals(3, written("users-quarantine").lines().count());
    }

    @Test
    void aTableChangedBehindItsCheckBreaksWhatRefersToIt() throws IOException {
        String users = "{fields: [{name: uid, type: integer}, {name: name, type: string}]}";
        String posts = "{fields: [{name: pid, type: integer}, {name: uid, type: integer}],"
                + " foreignKeys: [{fields: [uid], reference: {resource: users, fields: [uid]}}]}";
        Files.writeString(folder.resolve("posts.csv"), "pid,uid\n10,1\n13,2\n");
        String filter = "filter-rows: {resources: users, where: \"name <> 'ann'\"}";
        assertEquals(1, run(load("posts", posts, ""), load("users", users, ""), "validate: {}", filter));
        assertSaid("posts: 1 error in dump\n  row 2: foreign-key");
    }

    @Test
    void setTypeSaysWhatBecomesOfCellsOfAnotherType() throws IOException {
        String text = "{fields: [{name: id, type: string}, {name: name, type: string}, {name: age, type: string},"
                + " {name: boss, type: string}]}";
        String set = "set-type: {fields: {age: {type: integer}}, on-error: ";
        assertEquals(1, run(load("people", text, ""), set + "fail}"));
        assertSaid("people: 1 error in set-type\n  row 3 field age: type-error \"x\"");
        assertEquals(0, run(load("people", text, ""), set + "drop}"));
        assertEquals(PEOPLE.replace("2,bob,x,1\n", ""), written("people"));
        assertEquals(1, run(load("people", text, ""), set + "keep}"));
        assertEquals(PEOPLE, written("people"));
        assertEquals(0, run(load("people", text, ""), set + "quarantine}"));
        assertTrue(written("people-quarantine").contains("\n2,bob,x,1,age,type-error,"));
    }

    @Test
    void aTableThatIsCutShortFailsWhateverBecomesOfRows() throws IOException {
        Files.writeString(folder.resolve("people.csv"), PEOPLE + "8,\"ian,1,\n9,jo,2,\n");
        for (String policy : List.of("drop", "keep", "quarantine")) {
            assertEquals(1, run(load("people", SCHEMA, ", on-error: " + policy)));
            assertSaid("line 10 row 10 field name: source-error");
            assertSaid("nothing was written");
            assertFalse(Files.exists(folder.resolve("out")));
        }
    }

    @Test
    void shapesAreRowsInErrorToo() throws IOException {
        Files.writeString(folder.resolve("posts.csv"), "pid,uid\n1,2\n\n3\n4,5,6\n7,8\n");
        String posts = "{fields: [{name: pid, type: integer}, {name: uid, type: integer}]}";
        assertEquals(0, run(load("posts", posts, ", on-error: quarantine")));
        assertEquals("pid,uid\n1,2\n7,8\n", written("posts"));
        assertEquals(
                "pid,uid,_field,_code,_note\n,,,blank-row,the row is blank\n"
                        + "3,,uid,missing-cell,the row is too short\n4,5,,extra-cell,the row is too long\n",
                written("posts-quarantine"));
    }
}
