package dev.weir.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.report.ErrorCode;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.row.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report says of the descriptor: where it stands in the file, and where the standard speaks of it. */
class DescriptorFindingsTest {
    private static final RowError ERROR = new RowError(
            ErrorCode.FIELD_ERROR,
            new Position("", 0, 12, -1),
            0,
            null,
            null,
            List.of(),
            "no type",
            "/resources/0/schema/fields/0/type",
            33);
    private static final Report REPORT = new Report("p", List.of(), List.of(ERROR), List.of(), 0);

    @Test
    void theTextHasLineColumnPointerAndLink() {
        assertEquals(
                "p line 12, column 33 /resources/0/schema/fields/0/type: no type\n"
                        + "  see https://datapackage.org/standard/table-schema/#type-and-format\n"
                        + "p: invalid, 1 error in 0 resources, 0 rows\n",
                ReportText.of(REPORT, false));
    }

    @Test
    void theJsonHasThemToo() {
        String json = ReportJson.line(REPORT);
        assertTrue(
                json.contains("\"line\":12,\"column\":33,\"pointer\":\"/resources/0/schema/fields/0/type\","
                        + "\"link\":\"https://datapackage.org/standard/table-schema/#type-and-format\""),
                json);
    }
}
