package dev.weir.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.compare.Comparison;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to reasons: what a comparison of typed rows finds. */
class ComparedNumberingTest {
    @TempDir
    Path folder;

    /** A package of one table {@code t}; no rows: its file is not there. */
    private OpenPackage dataPackage(String version, String schema, String rows) throws IOException {
        Path place = Files.createDirectories(folder.resolve(version));
        Files.writeString(
                place.resolve("datapackage.json"),
                ("{'name':'p','resources':[{'name':'t','type':'table','path':'t.csv','schema':{" + schema + "}}]}")
                        .replace('\'', '"'));
        if (!rows.isEmpty()) {
            Files.writeString(place.resolve("t.csv"), rows);
        }
        return Weir.openLeniently(place, RunOptions.DEFAULT);
    }

    private static List<String> reasons(OpenPackage before, OpenPackage after) {
        return Numbering.of(Comparison.ofReadable(before, after, RunOptions.DEFAULT), NumberingOptions.DEFAULT)
                .reasons()
                .stream()
                .map(Reason::toString)
                .toList();
    }

    private List<String> reasons(String schema, String before, String after) throws IOException {
        return reasons(dataPackage("a", schema, before), dataPackage("b", schema, after));
    }

    @Test
    void aRestatementGoesBackToTheEarliestTimeOfTheKey() throws IOException {
        String schema = "'fields':[{'name':'booked','type':'date'},{'name':'month','type':'yearmonth'},{'name':'n',"
                + "'type':'integer'}],'primaryKey':['n','month']";
        assertEquals(
                List.of("minor: t: 1 row added, 1 removed, 2 restated (50 %) back to 2019-04"),
                reasons(
                        schema,
                        "booked,month,n\n"
                                + "2026-01-01,2020-01,1\n"
                                + "2026-01-02,2019-04,2\n"
                                + "2026-01-03,2018-01,3\n"
                                + "2026-01-04,2017-01,4\n",
                        "booked,month,n\n"
                                + "2026-02-01,2020-01,1\n"
                                + "2026-02-02,2019-04,2\n"
                                + "2026-01-03,2018-01,3\n"
                                + "2026-01-05,2016-01,5\n"));
    }

    @Test
    void aKeyWithoutATimeLeavesTheFirstFieldThatHasOne() throws IOException {
        String schema = "'fields':[{'name':'id','type':'integer'},{'name':'year','type':'year'},{'name':'x'}],"
                + "'primaryKey':['id']";
        assertEquals(
                List.of("patch: t: 3 rows restated (75 %) back to 2018"),
                reasons(
                        schema,
                        "id,year,x\n1,2019,a\n2,2018,b\n3,2017,c\n4,2020,d\n",
                        "id,year,x\n1,2019,A\n2,2018,B\n3,2017,c\n4,2020,D\n"));
        assertEquals(
                List.of("patch: t: 1 row restated (33 %)"),
                reasons(schema, "id,year,x\n1,2019,a\n2,,b\n3,2017,c\n", "id,year,x\n1,2019,a\n2,,B\n3,2017,c\n"));
    }

    @Test
    void withoutATimeThereIsNone() throws IOException {
        assertEquals(
                List.of("patch: t: 1 row restated (50 %)"),
                reasons(
                        "'fields':[{'name':'id','type':'integer'},{'name':'x'}],'primaryKey':['id']",
                        "id,x\n1,a\n2,b\n",
                        "id,x\n1,a\n2,c\n"));
    }

    @Test
    void textAndOrderAlone() throws IOException {
        String schema = "'fields':[{'name':'id','type':'integer'},{'name':'n','type':'number'}],'primaryKey':['id']";
        assertEquals(
                List.of("patch: t: 1 row written in another way"),
                reasons(schema, "id,n\n1,1.0\n2,2\n", "id,n\n1,1.00\n2,2\n"));
        assertEquals(List.of("none: t: 1 row moved"), reasons(schema, "id,n\n1,1\n2,2\n", "id,n\n2,2\n1,1\n"));
        assertEquals(List.of(), reasons(schema, "id,n\n1,1\n2,2\n", "id,n\n1,1\n2,2\n"));
    }

    @Test
    void aKeyIsDeclaredAndEveryValueReadsTheSame() throws IOException {
        String fields = "'fields':[{'name':'id','type':'integer'},{'name':'n'}]";
        assertEquals(
                List.of("patch: t: primary key is now (id), was none; every value reads the same"),
                reasons(
                        dataPackage("a", fields, "id,n\n1,1\n2,2\n"),
                        dataPackage("b", fields + ",'primaryKey':['id']", "id,n\n1,1\n2,2\n")));
    }

    @Test
    void missingValuesThatChangeValuesAreMajor() throws IOException {
        String fields = "'fields':[{'name':'id','type':'integer'},{'name':'n'}],'primaryKey':['id']";
        String words = "missingValues is now [\"-\"]";
        assertEquals(
                List.of("major: t: " + words, "patch: t: 1 row restated (50 %)"),
                reasons(
                        dataPackage("a", fields, "id,n\n1,-\n2,2\n"),
                        dataPackage("b", fields + ",'missingValues':['-']", "id,n\n1,-\n2,2\n")));
    }

    @Test
    void aColumnThatNoSchemaNamesIsCompared() throws IOException {
        String fields = "'fields':[{'name':'id','type':'integer'}],'primaryKey':['id']";
        assertEquals(
                List.of("patch: t: 1 row restated (50 %)"), reasons(fields, "id,x\n1,a\n2,b\n", "id,x\n1,a\n2,c\n"));
        assertEquals(
                List.of("major: t: the data has a column 'y' more", "major: t: the data no longer has a column 'x'"),
                reasons(fields, "id,x\n1,a\n2,b\n", "id,y\n1,a\n2,b\n"));
    }

    @Test
    void aFieldOfVersion0HasNoName() throws IOException {
        assertEquals(
                List.of("patch: t: 1 row restated (50 %)"),
                reasons("'fields':[{'id':'a'},{'id':'b'}]", "a,b\n1,x\n2,y\n", "a,b\n1,x\n2,z\n"));
    }

    @Test
    void aKeyIsFoundThoughOneRowHasNoValueThere() throws IOException {
        String fields = "'fields':[{'name':'code','type':'string'},{'name':'n','type':'number'}]";
        assertEquals(
                List.of("patch: t: 1 row restated (33 %)"),
                reasons(fields, "code,n\nA,1\n,2\nC,2\n", "code,n\nA,1.5\n,2\nC,2\n"));
        assertEquals(
                List.of("minor: t: 1 row added, 1 removed"),
                reasons(fields, "code,n\nA,1\n,2\n,3\n", "code,n\nA,1.5\n,2\n,3\n"));
    }

    @Test
    void aFileThatIsNotThereIsNoReason() throws IOException {
        String fields = "'fields':[{'name':'id','type':'integer'}]";
        OpenPackage before = dataPackage("a", fields, "");
        OpenPackage after = dataPackage("b", fields + ",'title':'T'", "id\n1\n");
        assertEquals(List.of("patch: t: schema: title is now 'T'"), reasons(before, after));
        assertEquals(List.of("patch: t: schema: title is gone, was 'T'"), reasons(after, before));
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsNoReason() throws IOException {
        String fields = "'fields':[{'name':'id'}]";
        OpenPackage before = dataPackage("a", fields, "id\n1\n\"2\n");
        OpenPackage after = dataPackage("b", fields, "id\n1\n");
        assertEquals(List.of(), reasons(before, after));
        assertThrows(SourceException.class, () -> Comparison.of(before, after, RunOptions.DEFAULT));
    }

    @Test
    void tablesWithoutADescriptorMayHaveAnyName() throws IOException {
        Path one = Files.writeString(folder.resolve("one.csv"), "id,x\n1,a\n2,b\n");
        Path two = Files.writeString(folder.resolve("two.csv"), "id,x\n1,a\n2,c\n");
        assertEquals(
                List.of("patch: two: 1 row restated (50 %)", "none: two: path has changed"),
                reasons(Weir.openLeniently(one, RunOptions.DEFAULT), Weir.openLeniently(two, RunOptions.DEFAULT)));
    }

    @Test
    void anotherTableIsMinor() throws IOException {
        OpenPackage before = dataPackage("a", "'fields':[{'name':'id'}]", "id\n1\n");
        Path place = Files.createDirectories(folder.resolve("c"));
        Files.writeString(place.resolve("t.csv"), "id\n1\n");
        Files.writeString(place.resolve("u.csv"), "x\n1\n");
        Files.writeString(
                place.resolve("datapackage.json"),
                Files.readString(folder.resolve("a/datapackage.json"))
                        .replace("[{\"name\":\"t\"", "[{\"name\":\"u\",\"path\":\"u.csv\"},{\"name\":\"t\""));
        OpenPackage after = Weir.openLeniently(place, RunOptions.DEFAULT);
        assertEquals(List.of("minor: u: resource is added"), reasons(before, after));
        assertEquals(List.of("major: u: resource is gone"), reasons(after, before));
    }

    @Test
    void aRenamedResourceIsMajor() throws IOException {
        OpenPackage before = dataPackage("a", "'fields':[{'name':'id'}]", "id\n1\n");
        Path place = Files.createDirectories(folder.resolve("c"));
        Files.writeString(place.resolve("t.csv"), "id\n1\n");
        Files.writeString(
                place.resolve("datapackage.json"),
                Files.readString(folder.resolve("a/datapackage.json")).replace("\"t\"", "\"u\""));
        assertEquals(
                List.of("major: u: resource was called 't'"),
                reasons(before, Weir.openLeniently(place, RunOptions.DEFAULT)));
    }
}
