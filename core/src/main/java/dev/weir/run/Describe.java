package dev.weir.run;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.Schema;
import dev.weir.parse.Block;
import dev.weir.parse.TableSource;
import dev.weir.process.Inference;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.source.SourceException;
import dev.weir.store.SpillFolder;
import dev.weir.validate.KeyBlock;
import dev.weir.validate.TableKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Infers the schema of a table from all of its rows, in one pass on all cores: the first type in a fixed order that every
 * text is of. Numbers with leading zeros or a plus sign stay text: they are codes. A first column of which no cell is
 * missing or repeated is taken for the primary key.
 */
public final class Describe implements Inference {

    @Override
    public Schema schema(TableSource source) {
        return infer(source, RunOptions.DEFAULT, false);
    }

    /**
     * @param whole whether a table that cannot be read to its end is refused; else its schema is that of the rows before
     * @throws SourceException where it is refused
     */
    static Schema infer(TableSource source, RunOptions options, boolean whole) {
        Dialect dialect = TableFormat.of(source.resource()).dialect();
        try (TableScan scan = TableScan.open(source, null, dialect, options);
                SpillFolder spills = options.spillFolder(source.data().folder())) {
            Block.Problem problem = scan.table().headerProblem();
            if (problem != null) {
                throw refused(source, "the header: " + problem.note(), -1);
            }
            List<String> names = scan.schema().names();
            Schema keyed = names.isEmpty()
                    ? scan.schema()
                    : scan.schema().with("primaryKey", JsonArray.ofTexts(names.subList(0, 1)));
            TableKeys keys = TableKeys.of(keyed, options.budget(), spills);
            List<Looking> lookings = new ArrayList<>();
            Conveyor.run(
                    scan,
                    () -> {
                        Looking looking = new Looking(names.size(), keys);
                        lookings.add(looking);
                        return looking;
                    },
                    options.threads());
            for (Looking looking : lookings) {
                if (whole && looking.cut != null) {
                    throw refused(source, looking.cut, looking.cutAt);
                }
            }
            if (whole && names.isEmpty()) {
                throw refused(source, "the file is empty: a table begins with a line of names", -1);
            }
            return schema(names, lookings, isUnique(scan, source, dialect, options, keys));
        }
    }

    private static SourceException refused(TableSource source, String note, long at) {
        String file =
                source.data().folder().resolve(source.resource().paths().get(0)).toString();
        return new SourceException(ErrorCode.SOURCE_ERROR, file, note, at, null);
    }

    private static boolean isUnique(
            TableScan scan, TableSource source, Dialect dialect, RunOptions options, TableKeys keys) {
        long[] repeated = new long[1];
        RowReader reader = new RowReader(scan, () -> TableScan.open(source, null, dialect, options));
        keys.finish(reader, (key, label, firstLabel) -> repeated[0]++);
        return repeated[0] == 0 && scan.rows() > 1;
    }

    private static Schema schema(List<String> names, List<Looking> lookings, boolean unique) {
        Looking all = lookings.get(0);
        for (Looking other : lookings.subList(1, lookings.size())) {
            for (int i = 0; i < names.size(); i++) {
                all.guesses.get(i).add(other.guesses.get(i));
            }
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(all.guesses.get(i).field(names.get(i)));
        }
        Schema schema = Schema.of(fields);
        if (fields.isEmpty() || !unique || all.guesses.get(0).hasMissing()) {
            return schema;
        }
        FieldType first = fields.get(0).type();
        boolean mayBeKey = first == FieldType.INTEGER || first == FieldType.STRING || first == FieldType.DATE;
        return mayBeKey ? schema.with("primaryKey", JsonArray.ofTexts(names.subList(0, 1))) : schema;
    }

    /** Looks at batches on one thread. */
    private static final class Looking implements TableScan.LoadPipe {
        private final List<ColumnGuess> guesses = new ArrayList<>();
        private final TableKeys keys;
        private @Nullable KeyBlock spare;
        private @Nullable String cut;
        private long cutAt;

        Looking(int columns, TableKeys keys) {
            this.keys = keys;
            for (int i = 0; i < columns; i++) {
                guesses.add(new ColumnGuess());
            }
        }

        @Override
        public void push(Batch batch, TableScan.Load load, Ticket ticket) {
            for (int i = 0; i < guesses.size(); i++) {
                guesses.get(i).look(batch.column(i), batch.rows());
            }
            for (Block.Problem problem : load.block.problems()) {
                if (problem.fatal()) {
                    cut = problem.note();
                    cutAt = load.block.offsetOf(problem.at());
                }
            }
            KeyBlock block = spare == null ? keys.newBlock() : spare;
            spare = null;
            block.read(batch, (code, row, field, note) -> {});
            ticket.defer(
                    payload -> {
                        keys.add(block);
                        spare = block;
                    },
                    block);
        }
    }
}
