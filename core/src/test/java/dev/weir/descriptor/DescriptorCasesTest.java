package dev.weir.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The published descriptor cases: validity and the pointers of all errors agree with the verdicts. */
class DescriptorCasesTest {
    /** Errors that a verdict leaves out, each with the standard's sentence. */
    private static final Map<String, List<String>> MORE = Map.of(
            // Data Resource, name: "It MUST be unique amongst all resources in this data package."
            "desc-472", List.of("/resources/1/name"),
            "desc-474", List.of("/resources/1/name"));

    @Test
    void everyCaseHasItsVerdict() throws IOException {
        Path cases = shared().resolve("cases/descriptor.jsonl");
        assumeTrue(Files.exists(cases), "the shared cases are not here: " + cases);
        List<String> lines = Files.readAllLines(cases);
        StringBuilder differences = new StringBuilder();
        for (String line : lines) {
            JsonObject one = (JsonObject) JsonReader.read(line.getBytes(StandardCharsets.UTF_8), "descriptor.jsonl");
            Checked checked = check(one.text("kind", ""), one.properties().get("descriptor"));
            TreeSet<String> expected = new TreeSet<>();
            for (JsonObject error : one.objects("errors")) {
                expected.add(pointer(error.text("jsonpath", "")));
            }
            expected.addAll(MORE.getOrDefault(one.text("id", ""), List.of()));
            TreeSet<String> found = new TreeSet<>();
            checked.errors().forEach(error -> found.add(error.pointer()));
            if (checked.isValid() != one.flag("valid", false) || !expected.equals(found)) {
                differences
                        .append(one.text("id"))
                        .append(": ")
                        .append(expected)
                        .append(" but ")
                        .append(found)
                        .append('\n');
            }
        }
        assertTrue(lines.size() > 50, "the file holds cases");
        assertEquals("", differences.toString());
    }

    static Checked check(String kind, Json descriptor) {
        DescriptorCheck check = new DescriptorCheck();
        return switch (kind) {
            case "Resource" -> check.resource(descriptor);
            case "Schema" -> check.schema(descriptor);
            case "Field" -> check.field(descriptor);
            case "Dialect" -> check.dialect(descriptor);
            default -> check.dataPackage(descriptor);
        };
    }

    /** {@code $.resources[0].name} as {@code /resources/0/name}. */
    private static String pointer(String jsonPath) {
        return jsonPath.substring(1).replace('.', '/').replace("[", "/").replace("]", "");
    }

    /** The folder of shared cases: given, or beside the project's root, or beside the folder of that. */
    private static Path shared() {
        String given = System.getProperty("weir.shared");
        if (given != null) {
            return Path.of(given);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("core/pom.xml"))) {
            root = root.getParent();
        }
        Path found = root;
        return List.of("../shared", "../../shared").stream()
                .map(name -> found.resolve(name).normalize())
                .filter(Files::isDirectory)
                .min(Comparator.comparingInt(Path::getNameCount).reversed())
                .orElse(found.resolve("../shared").normalize());
    }
}
