package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StandardPageTest {
    @Test
    void thePageIsMadeOfTheConformanceCases() throws IOException {
        Path page = root().resolve("docs").resolve("standard.md");
        String made = StandardPage.page(Requirement.all());
        if ("write".equals(System.getProperty("weir.docs"))) {
            Files.writeString(page, made);
        }
        String message = "docs/standard.md is not what the conformance cases say: write it again with ./mvnw verify"
                + " -Dweir.docs=write";
        assertEquals(made, Files.exists(page) ? Files.readString(page) : "", message);
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("weir")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder with weir and pom.xml above the working folder");
    }
}
