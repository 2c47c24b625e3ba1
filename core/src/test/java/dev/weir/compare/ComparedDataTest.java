package dev.weir.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data of all shapes: dialects, files that are not there, resources that are no tables, tables without a descriptor. */
class ComparedDataTest {
    @TempDir
    Path folder;

    private String rows(String resource, String before, String after) throws Exception {
        TwoPackages packages = new TwoPackages(folder);
        for (String side : new String[] {"a", "b"}) {
            packages.descriptor(side, "{resources: [{name: t, path: t.csv, " + resource + "}]}")
                    .file(side + "/t.csv", side.equals("a") ? before : after);
        }
        String listed = TwoPackages.rows(packages.compare());
        assertEquals(listed, packages.counted());
        return listed.replaceFirst("^t by ", "");
    }

    /** {@code /} stands for a line end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                      | 1,a/2,b/            | 1,a/2,c/            | ~1 text 0
        {}                      | `1,"a,/b"/2,b/`     | `1,"a,/c"/2,b/`     | ~1 text 0
        {}                      | `1,"a"/2,b/`        | 1,a/2,b/            | ~0 text 1
        {}                      | `1,a"b/2,b/`        | `1,a"c/2,b/`        | ~1 text 0
        {quoteChar: "'"}        | `1,'a,/b'/2,b/`     | `1,'a,/c'/2,b/`     | ~1 text 0
        {escapeChar: '\\'}      | `1,a\\,b/2,b/`      | `1,a\\,c/2,b/`      | ~1 text 0
        {commentChar: '#'}      | `#1,"x/1,a/2,b/`    | `1,a/#"/2,c/`       | ~1 text 0
        {commentRows: [3]}      | `1,a/","/2,b/`      | `1,a/","/2,c/`      | ~1 text 0
        {skipInitialSpace: true} | `1, a/2, b/`       | `1,a/2, c/`         | ~1 text 1
        {delimiter: ;}          | `1;"a;/b"/2;b/`     | `1;"a;/c"/2;b/`     | ~1 text 0
        {delimiter: §}          | 1§a/2§b/            | 1§a/2§c/            | ~1 text 0
        {header: false}         | 1,a/2,b/            | 1,a/2,c/            | ~1 text 0
        """)
    void dialects(String dialect, String before, String after, String expected) throws Exception {
        String delimiter = dialect.contains("delimiter") ? dialect.replaceFirst(".*: (.)\\}", "$1") : ",";
        String header = dialect.contains("header") ? "" : "id" + delimiter + "x\n";
        String schema = "schema: {fields: [{name: id, type: integer}, {name: x}], primaryKey: id}";
        assertEquals(
                "[id]: +0 -0 " + expected + " moved 0",
                rows(
                        "dialect: " + dialect + ", " + schema,
                        header + before.replace('/', '\n'),
                        header + after.replace('/', '\n')));
    }

    @Test
    void headersOfTwoRowsAreNoRows() throws Exception {
        String schema = "schema: {fields: [{name: a id}, {name: b x}], primaryKey: a id}";
        assertEquals(
                "[a id]: +0 -0 ~1 text 0 moved 0",
                rows("dialect: {headerRows: [1, 2]}, " + schema, "a,b\nid,x\n1,a\n2,b\n", "a,b\nid,x\n1,a\n2,c\n"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfAKey() throws Exception {
        String schema = "schema: {fields: [{name: id}, {name: x}], primaryKey: id}";
        assertEquals("[id]: +0 -0 ~1 text 0 moved 0", rows(schema, "\ufeffid,x\n1,a\n2,b\n", "\ufeffid,x\n1,a\n2,c\n"));
        assertEquals("[id]: +0 -0 ~0 text 0 moved 0", rows(schema, "\ufeffid,x\n1,a\n2,b\n", "id,x\n1,a\n2,b\n"));
    }

    @Test
    void aHeaderWithoutRowsAndNoLineEnd() throws Exception {
        String schema = "schema: {fields: [{name: id}, {name: x}], primaryKey: id}";
        assertEquals("[id]: +1 -0 ~0 text 0 moved 0", rows(schema, "id,x", "id,x\n1,a"));
        assertEquals("[id]: +0 -1 ~0 text 0 moved 0", rows(schema, "id,x\n1,\"a\nb\"", "id,x\n"));
        assertEquals("[id]: +0 -0 ~0 text 0 moved 0", rows(schema, "id,x\n1,a", "id,x\n1,a\n"));
        assertEquals("[id]: +0 -0 ~0 text 0 moved 0", rows(schema, "id,x\r\n1,a\r\n", "id,x\n1,a\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, 'resources: '",
        "true, false, 'data-missing t data: none -> \"t.csv: There is no such file\"'",
        "false, true, 'data-missing t data: \"t.csv: There is no such file\" -> none'",
        "false, false, 'data-missing t data: \"t.csv: There is no such file\" -> \"t.csv: There is no such file\"'"
    })
    void aFileThatIsNotThere(boolean before, boolean after, String expected) throws Exception {
        TwoPackages packages = new TwoPackages(folder);
        for (String side : new String[] {"a", "b"}) {
            packages.descriptor(side, "{resources: [{name: t, path: t.csv, schema: {fields: [{name: id}]}}]}");
            if (side.equals("a") ? before : after) {
                packages.file(side + "/t.csv", "id\n1\n");
            }
        }
        PackageDifference found = packages.compare();
        assertEquals(expected, before && after ? "resources: " + TwoPackages.schema(found) : TwoPackages.schema(found));
        assertEquals(before && after ? 1 : 0, found.resources().size());
        assertEquals(before && after, found.isEmpty());
    }

    @Test
    void filesThatAreNoTablesAreComparedByTheirBytes() throws Exception {
        String big = "x".repeat(300_000);
        TwoPackages packages = new TwoPackages(folder);
        for (String side : new String[] {"a", "b"}) {
            packages.descriptor(side, "{resources: [{name: p, path: p.png}, {name: q, path: [q1.bin, q2.bin]}]}")
                    .file(side + "/p.png", big + "1")
                    .file(side + "/q1.bin", big)
                    .file(side + "/q2.bin", "end");
        }
        assertTrue(packages.compare().isEmpty());
        packages.file("b/p.png", big + "2");
        assertEquals("data p data: none -> none", TwoPackages.schema(packages.compare()));
        packages.file("b/p.png", big + "1").file("b/q2.bin", "End");
        assertEquals("data q data: none -> none", TwoPackages.schema(packages.compare()));
        packages.file("b/q2.bin", "end").file("b/q1.bin", big + "more");
        assertEquals("data q data: none -> none", TwoPackages.schema(packages.compare()));
        assertFalse(packages.compare().isEmpty());
        assertEquals("", TwoPackages.schema(Comparison.ofDescriptors(packages.open("a"), packages.open("b"))));
    }

    @Test
    void whatDiffersInRowsAloneIsADifference() throws Exception {
        String schema = "fields: [{name: id}, {name: n, type: integer}], primaryKey: id";
        TwoPackages packages = new TwoPackages(folder).table("a", schema, "id,n\n1,1\n2,2\n3,3\n");
        for (String after : new String[] {
            "1,1\n2,2\n", "1,1\n2,2\n3,3\n4,4\n", "1,1\n2,2\n3,4\n", "1,1\n2,2\n3,03\n", "3,3\n1,1\n2,2\n"
        }) {
            assertFalse(packages.table("b", schema, "id,n\n" + after).compare().isEmpty(), after);
        }
        assertTrue(
                packages.table("b", schema, "id,n\n1,1\n2,2\n3,3\n").compare().isEmpty());
        assertTrue(packages.table("b", schema, "id,n\r\n1,1\r\n2,2\r\n3,3\r\n")
                .compare()
                .isEmpty());
    }

    @Test
    void tablesWithoutADescriptorAreComparedWhateverTheirNames() throws Exception {
        new TwoPackages(folder).file("x.csv", "id,n\n1,a\n2,b\n").file("y.csv", "id,m\n1,a\n2,c\n");
        OpenPackage before = Weir.openLeniently(folder.resolve("x.csv"), RunOptions.DEFAULT);
        OpenPackage after = Weir.openLeniently(folder.resolve("y.csv"), RunOptions.DEFAULT);
        PackageDifference found = Comparison.of(before, after, RunOptions.DEFAULT);
        assertEquals(
                "field-added y.m name: none -> \"m\"\nfield-removed y.n name: \"n\" -> none",
                TwoPackages.schema(found));
        assertEquals("y by [id]: +0 -0 ~0 text 0 moved 0", TwoPackages.rows(found));
    }

    @Test
    void aFileIsComparedWithTheOneTableOfAPackage() throws Exception {
        TwoPackages packages = new TwoPackages(folder)
                .file("x.csv", "id,n\n1,a\n2,b\n")
                .table("b", "fields: [{name: id, type: integer}, {name: n}], primaryKey: id", "id,n\n1,a\n2,c\n");
        OpenPackage before = Weir.openLeniently(folder.resolve("x.csv"), RunOptions.DEFAULT);
        PackageDifference found = Comparison.of(before, packages.open("b"), RunOptions.DEFAULT);
        assertEquals("t by [id]: +0 -0 ~1 text 0 moved 0", TwoPackages.rows(found));
    }

    @Test
    void resourcesThatOnlyOnePackageHas() throws Exception {
        TwoPackages packages = new TwoPackages(folder)
                .table("a", "fields: [{name: id}]", "id\n1\n")
                .descriptor("b", "{resources: [{name: u, path: u.csv, schema: {fields: [{name: q}]}}]}")
                .file("b/u.csv", "q\n1\n");
        PackageDifference found = packages.compare();
        assertEquals(
                "resource-added u name: none -> \"u\"\nresource-removed t name: \"t\" -> none",
                TwoPackages.schema(found));
        assertEquals("", TwoPackages.rows(found));
    }

    @Test
    void aResourceWithoutANameIsCalledByItsPathOrItsPlace() throws Exception {
        TwoPackages packages = new TwoPackages(folder)
                .descriptor("a", "{resources: [{path: t.csv}]}")
                .descriptor("b", "{resources: [{path: [v.csv, w.csv]}, {name: x, data: 1}, {data: [[q], [2]]}]}");
        Files.writeString(folder.resolve("a/t.csv"), "id\n1\n");
        new TwoPackages(folder).file("b/v.csv", "id\n1\n").file("b/w.csv", "2\n");
        assertEquals("""
                resource-added v.csv name: none -> "v.csv"
                resource-added x name: none -> "x"
                resource-added resource 3 name: none -> "resource 3"
                resource-removed t.csv name: "t.csv" -> none\
                """, TwoPackages.schema(packages.compare()));
    }
}
