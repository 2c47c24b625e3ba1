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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code snapshot: later} has put off is published and checked out all the same. */
class OwedTest {
    @TempDir
    Path folder;

    private String weir(int code, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(out, out, Map.of("SOURCE_DATE_EPOCH", "1700000000"));
        assertEquals(code, Main.run(terminal, arguments), out.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private void write(String rows) throws IOException {
        Files.writeString(folder.resolve("t.csv"), "id,n\n" + rows);
    }

    /** Version 1.0.0 is written, one more row is owed. */
    private void owe(String... set) throws IOException {
        Files.writeString(folder.resolve("weir.yaml"), """
            parameters: {MOST: 100}
            flow:
              - load: {path: t.csv, name: t, schema: {primaryKey: id, fields: [{name: id, type: integer}, {name: n,
                  type: integer}]}}
              - filter-rows: {where: "n < ${MOST}"}
              - dump: {to: dist, snapshot: later}
            """);
        write("1,1\n");
        run(set);
        write("1,1\n2,2\n");
        assertTrue(run(set).contains("1 resource has yet to be written"));
    }

    private String run(String... set) {
        return set.length == 0 ? weir(0, "run", folder.toString()) : weir(0, "run", folder.toString(), "--set", set[0]);
    }

    private String publish(int code) {
        return weir(
                code,
                "publish",
                folder.resolve("dist").toString(),
                folder.resolve("site").toString());
    }

    @Test
    void itIsWrittenAndPublished() throws IOException {
        owe();
        String said = publish(0);
        assertTrue(
                said.contains("dist: 1 table of the last run has yet to be written (snapshot: later): running "), said);
        assertTrue(said.contains("published version 1.1.0, 2 versions in all"), said);
        assertEquals("id,n\n1,1\n2,2\n", Files.readString(folder.resolve("site/versions/1.1.0/data/2/t.csv")));
        assertTrue(publish(0).contains("version 1.1.0 is published already"));
    }

    @Test
    void rowsInErrorArePublishedByNobody() throws IOException {
        owe();
        write("1,1\n2,wrong\n");
        publish(1);
        assertFalse(Files.exists(folder.resolve("site/datapackage.json")));
    }

    @Test
    void aFlowWithParametersIsRunByItsUser() throws IOException {
        owe("MOST=50");
        String said = publish(2);
        assertTrue(said.contains("run its flow with --now first"), said);
        assertFalse(Files.exists(folder.resolve("site/datapackage.json")));
        weir(0, "run", folder.toString(), "--set", "MOST=50", "--now");
        assertTrue(publish(0).contains("published version 1.1.0, 2 versions in all"));
    }

    @Test
    void theLatestIsWrittenBeforeItIsCheckedOut() throws IOException {
        owe();
        Path out = folder.resolve("out");
        weir(
                0,
                "checkout",
                folder.resolve("dist") + "@1.0.0",
                folder.resolve("first").toString());
        String said = weir(0, "checkout", folder.resolve("dist") + "@latest", out.toString());
        assertTrue(said.contains("version 1.1.0 (#2)"), said);
        assertEquals("id,n\n1,1\n2,2\n", Files.readString(out.resolve("data/2/t.csv")));
    }
}
