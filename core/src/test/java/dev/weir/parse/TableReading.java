package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.row.Slices;
import dev.weir.source.ByteSource;
import dev.weir.source.FileBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * All that a table says, read as several threads would: blocks are taken and read ahead in a random order and settled in
 * their own. What was read ahead stands where {@code settle} says that it began rightly.
 *
 * @param rows offset, line and cells of each, one char a byte
 * @param problems kind and offset
 * @param numbers the number of the record of each row, from 0, counted behind the header
 */
record TableReading(
        List<String> labels,
        List<PlainReading.Line> rows,
        List<String> problems,
        List<String> notes,
        List<Long> numbers,
        long records,
        long breaks) {

    static Dialect dialect(String json) {
        return new Dialect((JsonObject) JsonReader.read(json.getBytes(StandardCharsets.UTF_8), "dialect"));
    }

    static TableReading read(Path file, String dialect, ParseLimits limits) {
        return read(file, dialect(dialect), limits, 0, 1, new Random(1));
    }

    /** @param fields how many fields the rows are laid out with; 0 for as many as the labels or the first row */
    static TableReading read(
            Path file, Dialect dialect, ParseLimits limits, int fields, int workspaces, Random random) {
        return read(FileBytes.open(file), dialect, limits, fields, workspaces, random);
    }

    static TableReading read(
            ByteSource source, Dialect dialect, ParseLimits limits, int fields, int workspaces, Random random) {
        try (TextTable table = CsvTable.open(source, dialect, limits)) {
            List<String> labels = table.labels();
            int width = fields > 0 ? fields : Math.max(1, labels == null ? table.firstCells() : labels.size());
            Reader reader = new Reader(table, width);
            if (table.headerProblem() == null) {
                reader.readAll(workspaces, random);
            } else {
                reader.problem(0, table.headerProblem(), Slices.PAD_FRONT);
            }
            return new TableReading(
                    labels,
                    reader.rows,
                    reader.problems(),
                    reader.notes,
                    reader.numbers,
                    reader.records,
                    reader.breaks);
        }
    }

    /** What was made of a block. */
    private record Made(List<PlainReading.Line> rows, List<Integer> records) {}

    private static final class Reader {
        private final Blocks blocks;
        private final int fields;
        final List<PlainReading.Line> rows = new ArrayList<>();
        private final List<String> sourceProblems = new ArrayList<>();
        private final List<String> encodingProblems = new ArrayList<>();
        final List<String> notes = new ArrayList<>();
        final List<Long> numbers = new ArrayList<>();
        long records;
        long breaks;

        Reader(TextTable table, int fields) {
            this.blocks = table.blocks();
            this.fields = fields;
            this.breaks = table.linesBefore();
        }

        List<String> problems() {
            List<String> all = new ArrayList<>(sourceProblems);
            all.addAll(encodingProblems);
            return all;
        }

        void readAll(int workspaces, Random random) {
            ArrayDeque<Block> free = new ArrayDeque<>();
            for (int i = 0; i < workspaces; i++) {
                free.add(blocks.workspace());
            }
            ArrayDeque<Block> taken = new ArrayDeque<>();
            Map<Block, Made> made = new HashMap<>();
            boolean more = true;
            while (more || !taken.isEmpty()) {
                if (more && !free.isEmpty() && (taken.isEmpty() || random.nextInt(3) > 0)) {
                    Block block = free.remove();
                    more = blocks.next(block);
                    if (more) {
                        taken.add(block);
                    }
                } else if (made.size() < taken.size() && random.nextBoolean()) {
                    made.computeIfAbsent(any(taken, random), this::make);
                } else {
                    Block block = taken.remove();
                    settle(block, made.remove(block));
                    if (blocks.isStopped()) {
                        return;
                    }
                    free.add(block);
                }
            }
        }

        private static Block any(ArrayDeque<Block> taken, Random random) {
            return taken.stream().skip(random.nextInt(taken.size())).findFirst().orElseThrow();
        }

        private void settle(Block block, Made ahead) {
            boolean right = blocks.settle(block);
            Made kept = right && ahead != null ? ahead : make(block);
            for (int i = 0; i < kept.rows().size(); i++) {
                PlainReading.Line row = kept.rows().get(i);
                rows.add(new PlainReading.Line(row.cells(), row.offset(), (int) breaks + row.line()));
                numbers.add(records + kept.records().get(i));
            }
            for (Block.Problem problem : block.problems()) {
                problem(block.offsetOf(Slices.PAD_FRONT), problem, Slices.PAD_FRONT);
            }
            records += block.records();
            breaks += block.lineBreaks();
        }

        void problem(long offset, Block.Problem problem, int pad) {
            String text = problem.kind() + " " + (offset + problem.at() - pad) + (problem.fatal() ? " fatal" : "");
            (problem.kind() == Block.Kind.SOURCE ? sourceProblems : encodingProblems).add(text);
            notes.add(problem.note());
        }

        private Made make(Block block) {
            Made all = new Made(new ArrayList<>(), new ArrayList<>());
            List<Block.Problem> problems = new ArrayList<>();
            while (block.layOut(fields)) {
                Made part = makePart(block);
                all.rows().addAll(part.rows());
                all.records().addAll(part.records());
                problems.addAll(block.problemsOfPart());
            }
            assertEquals(block.problems(), problems);
            return all;
        }

        private Made makePart(Block block) {
            Map<Integer, Block.Ragged> ragged = new HashMap<>();
            block.ragged().forEach(row -> ragged.put(row.row(), row));
            List<List<String>> cells = new ArrayList<>();
            for (int row = 0; row < block.rows(); row++) {
                cells.add(new ArrayList<>());
            }
            for (int field = 0; field < fields; field++) {
                Slices content = block.content(field, block.raw(field));
                for (int row = 0; row < block.rows(); row++) {
                    Block.Ragged other = ragged.get(row);
                    if (other == null || field < other.cells()) {
                        cells.get(row).add(text(content, row));
                    }
                }
            }
            List<PlainReading.Line> rows = new ArrayList<>();
            List<Integer> records = new ArrayList<>();
            for (int row = 0; row < block.rows(); row++) {
                Block.Ragged other = ragged.get(row);
                for (int cell = fields; other != null && cell < other.cells(); cell++) {
                    cells.get(row).add(extra(block.extraCell(row, cell)));
                }
                int at = block.recordStart(row);
                rows.add(new PlainReading.Line(cells.get(row), (int) block.offsetOf(at), (int) block.breaksBefore(at)));
                records.add(block.record(row));
            }
            return new Made(rows, records);
        }

        private static String text(Slices slices, int row) {
            return new String(slices.bytes, slices.start(row), slices.length(row), StandardCharsets.ISO_8859_1);
        }

        /** An extra cell is given raw and decoded; broken UTF-8 in it cannot be compared by the byte. */
        private static String extra(String raw) {
            return PlainReading.text(new String(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
    }
}
