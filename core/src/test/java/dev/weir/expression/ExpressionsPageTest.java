package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExpressionsPageTest {
    @Test
    void thePageIsMadeOfTheFunctionTable() throws IOException {
        Path page = root().resolve("docs").resolve("expressions.md");
        String made = ExpressionsPage.page();
        if ("write".equals(System.getProperty("weir.docs"))) {
            Files.createDirectories(root().resolve("docs"));
            Files.writeString(page, made);
        }
        String message =
                "docs/expressions.md is not what the table says: write it again with ./mvnw verify -Dweir.docs=write";
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
