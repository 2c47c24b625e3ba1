package dev.weir.run;

import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Schema;
import dev.weir.infer.ColumnGuess;
import dev.weir.parse.Block;
import dev.weir.parse.TableSource;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.source.SourceException;
import dev.weir.store.SpillFolder;
import dev.weir.type.CellType;
import dev.weir.validate.KeyBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a table from its rows, in one pass on all cores: for each column the most telling type that every text can
 * be read with. A column for which that is not known after one pass, as its first rows may be of several types, is looked
 * at once more. Memory: one batch a thread, and what the key may be: see {@link KeyGuess}.
 */
final class SchemaGuess {
    private final TableSource source;
    private final RunOptions options;
    private final boolean whole;
    private Dialect dialect;

    /**
     * What was found.
     *
     * @param header whether the first row has the names of the fields; null where the table was not asked about it
     * @param notes what a user may want to know of it, in words
     */
    record Guessed(Schema schema, @Nullable Boolean header, List<String> notes) {}

    private SchemaGuess(TableSource source, RunOptions options, boolean whole) {
        this.source = source;
        this.options = options;
        this.whole = whole;
        this.dialect = TableFormat.of(source.resource()).dialect();
    }

    /**
     * @param whole whether a table that cannot be read to its end is refused, and one without a header is seen as such; else
     *     its schema is that of the rows before
     * @throws SourceException where it is refused
     */
    static Guessed of(TableSource source, RunOptions options, boolean whole) {
        SchemaGuess guess = new SchemaGuess(source, options, whole);
        Guessed guessed = guess.infer(null);
        if (whole && guess.dialect.header() && isData(guessed.schema())) {
            guess.dialect = new Dialect(guess.dialect.json().with("header", Json.of(false)));
            return guess.infer(false);
        }
        return guessed;
    }

    /** Whether the names of the fields are values of them: all are of other types than text, and so are the names. */
    private static boolean isData(Schema schema) {
        for (Field field : schema.fields()) {
            boolean isText = field.type() == FieldType.STRING || field.type() == FieldType.ANY;
            if (isText
                    || CellType.of(field, MissingValue.DEFAULT)
                                    .castText(field.name())
                                    .valueOrNull()
                            == null) {
                return false;
            }
        }
        return !schema.fields().isEmpty();
    }

    private TableScan open() {
        return TableScan.open(source, null, dialect, options);
    }

    private Guessed infer(@Nullable Boolean header) {
        try (TableScan scan = open();
                SpillFolder spills = options.spillFolder(source.data().folder())) {
            Block.Problem problem = scan.table().headerProblem();
            if (problem != null) {
                throw refused("the header: " + problem.note(), -1);
            }
            List<String> names = scan.schema().names();
            if (whole && names.isEmpty()) {
                throw refused("the file is empty: a table begins with a line of names", -1);
            }
            List<KeyGuess> keys = keys(scan.schema(), spills);
            List<ColumnGuess> guesses = look(scan, keys, null);
            if (guesses.stream().anyMatch(ColumnGuess::needsAnotherLook)) {
                try (TableScan again = open()) {
                    guesses = look(again, List.of(), guesses);
                }
            }
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                fields.add(guesses.get(i).field(names.get(i)));
            }
            Schema schema = Schema.of(fields);
            List<String> notes = new ArrayList<>();
            if (scan.isLimited()) {
                notes.add("types are those of the first " + scan.rows() + " rows");
            }
            KeyGuess key = key(keys, scan, fields, guesses, spills);
            if (key != null) {
                schema = schema.with("primaryKey", JsonArray.ofTexts(key.names()));
                notes.add(key.words(scan.rows()));
            }
            return new Guessed(schema, header, notes);
        }
    }

    /** The first of the keys that is one; what was held as integers and is none is held as texts, in another pass. */
    private @Nullable KeyGuess key(
            List<KeyGuess> keys, TableScan scan, List<Field> fields, List<ColumnGuess> guesses, SpillFolder spills) {
        RowReader reader = new RowReader(scan, this::open);
        for (KeyGuess key : keys) {
            if (!key.isKey(fields, guesses, scan.rows())) {
                continue;
            }
            if (!key.isGivenUp() && key.isUnique(reader)) {
                return key;
            }
            if (key.isGivenUp()) {
                KeyGuess texts = key.asTexts(options, spills);
                try (TableScan again = open()) {
                    look(again, List.of(texts), null);
                    if (texts.isUnique(new RowReader(again, this::open))) {
                        return texts;
                    }
                }
            }
        }
        return null;
    }

    private List<KeyGuess> keys(Schema schema, SpillFolder spills) {
        try (TableScan scan = open()) {
            Batch first = scan.readNext(scan.cargo());
            return first == null ? List.of() : KeyGuess.of(schema, first, options, spills);
        }
    }

    /** @param before what the first pass has left, for another look; null for the first */
    private List<ColumnGuess> look(TableScan scan, List<KeyGuess> keys, @Nullable List<ColumnGuess> before) {
        List<Looking> lookings = new ArrayList<>();
        Conveyor.run(
                scan,
                () -> {
                    Looking looking = new Looking(scan.schema().fields().size(), keys, before);
                    lookings.add(looking);
                    return looking;
                },
                options.threads());
        Looking all = lookings.get(0);
        for (Looking looking : lookings) {
            if (whole && looking.cut != null) {
                throw refused(looking.cut, looking.cutAt);
            }
            for (int i = 0; looking != all && i < all.guesses.size(); i++) {
                all.guesses.get(i).add(looking.guesses.get(i));
            }
        }
        return all.guesses;
    }

    private SourceException refused(String note, long at) {
        String path = source.resource().paths().get(0);
        String file = DataPath.isUrl(path)
                ? path
                : source.data().folder().resolve(path).toString();
        return new SourceException(ErrorCode.SOURCE_ERROR, file, note, at, null);
    }

    /** Looks at batches on one thread. */
    private static final class Looking implements TableScan.LoadPipe {
        private final List<ColumnGuess> guesses = new ArrayList<>();
        private final List<KeyGuess> keys;
        private final List<@Nullable KeyBlock> spares = new ArrayList<>();
        private @Nullable String cut;
        private long cutAt;

        Looking(int columns, List<KeyGuess> keys, @Nullable List<ColumnGuess> before) {
            this.keys = keys;
            for (int i = 0; i < columns; i++) {
                guesses.add(before == null ? new ColumnGuess() : before.get(i).again());
            }
            keys.forEach(key -> spares.add(null));
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
            for (int i = 0; i < keys.size(); i++) {
                key(i, batch, ticket);
            }
        }

        private void key(int index, Batch batch, Ticket ticket) {
            KeyGuess key = keys.get(index);
            Column integers = key.isInteger() ? guesses.get(0).integers() : null;
            if (key.isInteger() && integers == null) {
                key.giveUp();
            }
            if (key.isGivenUp()) {
                return;
            }
            KeyBlock spare = spares.get(index);
            KeyBlock block = spare == null ? key.newBlock() : spare;
            spares.set(index, null);
            key.read(block, batch, integers);
            ticket.defer(
                    payload -> {
                        key.add(block);
                        spares.set(index, block);
                    },
                    block);
        }
    }
}
