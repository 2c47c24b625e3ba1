package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same inputs give the same bytes, and {@code weir verify --rebuild} proves it. */
class RebuildTest {
    private static final long SEED = 20261201;
    private static final String FLOW = """
        parameters: {LEAST: 0}
        flow:
          - load: {path: orders.csv}
          - add-field: {name: day, type: date, value: CURRENT_DATE}
          - add-field: {name: share, type: number, value: "amount / 7"}
          - filter-rows: {where: "amount > ${LEAST}"}
          - aggregate: {resources: orders, to: totals, by: name, fields: {total: "SUM(amount)", n: "COUNT(*)"}}
          - sort-rows: {resources: orders, by: [name, amount DESC]}
          - dump: {to: ../dist}
        """;

    @TempDir
    Path temp;

    @BeforeEach
    void aVersion() throws IOException {
        Random random = new Random(SEED);
        StringBuilder rows = new StringBuilder("id,name,at,amount\n");
        for (int i = 0; i < 5000; i++) {
            rows.append(i)
                    .append(",I")
                    .append((char) ('a' + random.nextInt(26)))
                    .append("\u0131,");
            rows.append("2026-03-29T0").append(random.nextInt(10)).append(":30:00Z,");
            rows.append(random.nextInt(100_000) / 100.0).append('\n');
        }
        Files.createDirectories(temp.resolve("flow"));
        Files.writeString(temp.resolve("flow/orders.csv"), rows);
        Files.writeString(temp.resolve("flow/weir.yaml"), FLOW);
        weir(0, "run", temp.resolve("flow").toString());
    }

    private static String weir(int code, String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int got = Main.run(new Terminal(bytes, bytes, Map.of("SOURCE_DATE_EPOCH", "1767323045")), words);
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(code, got, said);
        return said;
    }

    private String rebuild(int code, String... more) {
        List<String> words =
                new ArrayList<>(List.of("verify", temp.resolve("dist").toString(), "--rebuild"));
        words.add(temp.resolve("flow").toString());
        words.addAll(List.of(more));
        return weir(code, words.toArray(new String[0]));
    }

    @Test
    void otherTimeZonesLocalesThreadsAndMemoryGiveTheSameBytes() {
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            for (String place : List.of("Asia/Kolkata", "Pacific/Kiritimati", "America/Los_Angeles")) {
                for (String language : List.of("tr-TR", "ar-EG-u-nu-arab", "de-CH")) {
                    TimeZone.setDefault(TimeZone.getTimeZone(place));
                    Locale.setDefault(Locale.forLanguageTag(language));
                    String said = rebuild(0, "--threads", place.startsWith("A") ? "1" : "3", "--memory", "16m");
                    assertTrue(said.contains("gives the same bytes again"), place + " " + language + ": " + said);
                }
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void aSourceThatHasChangedIsNamed() throws IOException {
        Files.writeString(temp.resolve("flow/orders.csv"), "id,name,at,amount\n1,a,2026-03-29T00:30:00Z,1\n");
        String said = rebuild(1);
        assertTrue(said.contains("orders.csv: has changed since "), said);
        Files.delete(temp.resolve("flow/orders.csv"));
        assertTrue(rebuild(1).contains("orders.csv: is not there any more"));
    }

    @Test
    void anotherFlowOrAnotherFileIsFound() throws IOException {
        String said = rebuild(1, "--set", "LEAST=500");
        assertTrue(said.contains("data/1/orders.csv: another byte comes out at "), said);
        Files.writeString(temp.resolve("flow/weir.yaml"), FLOW.replace("../dist", "../other"));
        assertTrue(rebuild(2).contains("has no dump to "));
        assertTrue(!Files.exists(temp.resolve("other")), "nothing is written beside");
    }

    @Test
    void theVersionKnowsItsFlow() throws IOException {
        String dist = temp.resolve("dist").toString();
        String said = weir(0, "verify", "--rebuild", dist);
        assertTrue(said.contains("weir.yaml gives the same bytes again"), said);
        Files.move(temp.resolve("flow/weir.yaml"), temp.resolve("flow/moved.yaml"));
        weir(3, "verify", dist, "--rebuild");
        weir(0, "verify", dist, temp.resolve("flow/moved.yaml").toString(), "--rebuild");
        assertTrue(weir(2, "verify", dist, "flow").contains("unexpected argument"));
    }

    @Test
    void parametersThatWereSetAreToBeSetAgain() {
        String dist = temp.resolve("dist").toString();
        weir(0, "run", temp.resolve("flow").toString(), "--set", "LEAST=500");
        String said = weir(2, "verify", dist, "--rebuild");
        assertTrue(said.contains("was made with --set LEAST=…: set the same"), said);
        weir(0, "verify", dist, "--rebuild", "--set", "LEAST=500");
        weir(1, "verify", dist, "--rebuild", "--set", "LEAST=400");
    }

    @Test
    void aVersionThatDoesNotKnowItsFlowSaysSo() throws IOException {
        Path each = Files.createDirectories(temp.resolve("each/1"));
        Files.writeString(each.resolve("t.csv"), "a\n1\n");
        Files.writeString(each.resolve("datapackage.json"), "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\"}]}");
        String to = temp.resolve("imported").toString();
        weir(0, "import", "--each", temp.resolve("each").toString(), "--to", to);
        assertTrue(weir(2, "verify", to, "--rebuild").contains("does not say which flow made it"));
    }
}
