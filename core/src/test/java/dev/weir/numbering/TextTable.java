package dev.weir.numbering;

import dev.weir.descriptor.Resource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table as it stands in its file, cells as text, with another reader and another comparison than Weir's own: what is
 * published can be compared even where its schema is not to be had.
 *
 * @param labels the header, empty where there is no file
 */
record TextTable(List<String> labels, List<List<String>> rows) {
    private static final TextTable NONE = new TextTable(List.of(), List.of());

    static TextTable read(Path folder, Resource resource) throws IOException {
        Path file = resource.paths().isEmpty()
                ? folder
                : folder.resolve(resource.paths().get(0));
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        String text = Files.readString(file);
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser =
                CSVParser.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, CSVFormat.RFC4180)) {
            for (CSVRecord record : parser) {
                rows.add(record.toList());
            }
        }
        return rows.isEmpty() ? NONE : new TextTable(rows.get(0), rows.subList(1, rows.size()));
    }

    /**
     * Counts what has become of the rows of {@code before}, by the first column or two that tell all rows apart.
     *
     * @param typed whether both are read by one schema, so that the same text is the same value
     */
    static RowCounts compare(String name, TextTable before, TextTable after, boolean typed) {
        List<String> common = new ArrayList<>(after.labels);
        common.retainAll(before.labels);
        if (before.labels.isEmpty() || after.labels.isEmpty()) {
            common = List.of();
        }
        List<String> key = key(common, before, after);
        Map<List<String>, List<List<String>>> left = before.byKey(key, common);
        Map<List<String>, List<List<String>>> right = after.byKey(key, common);
        long added = 0;
        long changed = 0;
        long textOnly = 0;
        long kept = 0;
        for (Map.Entry<List<String>, List<List<String>>> entry : right.entrySet()) {
            List<List<String>> older = left.getOrDefault(entry.getKey(), List.of());
            List<List<String>> newer = entry.getValue();
            int both = Math.min(older.size(), newer.size());
            kept += both;
            added += newer.size() - both;
            for (int i = 0; i < both; i++) {
                if (!older.get(i).equals(newer.get(i))) {
                    boolean same = values(older.get(i)).equals(values(newer.get(i)));
                    textOnly += same ? 1 : 0;
                    changed += same ? 0 : 1;
                }
            }
        }
        long removed = before.rows.size() - kept;
        boolean moved = !inOrder(left.keySet(), right.keySet());
        return new RowCounts(
                name,
                before.labels,
                after.labels,
                before.rows.size(),
                added,
                removed,
                changed,
                textOnly,
                moved ? 1 : 0,
                typed,
                null);
    }

    private static boolean inOrder(Set<List<String>> left, Set<List<String>> right) {
        List<List<String>> older = new ArrayList<>(left);
        older.retainAll(right);
        List<List<String>> newer = new ArrayList<>(right);
        newer.retainAll(left);
        return older.equals(newer);
    }

    private static List<String> key(List<String> common, TextTable before, TextTable after) {
        for (String one : common) {
            if (before.isKey(List.of(one)) && after.isKey(List.of(one))) {
                return List.of(one);
            }
        }
        for (String one : common) {
            for (String two : common) {
                List<String> both = List.of(one, two);
                if (before.isKey(both) && after.isKey(both)) {
                    return both;
                }
            }
        }
        return common;
    }

    private boolean isKey(List<String> names) {
        Set<List<String>> seen = new HashSet<>();
        return rows.stream().allMatch(row -> seen.add(pick(row, names)));
    }

    private Map<List<String>, List<List<String>>> byKey(List<String> key, List<String> fields) {
        Map<List<String>, List<List<String>>> rowsByKey = new LinkedHashMap<>();
        for (List<String> row : rows) {
            rowsByKey
                    .computeIfAbsent(pick(row, key), first -> new ArrayList<>())
                    .add(pick(row, fields));
        }
        return rowsByKey;
    }

    private List<String> pick(List<String> row, List<String> names) {
        List<String> cells = new ArrayList<>();
        for (String name : names) {
            int at = labels.indexOf(name);
            cells.add(at < row.size() ? row.get(at) : "");
        }
        return cells;
    }

    private static List<Object> values(List<String> cells) {
        List<Object> values = new ArrayList<>();
        for (String cell : cells) {
            values.add(
                    cell.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?") ? new BigDecimal(cell).stripTrailingZeros() : cell);
        }
        return values;
    }
}
