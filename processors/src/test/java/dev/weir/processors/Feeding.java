package dev.weir.processors;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.operate.Batches;
import dev.weir.operate.Collector;
import dev.weir.operate.HashJoin;
import dev.weir.operate.Operators;
import dev.weir.operate.Workspace;
import dev.weir.process.Each;
import dev.weir.process.Group;
import dev.weir.process.Join;
import dev.weir.process.Operation;
import dev.weir.process.Output;
import dev.weir.process.Processor;
import dev.weir.process.RunInputs;
import dev.weir.process.Scan;
import dev.weir.process.Stage;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.TextBuffer;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import dev.weir.write.CsvLayout;
import dev.weir.write.CsvRowWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Feeds a step through its form's own functions, and writes what comes out.
 *
 * @param largest rows of the largest batch; sizes are random from 1
 * @param workers how many workers share the rows of a step that collects them, in random order
 * @param memory bytes that such a step may hold
 */
record Feeding(long seed, int largest, int workers, long memory) {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

    static Feeding oneBatch(long seed) {
        return new Feeding(seed, Integer.MAX_VALUE, 1, 1L << 30);
    }

    /**
     * What a step makes of tables: the bytes of its output as CSV, of all files in the folder, what it prints, its errors.
     *
     * @param tables the rows of the package's resources, a text each, as {@link Tables#batch} takes them
     * @param folder of temporary files, and the one that a dump writes into
     */
    String bytes(Processor step, DataPackage input, Map<String, String[]> tables, Path folder) throws IOException {
        Said said = new Said();
        DataPackage after = step.describe(input);
        RunInputs inputs = new RunInputs(NOW, said.printed::add);
        Stage stage = step instanceof Staged staged ? staged.stage(after, inputs) : null;
        Map<String, Operation.Apply> made = new TreeMap<>();
        step.operations(input).forEach(operation -> made.put(operation.output(), (Operation.Apply) operation));
        StringBuilder text = new StringBuilder();
        try (SpillFolder spills = new SpillFolder(folder)) {
            Workspace space = new Workspace(MemoryBudget.ofBytes(memory), spills, 2, said::refused);
            Source source = new Source(input, tables, new Random(seed), space);
            for (Resource resource : after.resources()) {
                Written file = new Written(resource, said);
                Operation.Apply apply = made.get(resource.name());
                if (apply == null) {
                    source.batches(resource.name(), file);
                } else if (apply.form() instanceof Whole whole) {
                    Whole.Table table = whole.open(new Whole.Opening(resource, inputs, stage, null, said::refused));
                    source.batches(apply.inputs().get(0), into(table).andThen(file));
                    table.end();
                } else {
                    source.apply(apply, TableProcessor.schema(resource), new Said.To(said, file));
                }
                text.append(resource.name()).append(":\n").append(file.text);
            }
        }
        if (stage != null) {
            stage.prepare();
            stage.commit();
            text.append(files(folder));
        }
        said.errors.sort(null);
        return text.append(said.printed).append('\n').append(said.errors).toString();
    }

    /** A resource as CSV, each byte a character. */
    private static final class Written implements Consumer<Batch> {
        final StringBuilder text = new StringBuilder();
        private final CsvRowWriter writer;
        private final TextBuffer buffer = new TextBuffer(64);

        Written(Resource resource, Said said) {
            CsvLayout layout = CsvLayout.of(resource);
            writer = layout.writer(said::refused);
            add(layout.head());
        }

        @Override
        public void accept(Batch batch) {
            buffer.clear();
            writer.write(batch, buffer);
            add(buffer);
        }

        private void add(TextBuffer bytes) {
            text.append(new String(bytes.bytes, 0, bytes.length, StandardCharsets.ISO_8859_1));
        }
    }

    private static Consumer<Batch> into(Whole.Table table) {
        Whole.Table.Preparer preparer = table.preparer();
        return batch -> {
            Object prepared = preparer.prepare(batch);
            if (prepared != null) {
                table.take(prepared);
            }
        };
    }

    static String files(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(folder.relativize(file)).append(":\n");
                text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return text.toString();
    }

    /** What a step says besides its rows. */
    private static final class Said {
        final List<String> printed = new ArrayList<>();
        final List<String> errors = new ArrayList<>();

        boolean refused(Batch batch, int row, ErrorCode code, String field, String note) {
            errors.add(batch.label(row) + " " + code + " " + field + ": " + note);
            return false;
        }

        record To(Said said, Consumer<Batch> rows) implements Output {
            @Override
            public void emit(Batch batch) {
                rows.accept(batch);
            }

            @Override
            public void error(Batch batch, int row, ErrorCode code, String field, String note) {
                said.refused(batch, row, code, field, note);
            }
        }
    }

    /** The tables, cut into batches. */
    private final class Source {
        private final DataPackage described;
        private final Map<String, String[]> tables;
        private final Random random;
        private final Workspace space;

        Source(DataPackage described, Map<String, String[]> tables, Random random, Workspace space) {
            this.described = described;
            this.tables = tables;
            this.random = random;
            this.space = space;
        }

        Schema schema(String table) {
            return TableProcessor.schema(described.resource(table));
        }

        void batches(String table, Consumer<Batch> taker) {
            String[] rows = tables.get(table);
            for (int from = 0; from < rows.length; ) {
                int to = from + Math.min(rows.length - from, 1 + random.nextInt(largest));
                to = largest == Integer.MAX_VALUE ? rows.length : to;
                taker.accept(Tables.batch(schema(table), from, Arrays.copyOfRange(rows, from, to)));
                from = to;
            }
        }

        void apply(Operation.Apply apply, Schema result, Output out) {
            String first = apply.inputs().get(0);
            if (apply.form() instanceof Join join) {
                join(join, first, apply.inputs().get(1), out);
            } else if (apply.form() instanceof Group group) {
                collect(Operators.group(group, schema(first), result, space), first, out);
            } else if (apply.form() instanceof Scan<?> scan) {
                collect(Operators.scan(scan, schema(first), result, space), first, out);
            } else {
                each((Each) apply.form(), apply.inputs(), result, out);
            }
        }

        private void each(Each each, List<String> inputs, Schema result, Output out) {
            Collector sort = each.order().isEmpty() ? null : Operators.sort(result, each.order(), space);
            Collector.Worker worker = sort == null ? null : sort.worker();
            Output next = worker == null ? out : new Said.To(((Said.To) out).said(), worker::push);
            for (String table : inputs) {
                Each.Kernel kernel = each.kernel(schema(table));
                batches(table, batch -> kernel.apply(batch, next));
            }
            if (sort != null) {
                worker.end();
                output(sort, out);
            }
        }

        private void join(Join join, String left, String right, Output out) {
            try (HashJoin joined = new HashJoin(join, schema(left), schema(right), space)) {
                Collector.Worker build = joined.build();
                batches(right, build::push);
                build.end();
                joined.index();
                HashJoin.Probe probe = joined.probe();
                batches(left, batch -> probe.push(batch, out));
                joined.unmatched(out);
            }
        }

        private void collect(Collector collector, String table, Output out) {
            List<Collector.Worker> some =
                    Stream.generate(collector::worker).limit(workers).toList();
            batches(table, batch -> some.get(random.nextInt(workers)).push(batch));
            some.forEach(Collector.Worker::end);
            output(collector, out);
        }

        private void output(Collector collector, Output out) {
            try (collector) {
                collector.finish();
                try (Batches batches = collector.output()) {
                    for (Batch batch = batches.nextBatch(); batch != null; batch = batches.nextBatch()) {
                        out.emit(batch);
                    }
                }
            }
        }
    }
}
