package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonText;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.type.SharedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * 224 published versions of packages, with the errors that frictionless-py 5.21.0 finds in them (written by
 * core/src/test/python/frictionless_histories.py): where Weir finds others, a rule of the standard says why.
 */
class PublishedHistoriesTest {
    /** An error: resource, type, row (0 for none) and field (0 for none). */
    private record Found(String resource, String type, long row, int field) {}

    @Test
    void everyDifferenceToFrictionlessHasItsRule() throws IOException {
        Path histories = SharedFolder.find("histories");
        assumeTrue(histories != null, "the shared histories are not here");
        int valid = 0;
        int validThere = 0;
        Map<String, Integer> rules = new TreeMap<>();
        Json last = null;
        for (Map.Entry<String, Json> entry : theirs().properties().entrySet()) {
            JsonObject known = (JsonObject) entry.getValue();
            last = known.array("errors") == null ? last : known.get("errors");
            Path folder = histories.resolve(entry.getKey());
            Report report = Weir.validate(folder, RunOptions.DEFAULT.withLimitErrors(0));
            valid += report.valid() ? 1 : 0;
            validThere += known.flag("valid", false) ? 1 : 0;
            Set<Found> ours = ours(report);
            Set<Found> there = theirs((JsonArray) last);
            boolean yml = !Files.exists(folder.resolve("datapackage.json"))
                    && !Files.exists(folder.resolve("datapackage.yaml"));
            for (Found found : ours) {
                if (!there.contains(found)) {
                    rules.merge(ruleOfOurs(found, yml), 1, Integer::sum);
                }
            }
            for (Found found : there) {
                if (!ours.contains(found)) {
                    rules.merge(ruleOfTheirs(found, yml), 1, Integer::sum);
                }
            }
        }
        assertEquals(74, validThere);
        assertEquals(81, valid);
        assertEquals(
                Map.of(
                        "descriptor named .yml", 101,
                        "date without a day", 48967,
                        "header is the first row", 35620,
                        "license without name and path", 4),
                rules);
    }

    private static String ruleOfOurs(Found found, boolean yml) {
        if (yml) {
            return "descriptor named .yml";
        }
        return switch (found.type()) {
            // The format any is any representation of a date: "1958-03" and "1959" name no day, and a missing day is
            // not made up. frictionless takes the missing parts from today.
            case "type-error" -> found.field() == 1 ? "date without a day" : "?" + found;
            // The dialect's header is true and its headerRows [1] by default. frictionless looks at the rows, and
            // takes a header that is shorter than they are for a row.
            case "extra-cell" -> found.resource().equals("co2-mm-gl") ? "header is the first row" : "?" + found;
            // "The object MUST contain a name property and/or a path property."
            case "package-error" -> "license without name and path";
            default -> "?" + found;
        };
    }

    private static String ruleOfTheirs(Found found, boolean yml) {
        if (yml && found.type().equals("resource-error")) {
            // A folder's descriptor is datapackage.json, else .yaml, else .yml; frictionless takes .yml for data.
            return "descriptor named .yml";
        }
        boolean header = found.type().equals("extra-label") || found.type().equals("incorrect-label");
        return header && found.resource().equals("co2-mm-gl") ? "header is the first row" : "?" + found;
    }

    private static Set<Found> ours(Report report) {
        Set<Found> found = new HashSet<>();
        report.errors().forEach(error -> found.add(new Found("", error.code().code(), 0, 0)));
        for (Task task : report.tasks()) {
            for (RowError error : task.errors()) {
                found.add(new Found(
                        task.name(), error.code().code(), error.position().rowNumber(), error.fieldNumber()));
            }
        }
        return found;
    }

    private static JsonObject theirs() throws IOException {
        String name = "histories-frictionless.json";
        try (InputStream in = PublishedHistoriesTest.class.getResourceAsStream(name)) {
            return (JsonObject) JsonReader.read(in.readAllBytes(), name);
        }
    }

    private static Set<Found> theirs(JsonArray errors) {
        Set<Found> found = new HashSet<>();
        for (Json item : errors.items()) {
            List<Json> error = ((JsonArray) item).items();
            int field = ((JsonNumber) error.get(2)).value().intValue();
            for (String range : text(error.get(3)).split(",")) {
                String[] ends = range.split("-");
                for (long row = Long.parseLong(ends[0]); row <= Long.parseLong(ends[ends.length - 1]); row++) {
                    found.add(new Found(text(error.get(0)), text(error.get(1)), row, field));
                }
            }
        }
        return found;
    }

    private static String text(Json json) {
        return ((JsonText) json).value();
    }
}
