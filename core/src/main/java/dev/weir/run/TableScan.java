package dev.weir.run;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.FieldsMatch;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Schema;
import dev.weir.parse.BlankRecords;
import dev.weir.parse.Block;
import dev.weir.parse.CsvTable;
import dev.weir.parse.InlineRows;
import dev.weir.parse.JsonBlock;
import dev.weir.parse.JsonTable;
import dev.weir.parse.ParseLimits;
import dev.weir.parse.TableSource;
import dev.weir.parse.TextTable;
import dev.weir.report.ErrorCode;
import dev.weir.report.RowError;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.row.Position;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.source.ByteSource;
import dev.weir.source.StreamBytes;
import dev.weir.type.CellType;
import dev.weir.validate.Faults;
import dev.weir.validate.HeaderCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table read under its schema: blocks of physical cells in, batches of typed cells out, with what is wrong with the
 * shape and the bytes of their rows. Cells that cannot be cast are bad cells of the batch.
 */
final class TableScan implements Feed {
    /** How the texts of JSON are read where they are kept as they stood: they have no quotes. */
    private static final Dialect BARE = new Dialect(JsonObject.EMPTY.with("quoteChar", ""));

    private final TextTable table;
    private final Schema schema;
    private final int columns;
    private final int[] columnOf;
    private final int[] fieldOf;
    private final CellType[] types;
    private final Physical[] physicals;
    /** What is no string in JSON; null where the table is CSV. */
    private final NativeCells @Nullable [] natives;

    private final Positions positions;
    private final @Nullable HeaderCheck header;
    private final int threads;
    private final ParseLimits limits;
    private final long limitRows;
    private long rows;
    private long taken;

    /**
     * @param schema the schema of the rows that come out, one column a field
     * @param table the open table; the scan owns it
     * @param dialect of CSV; that of JSON is known to the table
     * @param json whether the rows are JSON
     */
    TableScan(String resource, Schema schema, Dialect dialect, TextTable table, boolean json, RunOptions options) {
        this.table = table;
        this.schema = schema;
        this.limitRows = options.limitRows() == 0 ? Long.MAX_VALUE : options.limitRows();
        this.threads = options.limitRows() == 0 ? options.threads() : 1;
        this.limits = options.parseLimits();
        List<String> labels = table.labels();
        HeaderCheck check =
                labels == null ? null : HeaderCheck.of(table.isKeyed() ? unordered(schema) : schema, labels);
        this.header = check;
        this.columns = labels == null || labels.isEmpty() ? schema.fields().size() : labels.size();
        this.columnOf = new int[schema.fields().size()];
        Arrays.setAll(columnOf, field -> check == null ? field : check.columnOf(field));
        this.fieldOf = new int[columns];
        Arrays.fill(fieldOf, -1);
        for (int field = columnOf.length - 1; field >= 0; field--) {
            if (columnOf[field] >= 0 && columnOf[field] < columns) { // an empty table has a column for none
                fieldOf[columnOf[field]] = field;
            }
        }
        List<Field> fields = schema.fields();
        this.types = new CellType[fields.size()];
        this.physicals = new Physical[fields.size()];
        for (int i = 0; i < types.length; i++) {
            Field field = fields.get(i);
            List<MissingValue> missing = missing(schema, field, json ? BARE : dialect);
            types[i] = CellType.of(field, missing);
            physicals[i] = new Physical(json ? BARE : dialect, field, missing);
        }
        this.natives = json ? natives(types) : null;
        StreamBytes parts = table.source() instanceof StreamBytes bytes && bytes.hasParts() ? bytes : null;
        this.positions =
                new Positions(resource, table.recordsBefore(), table.linesBefore(), table.hasPositions(), parts);
    }

    private static NativeCells[] natives(CellType[] types) {
        return Arrays.stream(types).map(NativeCells::new).toArray(NativeCells[]::new);
    }

    /** The keys of an object have no order: fields that must be there as declared must be there. */
    private static Schema unordered(Schema schema) {
        return schema.fieldsMatch() == FieldsMatch.EXACT ? schema.with("fieldsMatch", Json.of("equal")) : schema;
    }

    private static List<MissingValue> missing(Schema schema, Field field, Dialect dialect) {
        List<MissingValue> missing = schema.missingValues(field);
        String sequence = dialect.nullSequence();
        if (sequence == null || missing.stream().anyMatch(value -> value.value().equals(sequence))) {
            return missing;
        }
        List<MissingValue> more = new ArrayList<>(missing);
        more.add(new MissingValue(sequence, null));
        return more;
    }

    Schema schema() {
        return schema;
    }

    /** What is wrong with the header. */
    List<RowError> headerErrors() {
        List<RowError> errors = new ArrayList<>();
        Block.Problem problem = table.headerProblem();
        if (problem != null) {
            String note = "the header: " + problem.note();
            errors.add(RowError.ofFile(ErrorCode.SOURCE_ERROR, positions.resource(), note));
        } else if (header != null) {
            header.errors().forEach(error -> errors.add(headerError(error)));
        }
        return errors;
    }

    /** What is wrong with the header by itself, where its labels are all that is known of the fields. */
    List<RowError> unstatedErrors() {
        List<String> labels = table.labels();
        return labels == null || table.headerProblem() != null
                ? List.of()
                : HeaderCheck.unstated(labels).stream().map(this::headerError).toList();
    }

    private RowError headerError(HeaderCheck.LabelError error) {
        Position position = new Position(positions.resource(), 0, 0, -1);
        return new RowError(
                error.code(),
                position,
                error.fieldNumber(),
                error.fieldName(),
                error.label(),
                List.of(),
                error.note(),
                null);
    }

    TextTable table() {
        return table;
    }

    /** How many columns the data has. */
    int columns() {
        return columns;
    }

    /** Whether the rows are JSON. */
    boolean isJson() {
        return natives != null;
    }

    Positions positions() {
        return positions;
    }

    /** Whether the data has a column for a field (0-based). */
    boolean isPresent(int field) {
        return columnOf[field] >= 0;
    }

    CellType type(int field) {
        return types[field];
    }

    /** How the raw text of each field's column is read; null for a field that the data does not have. */
    List<@Nullable Physical> physicals() {
        List<@Nullable Physical> all = new ArrayList<>();
        for (int i = 0; i < physicals.length; i++) {
            all.add(columnOf[i] < 0 ? null : physicals[i]);
        }
        return all;
    }

    /** How many rows were delivered. */
    long rows() {
        return rows;
    }

    /** A block, its typed columns, and what is wrong with its rows. */
    static final class Load implements Cargo {
        final Block block;
        final Column[] typed;
        final Faults faults = new Faults();
        private long rows;

        Load(Block block, Column[] typed) {
            this.block = block;
            this.typed = typed;
        }

        @Override
        public long sequence() {
            return block.segment();
        }
    }

    /** The first pipe behind a scan: it also sees what is wrong with the rows' shape and bytes. */
    interface LoadPipe extends Pipe {
        void push(Batch batch, Load load, Ticket ticket);

        @Override
        default void push(Batch batch, Ticket ticket) {
            throw new IllegalStateException("the rows do not come from a table");
        }
    }

    @Override
    public Load cargo() {
        Column[] typed = new Column[types.length];
        for (int i = 0; i < typed.length; i++) {
            typed[i] = types[i].allocate(Math.max(1, Math.min(4096, limits.partCells() / typed.length)));
        }
        return new Load(table.blocks().workspace(), typed);
    }

    @Override
    public boolean next(Cargo cargo) {
        return taken < limitRows && table.blocks().next(((Load) cargo).block);
    }

    @Override
    public void settle(Cargo cargo) {
        table.blocks().settle(((Load) cargo).block);
    }

    @Override
    public boolean deliver(Cargo cargo, Pipe pipe, Ticket ticket) {
        Load load = (Load) cargo;
        Batch batch = read(load);
        if (batch == null) {
            throw new IllegalStateException("a block was delivered already");
        }
        batch = limited(batch, load);
        if (load.block.part() == 0) {
            ticket.defer(payload -> place(load.block), load);
        }
        ((LoadPipe) pipe).push(batch, load, ticket);
        return load.block.hasMore() && taken < limitRows;
    }

    /** The rows of a batch up to the limit; with a limit all rows are read in order, by one thread. */
    private Batch limited(Batch batch, Load load) {
        if (limitRows == Long.MAX_VALUE) {
            return batch;
        }
        int kept = (int) Math.min(batch.rows(), limitRows - taken);
        taken += kept;
        if (kept == batch.rows()) {
            return batch;
        }
        load.rows -= batch.rows() - kept;
        load.faults.list().removeIf(fault -> fault.row() >= kept);
        return new Batch(schema, kept, batch.columns(), batch.label(0), labels(load.block, load.block.segment() << 32));
    }

    /** Whether there may be rows that were not read, as there were as many as are wanted. */
    boolean isLimited() {
        return taken == limitRows;
    }

    /**
     * Lays out the next part of a settled block and casts its cells; null where there is none. Every block has a part, be
     * it one without rows. The batch and the faults before are gone.
     */
    @Nullable
    Batch read(Load load) {
        Block block = load.block;
        load.faults.clear();
        if (!block.layOut(columns)) {
            return null;
        }
        int rows = block.rows();
        load.rows = block.part() == 0 ? rows : load.rows + rows;
        for (int i = 0; i < types.length; i++) {
            Column column = load.typed[i];
            if (columnOf[i] < 0) {
                absent(column, rows, block);
            } else {
                Slices raw = block.raw(columnOf[i]);
                types[i].cast(block.content(columnOf[i], raw), rows, column);
                column.raw = new RawText(raw, physicals[i]);
                if (natives != null) {
                    load.typed[i] = natives[i].cast((JsonBlock) block, columnOf[i], column);
                }
            }
        }
        if (!block.ragged().isEmpty()) {
            ragged(load);
        }
        if (schema.fieldsMatch().allowsMore()) {
            BlankRecords.mark(block, load.typed, fieldOf);
        }
        problems(load);
        long segment = block.segment() << 32;
        List<Column> typed = Arrays.asList(load.typed.clone());
        return new Batch(schema, rows, typed, segment + block.record(0), labels(block, segment));
    }

    /** Reads on: the next part of the block, else the first one of the next block; null at the end of the table. */
    @Nullable
    Batch readNext(Load load) {
        Batch batch = taken < limitRows ? read(load) : null;
        while (batch == null && next(load)) {
            settle(load);
            batch = read(load);
        }
        return batch == null ? null : limited(batch, load);
    }

    private static long @Nullable [] labels(Block block, long segment) {
        if (!block.hasComments()) {
            return null;
        }
        long[] labels = new long[block.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = segment + block.record(i);
        }
        return labels;
    }

    private static void absent(Column column, int rows, Block block) {
        byte[] states = new byte[rows];
        Arrays.fill(states, Column.ABSENT);
        column.states = states;
        column.raw = null;
        if (column instanceof dev.weir.row.LongColumn longs && longs.values.length < rows) {
            longs.values = new long[rows];
        } else if (column instanceof dev.weir.row.DecimalColumn numbers && numbers.unscaled.length < rows) {
            numbers.unscaled = new long[rows];
            numbers.scales = new byte[rows];
        } else if (column instanceof dev.weir.row.TextColumn text) {
            text.slices = Slices.ofPairs(block.bytes(), new int[2 * rows]);
        } else if (column instanceof dev.weir.row.ObjectColumn objects && objects.values.length < rows) {
            objects.values = new Object[rows];
        }
    }

    private void ragged(Load load) {
        for (Block.Ragged row : load.block.ragged()) {
            for (int i = 0; i < types.length; i++) {
                if (columnOf[i] >= row.cells()) {
                    missing(load.typed[i], row.row(), load.block.rows());
                }
            }
            int first = row.cells() == 0 ? columns : row.cells(); // a blank row, which says all
            for (int column = first; column < columns; column++) {
                load.faults.add(new Faults.Fault(
                        ErrorCode.MISSING_CELL, row.row(), fieldOf(column), column + 1, "the row is too short"));
            }
            if (row.cells() > limits.fields()) {
                String note = limits.tooManyCells(row.cells());
                load.faults.add(new Faults.Fault(ErrorCode.SOURCE_ERROR, row.row(), -1, 0, note));
                continue;
            }
            for (int column = columns; column > 0 && column < row.cells(); column++) { // all is said of a blank header
                String note = load.block.extraNote(row.row(), column);
                load.faults.add(new Faults.Fault(ErrorCode.EXTRA_CELL, row.row(), -1, column + 1, note));
            }
        }
    }

    private static void missing(Column column, int row, int rows) {
        byte[] states = column.states;
        if (states == null) {
            states = new byte[rows];
            column.states = states;
        }
        states[row] = Column.ABSENT;
    }

    /** The number of a field's column in the data, from 1. */
    int columnNumber(int field) {
        return columnOf[field] + 1;
    }

    int fieldOf(int column) {
        return column < columns ? fieldOf[column] : -1;
    }

    /** The label of a column in the header, or the name of the field that is read from it. */
    String labelOf(int column) {
        List<String> labels = table.labels();
        if (labels != null && column < labels.size()) {
            return labels.get(column);
        }
        int field = fieldOf(column);
        return field < 0 ? "" : schema.field(field).name();
    }

    private void problems(Load load) {
        Block block = load.block;
        int lastRow = -1;
        int lastColumn = -1;
        for (Block.Problem problem : block.problemsOfPart()) {
            int row = rowAt(block, problem.at());
            int column = row < block.rows() ? columnAt(block, row, problem.at()) : -1;
            boolean said = row == lastRow && column == lastColumn && problem.kind() == Block.Kind.ENCODING;
            if (said) { // a cell in another encoding is one error, whatever number of letters it has
                continue;
            }
            lastRow = row;
            lastColumn = column;
            ErrorCode code = problem.kind() == Block.Kind.ENCODING ? ErrorCode.ENCODING_ERROR : ErrorCode.SOURCE_ERROR;
            load.faults.add(new Faults.Fault(code, row, column < 0 ? -1 : fieldOf(column), column + 1, problem.note()));
        }
    }

    /** The last row that begins at or before a buffer index; the number of rows where a problem left no row. */
    private static int rowAt(Block block, int at) {
        int low = 0;
        int high = block.rows();
        while (low < high) {
            int middle = low + high >>> 1;
            if (block.recordStart(middle) <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(0, low - 1);
    }

    private int columnAt(Block block, int row, int at) {
        for (int column = 0; column < columns; column++) {
            Slices raw = block.raw(column);
            if (raw.start(row) <= at && at < raw.end(row)) {
                return column;
            }
        }
        return -1;
    }

    @Override
    public void delivered(Cargo cargo) {
        rows += ((Load) cargo).rows;
    }

    /** Notes where a block's rows stand; called in order, before its errors are looked at. */
    void place(Block block) {
        positions.add(block.startOffset(), block.records(), block.lineBreaks());
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void close() {
        table.close();
    }

    /**
     * Opens a table.
     *
     * @param stated its schema; null for one of text fields named as the header says
     */
    static TableScan open(TableSource source, @Nullable Schema stated, Dialect dialect, RunOptions options) {
        TableFormat.Kind kind = TableFormat.of(source.resource()).kind();
        boolean json = kind != TableFormat.Kind.CSV;
        JsonArray rows = source.resource().rows();
        boolean inline =
                !source.resource().json().has("path") && !(source.resource().data() instanceof JsonText);
        TextTable table = json
                ? JsonTable.open(
                        () -> bytes(source, rows),
                        kind == TableFormat.Kind.JSON_LINES || isLines(rows),
                        !inline,
                        dialect,
                        stated,
                        options.parseLimits())
                : CsvTable.open(source.data().open(source.resource()), dialect, options.parseLimits());
        try {
            Schema schema = stated == null ? untyped(table) : stated;
            return new TableScan(source.resource().name(), schema, dialect, table, json, options);
        } catch (RuntimeException | Error problem) {
            table.close();
            throw problem;
        }
    }

    /** Whether there are inline rows: no row at all is the document {@code []}, as it is in a file. */
    private static boolean isLines(@Nullable JsonArray rows) {
        return rows != null && !rows.items().isEmpty();
    }

    private static ByteSource bytes(TableSource source, @Nullable JsonArray rows) {
        return rows != null && isLines(rows)
                ? StreamBytes.of(source.resource().name(), InlineRows.lines(rows))
                : source.data().open(source.resource());
    }

    private static Schema untyped(TextTable table) {
        List<String> names = table.labels();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < (names == null ? table.firstCells() : names.size()); i++) {
            fields.add(Field.of(names == null ? "field" + (i + 1) : names.get(i), FieldType.ANY));
        }
        return Schema.of(fields);
    }
}
