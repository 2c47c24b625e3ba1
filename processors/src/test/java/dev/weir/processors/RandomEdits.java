package dev.weir.processors;

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
    private String end = "\n";
    private int next;

    /** @param keyed whether the first field of a row of {@code a} is there once */
    RandomEdits(RandomGenerator random, boolean keyed) {
        this.random = random;
        this.keyed = keyed;
        int rows = random.nextInt(4) == 0 ? random.nextInt(3) : 20 + random.nextInt(60);
        for (int i = 0; i < rows; i++) {
            a.add(rowOfA());
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            b.add(rowOfB());
        }
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
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            boolean ofA = random.nextInt(3) > 0;
            edit(ofA ? a : b, ofA);
        }
    }

    private void edit(List<String> rows, boolean ofA) {
        int at = rows.isEmpty() ? 0 : random.nextInt(rows.size());
        switch (random.nextInt(12)) {
            case 0 -> rows.add(0, row(ofA));
            case 1 -> rows.add(row(ofA));
            case 2, 3 -> rows.add(at, row(ofA));
            case 4, 5 -> remove(rows, at);
            case 6, 7, 8 -> change(rows, at, ofA);
            case 9 -> move(rows, at);
            case 10 -> again(rows, at, ofA);
            default -> rare(rows, ofA);
        }
    }

    private String row(boolean ofA) {
        return ofA ? rowOfA() : rowOfB();
    }

    private static void remove(List<String> rows, int at) {
        if (!rows.isEmpty()) {
            rows.remove(at);
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
        switch (random.nextInt(4)) {
            case 0 -> end = end.equals("\n") ? "\r\n" : "\n";
            case 1 -> {
                if (rows.size() > 10) {
                    Collections.swap(rows, 0, rows.size() - 1);
                }
            }
            case 2 -> rows.replaceAll(row -> row.replace(",k3,", ",k1,"));
            default -> {
                if (rows.size() < 8) {
                    rows.clear();
                }
            }
        }
    }
}
