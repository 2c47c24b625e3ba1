package dev.weir.run;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Schema;
import dev.weir.infer.ColumnGuess;
import dev.weir.infer.KeyNames;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.TextColumn;
import dev.weir.store.SpillFolder;
import dev.weir.type.CellType;
import dev.weir.validate.KeyBlock;
import dev.weir.validate.RowLookup;
import dev.weir.validate.TableKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that may be the primary key of a table: no value of theirs is repeated in its first rows. All rows are then held
 * against it. Memory: two bytes a row for integers that increase, else 24, up to the budget, then temporary files.
 */
final class KeyGuess {
    private static final int MOST = 2;
    private static final int WIDEST = 3;
    /** Fields that are unique together only by chance are so in few rows. */
    private static final int FEW_ROWS = 20;

    private static final Set<FieldType> TYPES = Set.of(
            FieldType.INTEGER,
            FieldType.STRING,
            FieldType.DATE,
            FieldType.YEAR,
            FieldType.YEARMONTH,
            FieldType.DATETIME);

    private final Schema texts;
    private final Schema schema;
    private final List<Integer> fields;
    private final boolean integer;
    private final TableKeys keys;
    private volatile boolean givenUp;

    private KeyGuess(Schema schema, List<Integer> fields, boolean integer, RunOptions options, SpillFolder spills) {
        this.texts = schema;
        this.fields = fields;
        this.integer = integer;
        Schema keyed = schema.with(
                "primaryKey",
                JsonArray.ofTexts(
                        fields.stream().map(field -> schema.field(field).name()).toList()));
        if (integer) {
            List<Field> typed = new ArrayList<>(schema.fields());
            typed.set(0, Field.of(schema.field(0).name(), FieldType.INTEGER));
            keyed = keyed.withFields(typed);
        }
        this.schema = keyed;
        this.keys = TableKeys.of(keyed, options.budget(), spills);
    }

    /**
     * What the first rows leave: the first field, one that is called as keys are, the first two or three together.
     *
     * @param first the first rows, as texts
     */
    static List<KeyGuess> of(Schema schema, Batch first, RunOptions options, SpillFolder spills) {
        List<KeyGuess> guesses = new ArrayList<>();
        for (List<Integer> fields : candidates(schema)) {
            if (guesses.size() < MOST && isUnique(first, fields)) {
                boolean integer = fields.equals(List.of(0)) && isInteger(first);
                KeyGuess guess = new KeyGuess(schema, fields, integer, options, spills);
                if (guesses.stream().anyMatch(before -> fields.containsAll(before.fields))) {
                    guess.giveUp(); // it is asked only where a part of it is no key: in another pass
                }
                guesses.add(guess);
            }
        }
        return guesses;
    }

    private static List<List<Integer>> candidates(Schema schema) {
        int width = schema.fields().size();
        List<List<Integer>> candidates = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            if (i == 0 || KeyNames.isKey(schema.field(i).name())) {
                candidates.add(List.of(i));
            }
        }
        List<Integer> together = new ArrayList<>();
        for (int i = 0; i < Math.min(WIDEST, width - 1); i++) {
            together.add(i);
            if (i > 0) {
                candidates.add(List.copyOf(together));
            }
        }
        return candidates;
    }

    private static boolean isInteger(Batch first) {
        ColumnGuess guess = new ColumnGuess();
        guess.look(first.column(0), first.rows());
        return guess.integers() != null;
    }

    private static boolean isUnique(Batch batch, List<Integer> fields) {
        Set<List<@Nullable Object>> seen = new HashSet<>();
        for (int row = 0; row < batch.rows(); row++) {
            List<@Nullable Object> key = new ArrayList<>();
            for (int field : fields) {
                Object value = ((TextColumn) batch.column(field)).value(row);
                if (value == null) {
                    return false;
                }
                key.add(value);
            }
            if (!seen.add(key)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the rows' first field is held as integers, which is cheaper than texts. */
    boolean isInteger() {
        return integer;
    }

    /** The same fields as texts, for another pass: where {@link #isGivenUp}. */
    KeyGuess asTexts(RunOptions options, SpillFolder spills) {
        return new KeyGuess(texts, fields, false, options, spills);
    }

    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    KeyBlock newBlock() {
        return keys.newBlock();
    }

    /** @param integers the cells of the first column as integers, where the key is one of them */
    void read(KeyBlock block, Batch batch, @Nullable Column integers) {
        Batch keyed = batch;
        if (integers != null) {
            List<Column> columns = new ArrayList<>(batch.columns());
            columns.set(0, integers);
            keyed = batch.with(schema, columns);
        }
        block.read(keyed, (code, row, field, note) -> {});
    }

    void add(KeyBlock block) {
        keys.add(block);
    }

    /** Whether fields of these types may be a key, and no cell of them is missing. */
    boolean isKey(List<Field> typed, List<ColumnGuess> guesses, long rows) {
        if (rows < 2 || fields.size() > 1 && rows < FEW_ROWS) {
            return false;
        }
        for (int field : fields) {
            FieldType type = typed.get(field).type();
            if (!TYPES.contains(type) || guesses.get(field).hasMissing()) {
                return false;
            }
        }
        return true;
    }

    /** Ends what is held. Whether no row repeats the key of another. */
    boolean isUnique(RowReader reader) {
        try {
            keys.finish(integer ? typed(reader) : reader, (key, label, firstLabel) -> {
                throw new Repeated();
            });
            return true;
        } catch (Repeated repeated) {
            keys.giveUp();
            return false;
        }
    }

    /** Reads rows again with the first field as an integer. */
    private RowLookup typed(RowReader reader) {
        CellType type = CellType.of(schema.field(0), MissingValue.DEFAULT);
        return (labels, count, sink) -> reader.visit(labels, count, (index, batch, row, load) -> {
            Column first = type.allocate(batch.rows());
            type.cast(((TextColumn) batch.column(0)).slices, batch.rows(), first);
            List<Column> columns = new ArrayList<>(batch.columns());
            columns.set(0, first);
            sink.row(index, batch.with(schema, columns).cursor().at(row));
        });
    }

    List<String> names() {
        return fields.stream().map(field -> schema.field(field).name()).toList();
    }

    /** {@code primary key id: no value is repeated in 612 rows}. */
    String words(long rows) {
        String sure = rows < FEW_ROWS ? " (few rows: a guess)" : "";
        return "primary key " + String.join(", ", names()) + ": no value is repeated in " + rows + " rows" + sure;
    }

    private static final class Repeated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Repeated() {
            super("a key is repeated", null, false, false);
        }
    }
}
