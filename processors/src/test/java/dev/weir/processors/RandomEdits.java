package dev.weir.processors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Two small tables as lines of CSV, and random edits of them. */
final class RandomEdits {
    private final RandomGenerator random;
    private final boolean keyed;
    private final List<String> a = new ArrayList<>();
    private final List<String> b = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private List<List<String>> before = List.of(List.of(), List.of());
    private String end = "\n";
    private String endBefore = "\n";
    private int next;

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

    /** Writes both tables as they are now. */
    void write(Path place) throws IOException {
        Files.writeString(place.resolve("in/a.csv"), a());
        Files.writeString(place.resolve("in/b.csv"), b());
    }

    /** The rows of {@code a} and of {@code b} as they are now. */
    List<List<String>> tables() {
        return List.of(List.copyOf(a), List.copyOf(b));
    }

    /** How many rows there are. */
    int rows() {
        return a.size() + b.size();
    }

    String a() {
        return text("id,k,n,d,t", a);
    }

    String b() {
        return text("k,v,w", b);
    }

    private String text(String header, List<String> rows) {
        StringBuilder text = new StringBuilder(header).append(end);
        rows.forEach(row -> text.append(row).append(end));
        return text.toString();
    }

    private String rowOfA() {
        return (keyed || random.nextInt(8) > 0 ? String.valueOf(next++) : String.valueOf(random.nextInt(10))) + ","
                + key() + "," + number() + "," + (random.nextInt(6) == 0 ? "" : "2024-01-0" + (1 + random.nextInt(9)))
                + "," + text();
    }

    private String rowOfB() {
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
        List<List<String>> now = List.of(List.copyOf(a), List.copyOf(b));
        String endNow = end;
        if (random.nextInt(12) == 0) {
            back();
            return;
        }
        before = now;
        endBefore = endNow;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            boolean ofA = random.nextInt(3) > 0;
            edit(ofA ? a : b, ofA);
        }
    }

    /** The version before this one is there again, this one is that before. */
    void back() {
        List<List<String>> now = List.of(List.copyOf(a), List.copyOf(b));
        a.clear();
        a.addAll(before.get(0));
        b.clear();
        b.addAll(before.get(1));
        before = now;
        String endNow = end;
        end = endBefore;
        endBefore = endNow;
    }

    private void edit(List<String> rows, boolean ofA) {
        int at = rows.isEmpty() ? 0 : random.nextInt(rows.size());
        switch (random.nextInt(16)) {
            case 0 -> rows.add(0, row(ofA));
            case 1 -> rows.add(row(ofA));
            case 2, 3 -> rows.add(at, row(ofA));
            case 4, 5 -> remove(rows, at);
            case 6, 7, 8 -> change(rows, at, ofA);
            case 9 -> move(rows, at);
            case 10 -> again(rows, at, ofA);
            case 11 -> rewrite(rows, random.nextInt(3) == 0 ? rows.size() : Math.min(rows.size(), 5), ofA);
            case 12 -> removeFirstOf(rows, "k" + random.nextInt(6));
            case 13 -> empty(rows, at, ofA);
            case 14 -> reinsert(rows, at, ofA);
            default -> rare(rows, ofA);
        }
    }

    /** A new row. */
    String row(boolean ofA) {
        return ofA ? rowOfA() : rowOfB();
    }

    private void remove(List<String> rows, int at) {
        if (!rows.isEmpty()) {
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

    private void removeFirstOf(List<String> rows, String key) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains(key + ",")) {
                remove(rows, i);
                return;
            }
        }
    }

    private void empty(List<String> rows, int at, boolean ofA) {
        if (!rows.isEmpty()) {
            List<String> cells = new ArrayList<>(List.of(rows.get(at).split(",", 4)));
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
                rows.add(at, row);
            }
        }
    }

    private void change(List<String> rows, int at, boolean ofA) {
        if (!rows.isEmpty()) {
            String old = rows.get(at);
            String fresh = row(ofA);
            rows.set(at, ofA ? old.substring(0, old.indexOf(',')) + fresh.substring(fresh.indexOf(',')) : fresh);
        }
    }

    private void move(List<String> rows, int at) {
        if (!rows.isEmpty()) {
            String row = rows.remove(at);
            rows.add(random.nextInt(rows.size() + 1), row);
        }
    }

    private void again(List<String> rows, int at, boolean ofA) {
        if (!rows.isEmpty() && !(ofA && keyed)) {
            rows.add(random.nextInt(rows.size() + 1), rows.get(at));
        }
    }

    private void rare(List<String> rows, boolean ofA) {
        switch (random.nextInt(7)) {
            case 0 -> end = end.equals("\n") ? "\r\n" : "\n";
            case 1 -> {
                if (rows.size() > 10) {
                    Collections.swap(rows, 0, rows.size() - 1);
                }
            }
            case 2 -> rows.replaceAll(row -> row.replace(",k3,", ",k1,"));
            case 3 -> {
                if (rows.size() < 8 || random.nextInt(3) == 0) {
                    rows.clear();
                }
            }
            case 4 -> Collections.sort(rows);
            case 5 -> Collections.reverse(rows);
            default -> {
                for (int i = 0; i < rows.size(); i += 1 + random.nextInt(3)) {
                    change(rows, i, ofA);
                }
            }
        }
    }
}
