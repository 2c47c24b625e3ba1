package dev.weir.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.change.ChangeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The tables of docs/numbering.md say what the code does. */
class NumberingPageTest {
    /** The cells of the rows of the table whose first header cell is {@code first}. */
    private static List<String[]> table(String first) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(root.resolve("docs/numbering.md"))) {
            root = root.getParent();
        }
        List<String[]> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(root.resolve("docs/numbering.md"))) {
            boolean starts = line.startsWith("| " + first + " |");
            inside = starts || inside && line.startsWith("|");
            if (inside && !starts && !line.startsWith("|---")) {
                String[] cells = line.substring(1).split("\\|");
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = cells[i].strip().replace("`", "");
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    @Test
    void everyKindOfChangeIsThereWithItsBump() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String[] row : table("change")) {
            shown.add(row[0] + ' ' + row[1] + ": " + row[2]);
        }
        Set<String> done = new TreeSet<>();
        for (ChangeKind kind : ChangeKind.values()) {
            Bump bump = Recipe.bump(kind, false, NumberingOptions.DEFAULT);
            done.add(kind.text() + ' ' + bump.text() + ": " + kind.rule());
        }
        assertEquals(done, shown);
    }

    @Test
    void everyOptionIsThereWithItsDefaultAndValues() throws IOException {
        List<String> shown = new ArrayList<>();
        for (String[] row : table("option")) {
            shown.add(row[0] + '=' + row[1]);
            assertEquals(String.join(", ", NumberingOptions.allowed(row[0])), row[2], row[0]);
        }
        assertEquals(NumberingOptions.DEFAULT.toString(), "{" + String.join(", ", shown) + "}");
    }

    @Test
    void theNextNumbersAreThose() throws IOException {
        int rows = 0;
        for (String[] row : table("after")) {
            String last = row[0].equals("nothing") ? null : row[0];
            Bump bump = row[1].isEmpty() ? Bump.NONE : Bump.valueOf(row[1].toUpperCase(java.util.Locale.ROOT));
            assertEquals(row[2], Numbers.next(last, bump, true, List.of()), row[0] + ' ' + row[1]);
            rows++;
        }
        assertEquals(14, rows);
    }
}
