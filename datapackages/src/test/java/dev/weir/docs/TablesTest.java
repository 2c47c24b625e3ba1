package dev.weir.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.YamlReader;
import dev.weir.parse.ParseLimits;
import dev.weir.report.ErrorCode;
import dev.weir.run.RunOptions;
import dev.weir.source.Limits;
import dev.weir.web.WebLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of the pages that no command prints. */
class TablesTest {
    @Test
    void everyErrorCodeIsOnThePage() throws IOException {
        String page = Files.readString(Repository.ROOT.resolve("docs/errors.md"));
        for (ErrorCode code : ErrorCode.values()) {
            String about = code.scope() == ErrorCode.Scope.LABEL
                    ? "header"
                    : code.scope().name().toLowerCase(Locale.ROOT);
            assertTrue(page.contains("| `" + code.code() + "` | " + about + " |"), code.code());
        }
    }

    @Test
    void theLimitsAreThoseOfTheCode() throws IOException {
        String page = Files.readString(Repository.ROOT.resolve("docs/limits.md"));
        Limits limits = Limits.DEFAULT;
        WebLimits web = WebLimits.DEFAULT;
        for (String row : List.of(
                "| record | " + (ParseLimits.DEFAULT.recordBytes() >> 20) + " MiB |",
                String.format(Locale.ROOT, "| fields | %,d |", ParseLimits.DEFAULT.fields()),
                "| descriptor | " + (limits.descriptorBytes() >> 20) + " MiB |",
                "| nesting | " + limits.jsonDepth() + " |",
                "| compression | " + limits.archiveRatio() + " |",
                "| edit line | " + (limits.recordBytes() >> 20) + " MiB |",
                String.format(Locale.ROOT, "| aliases | %,d |", YamlReader.MAX_ALIASES),
                String.format(Locale.ROOT, "repeat at most %,d nodes", YamlReader.MAX_ALIASED),
                String.format(Locale.ROOT, "| number | %,d |", JsonReader.MAX_DIGITS),
                String.format(Locale.ROOT, "an exponent of at most %,d", JsonReader.MAX_EXPONENT),
                "| download | " + (web.bytes() >> 30) + " GiB |",
                "| connection | " + web.connectMillis() / 1000 + " s |",
                "| silence | " + web.idleMillis() / 1000 + " s |",
                String.format(Locale.ROOT, "| pace | %,d |", web.bytesPerSecond()),
                "after the first " + web.graceMillis() / 1000 + " s |",
                "| redirects | " + web.redirects() + " |",
                "| headers | " + (web.headBytes() >> 10) + " KiB |",
                "once it gave " + (limits.archiveGraceBytes() >> 20) + " MiB |",
                String.format(Locale.ROOT, "| listed errors | %,d |", RunOptions.DEFAULT.limitErrors()))) {
            assertTrue(page.contains(row), row);
        }
    }
}
