package dev.weir.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.descriptor.JsonWriter;
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

/** Packages as they are found: with schemas that do not fit their data, and data that is not there. */
class AsPublishedTest {
    @TempDir
    Path folder;

    private OpenPackage dataPackage(String version, String fields, String rows) throws IOException {
        Path place = Files.createDirectories(folder.resolve(version));
        String json = "{'resources':[{'name':'t','type':'table','path':'t.csv','schema':{'fields':[" + fields + "]}}]}";
        Files.writeString(place.resolve("datapackage.json"), json.replace('\'', '"'));
        if (!rows.isEmpty()) {
            Files.writeString(place.resolve("t.csv"), rows);
        }
        return Weir.openLeniently(place, RunOptions.DEFAULT);
    }

    /** Key, then rows added, removed and changed. */
    private String counts(String fields, String before, String after) throws IOException {
        List<ResourceDifference> tables = Comparison.ofReadable(
                        dataPackage("a", fields, before), dataPackage("b", fields, after), RunOptions.DEFAULT)
                .resources();
        if (tables.isEmpty()) {
            return "";
        }
        ResourceDifference table = tables.get(0);
        return table.key() + " " + table.added() + ' ' + table.removed() + ' ' + table.changed();
    }

    @Test
    void columnsThatNoSchemaNamesAreCompared() throws IOException {
        assertEquals("[id] 0 0 1", counts("{'name':'id','type':'integer'}", "id,x\n1,a\n2,b\n", "id,x\n1,a\n2,c\n"));
        assertEquals("[a] 0 0 1", counts("{'id':'a'},{'id':'b'}", "a,b\n1,x\n2,y\n", "a,b\n1,x\n2,z\n"));
    }

    @Test
    void aKeyMayHaveNoValueInOneRow() throws IOException {
        String fields = "{'name':'code','type':'string'},{'name':'n','type':'number'}";
        assertEquals("[code] 0 0 1", counts(fields, "code,n\nA,1\n,2\nC,2\n", "code,n\nA,1.5\n,2\nC,2\n"));
        assertEquals("[] 1 1 0", counts(fields, "code,n\nA,1\n,2\n,3\n", "code,n\nA,1.5\n,2\n,3\n"));
    }

    @Test
    void aTableThatCannotBeReadIsNoneOfTheResources() throws IOException {
        String field = "{'name':'id'}";
        assertEquals("", counts(field, "", ""));
        assertEquals("", counts(field, "id\n1\n\"2\n", "id\n1\n"));
        OpenPackage broken = dataPackage("c", field, "id\n1\n\"2\n");
        OpenPackage whole = dataPackage("d", field, "id\n1\n");
        OpenPackage none = dataPackage("e", field, "");
        assertThrows(SourceException.class, () -> Comparison.of(broken, whole, RunOptions.DEFAULT));
        SchemaChange missing =
                Comparison.of(whole, none, RunOptions.DEFAULT).schema().get(0);
        assertEquals(SchemaChange.Kind.DATA_MISSING, missing.kind());
        assertEquals("\"t.csv: There is no such file\"", JsonWriter.compact(missing.after()));
        assertNull(missing.before());
    }
}
