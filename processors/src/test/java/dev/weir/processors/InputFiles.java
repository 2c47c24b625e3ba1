package dev.weir.processors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Which files a table is cut into. Immutable.
 *
 * @param names ascending
 * @param sizes rows of each file; the last has what is left, too
 */
record InputFiles(List<Integer> names, List<Integer> sizes) {
    static final InputFiles ONE = new InputFiles(List.of(), List.of());
    private static final int GAP = 1 << 20;

    static InputFiles some(RandomGenerator random, int rows) {
        List<Integer> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            names.add((names.size() + 1) * GAP);
            sizes.add(random.nextInt(rows + 1));
        }
        return new InputFiles(names, sizes);
    }

    /** Whether there is a number of them, which may change. */
    boolean isMany() {
        return !names.isEmpty();
    }

    /** How many rows each file has where there are so many in all. */
    int[] rows(int all) {
        int[] rows = new int[Math.max(1, names.size())];
        int left = all;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i == rows.length - 1 ? left : Math.min(left, sizes.get(i));
            left -= rows[i];
        }
        return rows;
    }

    InputFiles without(int file, int[] rows) {
        InputFiles less = copy(rows);
        less.names.remove(file);
        less.sizes.remove(file);
        return less;
    }

    InputFiles with(int file, int its, int[] rows) {
        InputFiles more = copy(rows);
        int low = file == 0 ? 0 : names.get(file - 1);
        more.names.add(file, file == names.size() ? low + GAP : (low + names.get(file)) / 2);
        more.sizes.add(file, its);
        return more;
    }

    private InputFiles copy(int[] rows) {
        List<Integer> all = new ArrayList<>();
        for (int its : rows) {
            all.add(its);
        }
        return new InputFiles(new ArrayList<>(names), all);
    }

    /** Writes the files, and takes those away that are none any more. */
    void write(Path folder, Function<List<String>, String> text, List<String> lines) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.list(folder)) {
            old = new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().startsWith("a"))
                            .toList());
        }
        int[] rows = rows(lines.size());
        int from = 0;
        for (int i = 0; i < rows.length; i++) {
            Path file = folder.resolve(names.isEmpty() ? "a.csv" : String.format("a-%09d.csv", names.get(i)));
            Files.writeString(file, text.apply(lines.subList(from, from + rows[i])));
            old.remove(file);
            from += rows[i];
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }
}
