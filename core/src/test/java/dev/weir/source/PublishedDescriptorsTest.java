package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.descriptor.Finding;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** 224 published descriptors: none is a crash, and what is wrong with them is known. */
class PublishedDescriptorsTest {
    @Test
    void everyPublishedDescriptorIsAnswered() throws IOException {
        Path histories = shared().resolve("histories");
        assumeTrue(Files.isDirectory(histories), "the shared histories are not here: " + histories);
        int packages = 0;
        int valid = 0;
        Map<String, Integer> invalid = new TreeMap<>();
        try (DirectoryStream<Path> datasets = Files.newDirectoryStream(histories, Files::isDirectory)) {
            for (Path dataset : datasets) {
                try (DirectoryStream<Path> versions = Files.newDirectoryStream(dataset, Files::isDirectory)) {
                    for (Path version : versions) {
                        packages++;
                        OpenedPackage opened = new PackageReader().openLeniently(version);
                        valid += opened.checked().isValid() ? 1 : 0;
                        kinds(opened).forEach(kind -> invalid.merge(kind, 1, Integer::sum));
                    }
                }
            }
        }
        assertEquals(224, packages);
        assertEquals(
                Map.of(
                        "", 3, // a colon within an unquoted YAML text
                        "/licenses/N", 9, // "The object MUST contain a name property and/or a path property"
                        "/resources/N/name", 28, // "A resource MUST contain a name property"
                        "/resources/N/schema/fields/N/name", 25, // "The field descriptor MUST contain a name property"
                        "/resources/N/schema/fields/N/constraints/minLength", 4, // collections only
                        "/resources/N/schema/fields/N/constraints/maxLength", 4,
                        "/resources/N/schema/fields/N/format", 10), // "url" is no format of a string
                invalid);
        assertEquals(174, valid);
    }

    private static Set<String> kinds(OpenedPackage opened) {
        Set<String> kinds = new HashSet<>();
        for (Finding error : opened.checked().errors()) {
            kinds.add(error.pointer().replaceAll("[0-9]+", "N"));
        }
        return kinds;
    }

    private static Path shared() {
        String given = System.getProperty("weir.shared");
        if (given != null) {
            return Path.of(given);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("core/pom.xml"))) {
            root = root.getParent();
        }
        Path beside = root.resolve("../shared").normalize();
        return Files.isDirectory(beside) ? beside : root.resolve("../../shared").normalize();
    }
}
