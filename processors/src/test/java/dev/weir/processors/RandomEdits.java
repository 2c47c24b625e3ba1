package dev.weir.processors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Two small tables as lines of CSV, and random edits of them; {@code a} may be of several files, which then come and go.
 */
final class RandomEdits {
    /** The kinds of edits that there are. */
    static final Set<String> KINDS = Set.of(
            "back",
            "insert first",
            "insert between",
            "insert last",
            "delete",
            "update",
            "move",
            "a row twice",
            "another text of the same value",
            "delete the first row of a group",
            "a cell to none",
            "a row that went comes again",
            "delete and insert at once",
            "delete and insert elsewhere",
            "a number to NaN",
            "NaN to a number",
            "other line ends",
            "first and last swapped",
            "a group joins another",
            "header only",
            "sorted",
            "reversed",
            "file added in front",
            "file added at the end",
            "file removed");

    private final RandomGenerator random;
    private final boolean keyed;
    private final List<String> a = new ArrayList<>();
    private final List<String> b = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private Version before = new Version(List.of(), List.of(), InputFiles.ONE, "\n");
    private InputFiles files = InputFiles.ONE;
    private String end = "\n";
    private boolean makesErrors;
    private int next;

    /** @param files those of {@code a} */
    private record Version(List<String> a, List<String> b, InputFiles files, String end) {}

    /** @param keyed whether the first field of a row of {@code a} is there once */
    RandomEdits(RandomGenerator random, boolean keyed) {
        this(
                random,
                keyed,
                switch (random.nextInt(8)) {
                    case 0, 1 -> random.nextInt(3);
                    case 2 -> 200 + random.nextInt(300);
                    default -> 20 + random.nextInt(60);
                });
    }

    /** @param rows of {@code a}, at first */
    RandomEdits(RandomGenerator random, boolean keyed, int rows) {
        this.random = random;
        this.keyed = keyed;
        for (int i = 0; i < rows; i++) {
            a.add(rowOfA());
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            b.add(rowOfB());
        }
    }

    /** Has {@code a} be of several files. */
    RandomEdits inFiles() {
        files = InputFiles.some(random, a.size());
        before = new Version(List.of(), List.of(), files, end);
        return this;
    }

    /** Has some rows be in error from now on, and some of those that there are. */
    RandomEdits withErrors() {
        makesErrors = true;
        a.replaceAll(row -> random.nextInt(6) == 0 ? rowOfA() : row);
        b.replaceAll(row -> random.nextInt(6) == 0 ? rowOfB() : row);
        return this;
    }

    /** Writes both tables as they are now. */
    void write(Path place) throws IOException {
        files.write(place.resolve("in"), part -> text("id,k,n,d,t", part), a);
        Files.writeString(place.resolve("in/b.csv"), text("k,v,w", b));
    }

    /** How often each kind of edit was drawn. */
    Map<String, Integer> kinds() {
        return kinds;
    }

    /** The rows of {@code a} and of {@code b} as they are now. */
    List<List<String>> tables() {
        return List.of(List.copyOf(a), List.copyOf(b));
    }

    /** How many rows there are. */
    int rows() {
        return a.size() + b.size();
    }

    private String text(String header, List<String> rows) {
        StringBuilder text = new StringBuilder(header).append(end);
        rows.forEach(row -> text.append(row).append(end));
        return text.toString();
    }

    private String rowOfA() {
        return makesErrors ? inError(rightRowOfA(), 3) : rightRowOfA();
    }

    private String rowOfB() {
        return makesErrors ? inError(rightRowOfB(), 2) : rightRowOfB();
    }

    /** A row that is too short, has the key of another one, or a cell that is of another type. */
    private String inError(String row, int cells) {
        List<String> texts = new ArrayList<>(List.of(row.split(",", cells + 1)));
        switch (random.nextInt(14)) {
            case 0 -> texts.remove(cells);
            case 1 -> texts.set(0, cells == 2 ? "k1" : String.valueOf(random.nextInt(Math.max(1, next))));
            case 2 -> texts.set(0, "");
            case 3 -> texts.set(cells - 1, "x" + random.nextInt(2));
            case 4 -> texts.set(1, "k" + random.nextInt(20));
            case 5 -> texts.set(cells == 2 ? 1 : 2, random.nextInt(3) + "?");
            default -> {}
        }
        return String.join(",", texts);
    }

    private String rightRowOfA() {
        return (keyed || random.nextInt(8) > 0 ? String.valueOf(next++) : String.valueOf(random.nextInt(10))) + ","
                + key() + "," + number() + "," + (random.nextInt(6) == 0 ? "" : "2024-01-0" + (1 + random.nextInt(9)))
                + "," + text();
    }

    private String rightRowOfB() {
        return key() + "," + number() + "," + text();
    }

    private String key() {
        return random.nextInt(9) == 0 ? "" : "k" + random.nextInt(6);
    }

    private String number() {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "NaN";
            case 2 -> "-" + random.nextInt(9) + ".50";
            case 3 -> random.nextInt(9) + ".0";
            default -> random.nextInt(9) + "." + random.nextInt(100);
        };
    }

    private String text() {
        return switch (random.nextInt(10)) {
            case 0 -> "\"a, \"\"q\"\"\"";
            case 1 -> "";
            case 2 -> "é1";
            default -> "t" + random.nextInt(20);
        };
    }

    /** A few edits at once. */
    void edit() {
        if (random.nextInt(12) == 0) {
            count("back");
            back();
            return;
        }
        before = now();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            boolean ofA = random.nextInt(3) > 0;
            edit(ofA ? a : b, ofA);
        }
        if (files.isMany() && random.nextInt(3) == 0) {
            editFiles();
        }
    }

    private Version now() {
        return new Version(List.copyOf(a), List.copyOf(b), files, end);
    }

    /** The version before this one is there again, this one is that before. */
    void back() {
        Version now = now();
        a.clear();
        a.addAll(before.a());
        b.clear();
        b.addAll(before.b());
        files = before.files();
        end = before.end();
        before = now;
    }

    /** A file with rows of its own comes, or one goes with its rows. */
    private void editFiles() {
        int[] rows = files.rows(a.size());
        int file = random.nextInt(rows.length);
        int from = Arrays.stream(rows, 0, file).sum();
        if (rows.length > 1 && random.nextBoolean()) {
            count("file removed");
            a.subList(from, from + rows[file]).clear();
            files = files.without(file, rows);
        } else {
            boolean atEnd = random.nextBoolean();
            count(atEnd ? "file added at the end" : "file added in front");
            int place = atEnd ? a.size() : from;
            int added = random.nextInt(6);
            for (int i = 0; i < added; i++) {
                a.add(place + i, rowOfA());
            }
            files = files.with(atEnd ? rows.length : file, added, rows);
        }
    }

    private void count(String kind) {
        kinds.merge(kind, 1, Integer::sum);
    }

    private void edit(List<String> rows, boolean ofA) {
        int at = rows.isEmpty() ? 0 : random.nextInt(rows.size());
        switch (random.nextInt(18)) {
            case 0 -> insert(rows, 0, ofA);
            case 1 -> insert(rows, rows.size(), ofA);
            case 2, 3 -> insert(rows, at, ofA);
            case 4, 5 -> remove(rows, at);
            case 6, 7, 8 -> change(rows, at, ofA);
            case 9 -> move(rows, at);
            case 10 -> again(rows, at, ofA);
            case 11 -> rewrite(rows, random.nextInt(3) == 0 ? rows.size() : Math.min(rows.size(), 5), ofA);
            case 12 -> removeFirstOf(rows, "k" + random.nextInt(6), ofA);
            case 13 -> empty(rows, at, ofA);
            case 14 -> reinsert(rows, at, ofA);
            case 15 -> takeOutAndPutBack(rows, at);
            case 16 -> notANumber(rows, random.nextBoolean() ? at : firstNaN(rows, at), ofA);
            default -> rare(rows, ofA);
        }
    }

    private void insert(List<String> rows, int at, boolean ofA) {
        count(at == 0 ? "insert first" : at == rows.size() ? "insert last" : "insert between");
        rows.add(at, row(ofA));
    }

    /** A new row. */
    String row(boolean ofA) {
        return ofA ? rowOfA() : rowOfB();
    }

    private void remove(List<String> rows, int at) {
        if (!rows.isEmpty()) {
            count("delete");
            String row = rows.remove(at);
            if (rows == a) {
                gone.add(row);
            }
        }
    }

    /** Other texts of the same values. */
    private void rewrite(List<String> rows, int count, boolean ofA) {
        int number = ofA ? 2 : 1;
        for (int i = 0; i < count; i++) {
            count("another text of the same value");
            List<String> cells = new ArrayList<>(List.of(rows.get(i).split(",", -1)));
            String cell = cells.get(number);
            if (cell.contains(".")) {
                cells.set(
                        number,
                        cell.endsWith("0") && !cell.endsWith(".0") ? cell.substring(0, cell.length() - 1) : cell + "0");
            } else if (!cell.isEmpty()) {
                cells.set(number, cell.startsWith("\"") ? cell.replace("\"", "") : '"' + cell + '"');
            }
            rows.set(i, String.join(",", cells));
        }
    }

    private void removeFirstOf(List<String> rows, String key, boolean ofA) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).split(",", 3)[ofA ? 1 : 0].equals(key)) {
                count("delete the first row of a group");
                remove(rows, i);
                return;
            }
        }
    }

    private void takeOutAndPutBack(List<String> rows, int at) {
        if (!rows.isEmpty()) {
            String row = rows.remove(at);
            boolean isMoved = random.nextBoolean();
            count(isMoved ? "delete and insert elsewhere" : "delete and insert at once");
            rows.add(isMoved ? random.nextInt(rows.size() + 1) : at, row);
        }
    }

    private static int firstNaN(List<String> rows, int otherwise) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains(",NaN,")) {
                return i;
            }
        }
        return otherwise;
    }

    private void notANumber(List<String> rows, int at, boolean ofA) {
        if (!rows.isEmpty()) {
            List<String> cells = new ArrayList<>(List.of(rows.get(at).split(",", 4)));
            int field = ofA ? 2 : 1;
            count(cells.get(field).equals("NaN") ? "NaN to a number" : "a number to NaN");
            cells.set(field, cells.get(field).equals("NaN") ? "1.50" : "NaN");
            rows.set(at, String.join(",", cells));
        }
    }

    private void empty(List<String> rows, int at, boolean ofA) {
        if (!rows.isEmpty()) {
            List<String> cells = new ArrayList<>(List.of(rows.get(at).split(",", 4)));
            count("a cell to none");
            cells.set((ofA ? 1 : 0) + random.nextInt(2), "");
            rows.set(at, String.join(",", cells));
        }
    }

    /** A row that went, now or before, comes again. */
    private void reinsert(List<String> rows, int at, boolean ofA) {
        if (ofA && !gone.isEmpty()) {
            String row = gone.remove(random.nextInt(gone.size()));
            String id = row.substring(0, row.indexOf(',') + 1);
            if (!keyed || a.stream().noneMatch(other -> other.startsWith(id))) {
                count("a row that went comes again");
                rows.add(at, row);
            }
        }
    }

    private void change(List<String> rows, int at, boolean ofA) {
        if (!rows.isEmpty()) {
            count("update");
            String old = rows.get(at);
            String fresh = row(ofA);
            rows.set(at, ofA ? old.substring(0, old.indexOf(',')) + fresh.substring(fresh.indexOf(',')) : fresh);
        }
    }

    private void move(List<String> rows, int at) {
        if (!rows.isEmpty()) {
            count("move");
            String row = rows.remove(at);
            rows.add(random.nextInt(rows.size() + 1), row);
        }
    }

    private void again(List<String> rows, int at, boolean ofA) {
        if (!rows.isEmpty() && !(ofA && keyed)) {
            count("a row twice");
            rows.add(random.nextInt(rows.size() + 1), rows.get(at));
        }
    }

    private void rare(List<String> rows, boolean ofA) {
        switch (random.nextInt(7)) {
            case 0 -> {
                count("other line ends");
                end = end.equals("\n") ? "\r\n" : "\n";
            }
            case 1 -> {
                if (rows.size() > 10) {
                    count("first and last swapped");
                    Collections.swap(rows, 0, rows.size() - 1);
                }
            }
            case 2 -> {
                count("a group joins another");
                rows.replaceAll(row -> row.replace(",k3,", ",k1,"));
            }
            case 3 -> {
                if (rows.size() < 8 || random.nextInt(3) == 0) {
                    count("header only");
                    rows.clear();
                }
            }
            case 4 -> {
                count("sorted");
                Collections.sort(rows);
            }
            case 5 -> {
                count("reversed");
                Collections.reverse(rows);
            }
            default -> {
                for (int i = 0; i < rows.size(); i += 1 + random.nextInt(3)) {
                    change(rows, i, ofA);
                }
            }
        }
    }
}
