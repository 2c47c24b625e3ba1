package dev.weir.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogTest {
    private static final String ORDERS = "{'name':'shop','resources':[{'name':'orders','path':'orders.csv','schema':{"
            + "'fields':[{'name':'id','type':'integer'},{'name':'day','type':'date'},{'name':'amount'}]}}]}";

    private final List<Changelog.Entry> entries = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private DataPackage newestValid = dataPackage(ORDERS);
    private String last;

    private static DataPackage dataPackage(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new DataPackage((JsonObject) JsonReader.read(bytes, "datapackage.json"));
    }

    private static RowCounts rows(
            String resource, long added, long removed, long changed, long textOnly, String since) {
        return new RowCounts(resource, List.of(), List.of(), 1000, added, removed, changed, textOnly, 0, true, since);
    }

    /** A version after the newest valid one, described by {@code json}, with the counts of its rows. */
    private void version(boolean valid, String json, RowCounts... counts) {
        DataPackage next = json.isEmpty() ? newestValid : dataPackage(json);
        Numbering numbering = Numbering.of(newestValid, next, List.of(counts), NumberingOptions.DEFAULT);
        String version = Numbers.next(last, numbering.bump(), valid, taken);
        taken.add(version);
        String created = "20%02d-%02d-01T06:00:00Z".formatted(25 + entries.size() / 12, entries.size() % 12 + 1);
        List<Reason> kept = new ArrayList<>();
        numbering.reasons().forEach(reason -> kept.add(Reason.parse(reason.toString())));
        entries.add(new Changelog.Entry(version, created, next.version(), valid, numbering.bump(), kept));
        if (valid) {
            last = version;
            newestValid = next;
        }
    }

    /** The newest valid descriptor with one text in the place of another. */
    private String with(String from, String to) {
        return JsonWriter.compact(newestValid.json()).replace('"', '\'').replace(from, to);
    }

    @Test
    void twentyVersionsReadAsTheyAreWritten() throws IOException {
        version(true, "");
        version(true, "", rows("orders", 12, 0, 3, 0, "2019-04"));
        version(true, "", rows("orders", 1, 0, 0, 0, null));
        version(true, "", rows("orders", 0, 0, 1, 0, "2025-12-31"));
        version(true, "", rows("orders", 0, 0, 990, 0, "2019-01-01"));
        version(true, "", rows("orders", 0, 0, 0, 1000, null));
        version(true, "");
        version(false, "", rows("orders", 0, 7, 0, 0, null));
        version(false, "", rows("orders", 4, 7, 0, 0, null));
        version(true, "", rows("orders", 4, 0, 0, 0, null));
        version(true, with("{'name':'amount'}", "{'name':'amount'},{'name':'currency'}"));
        version(true, with("{'name':'amount'}", "{'name':'total'}"));
        version(true, with("{'name':'total'}", "{'name':'total','constraints':{'minimum':0}}"));
        version(true, with("{'minimum':0}", "{}"), rows("orders", 1234567, 0, 0, 0, null));
        version(true, with("'resources':[", "'resources':[{'name':'customers','path':'c.csv'},"));
        version(true, with("'path':'orders.csv'", "'path':'http://example.org/orders.csv'"));
        version(true, with("'name':'customers'", "'name':'customers','title':'Customers *all* of [them]'"));
        version(
                true,
                with("'path':'c.csv'", "'path':'c.csv','encoding':'latin1'"),
                rows("customers", 0, 0, 0, 0, null));
        version(
                true,
                with(
                        "{'name':'shop'",
                        "{'name':'shop','version':'7.0','title':'A','keywords':['x'],'homepage':'h','image':'i'"));
        version(true, with("'type':'integer'", "'type':'string'"), rows("orders", 0, 2, 0, 0, null));
        String written = Changelog.write("Shop", entries);
        assertEquals(20, entries.size());
        assertEquals(golden(), written);
        assertEquals(written, Changelog.write("Shop", entries));
    }

    private static String golden() throws IOException {
        try (InputStream in = ChangelogTest.class.getResourceAsStream("CHANGELOG.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void noVersionsAreATitle() {
        assertEquals("# Changes of \\*a\\* b c\n", Changelog.write("*a*\nb\rc", List.of()));
    }

    @Test
    void aTimeThatIsNotKnownIsNotSaid() {
        List<Changelog.Entry> one = List.of(new Changelog.Entry("1.0.0", null, "1.0.0", true, Bump.NONE, List.of()));
        assertEquals("# Changes of a\n\n## 1.0.0\n\n- first version\n", Changelog.write("a", one));
    }

    @Test
    void aBumpIsReadAsItIsWritten() {
        for (Bump bump : Bump.values()) {
            assertEquals(bump, Bump.of(bump.text()));
        }
        assertEquals(Bump.NONE, Bump.of("a text of a later version"));
    }

    @Test
    void versionsPastTheFiveHundredthAreCounted() {
        List<Changelog.Entry> many = new ArrayList<>();
        for (int i = 0; i < Changelog.MOST + 2; i++) {
            many.add(new Changelog.Entry("1." + i + ".0", null, null, true, Bump.MINOR, List.of()));
        }
        String log = Changelog.write("orders", many);
        assertEquals(Changelog.MOST + 1, log.split("\n## ", -1).length - 1);
        assertEquals("\n## Before\n\n- 2 older versions\n", log.substring(log.indexOf("\n## Before")));
        String less = Changelog.write("orders", many.subList(1, many.size()));
        assertEquals("\n## Before\n\n- 1 older version\n", less.substring(less.indexOf("\n## Before")));
    }
}
