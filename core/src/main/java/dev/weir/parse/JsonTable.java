package dev.weir.parse;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.FieldsMatch;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Schema;
import dev.weir.row.Slices;
import dev.weir.source.ByteSource;
import dev.weir.source.FileBytes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens a table in JSON: an array of rows in a document, or JSON Lines. Rows are arrays, the first ones the header, or
 * objects, whose keys are the header: those of the first object, and behind them the fields that only later objects have.
 * Objects give a header row of their own, so that rows are numbered as those of arrays are.
 *
 * <p>JSON Lines in a plain file are read at many places at once; all else block after block. A line without text is no
 * row. Memory: a few blocks, whatever the size of the document.
 *
 * <p>Spec: https://datapackage.org/standard/table-dialect/
 */
public final class JsonTable {
    private final Supplier<ByteSource> opener;
    private final boolean lines;
    private final Dialect dialect;
    private final ParseLimits limits;
    private final JsonDocument document;
    private final boolean empty;

    /** Whether there is a row. */
    private boolean found;

    private boolean keyed;
    private long begin;
    private long linesBefore;
    private int firstCells = -1;
    private Block.@Nullable Problem problem;

    private JsonTable(Supplier<ByteSource> opener, boolean lines, Dialect dialect, ParseLimits limits) {
        this.opener = opener;
        this.lines = lines;
        this.dialect = dialect;
        this.limits = limits;
        try (ByteSource source = opener.get()) {
            StreamBlocks.Bytes bytes = CsvTable.bytes(source);
            byte[] head = new byte[4];
            int count = bytes.read(head, 0, 4);
            boolean marked = count >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf;
            int mark = marked ? 3 : 0;
            this.empty = count == mark;
            this.document = lines || empty
                    ? new JsonDocument(mark, 0, 0)
                    : JsonDocument.find(behind(head, mark, count, source), mark, dialect.property(), source);
        }
        this.begin = document.begin();
        this.linesBefore = document.lines();
    }

    /** The bytes of a source of which {@code count} have been read. */
    private static InputStream behind(byte[] head, int mark, int count, ByteSource source) {
        return new SequenceInputStream(
                new ByteArrayInputStream(head, mark, count - mark), CsvTable.stream(source, count));
    }

    /**
     * Opens a table.
     *
     * @param opener opens its bytes, several times
     * @param lines whether it is JSON Lines, not one document
     * @param positions whether lines and bytes are places that the user knows
     * @param schema its schema, null where it has none: then all rows are read to find all keys
     */
    public static TextTable open(
            Supplier<ByteSource> opener,
            boolean lines,
            boolean positions,
            Dialect dialect,
            @Nullable Schema schema,
            ParseLimits limits) {
        return new JsonTable(opener, lines, dialect, limits).open(schema, positions);
    }

    private TextTable open(@Nullable Schema schema, boolean positions) {
        List<String> labels = labels(schema);
        boolean closed = dialect.itemKeys().isEmpty() && schema != null && isClosed(schema.fieldsMatch());
        JsonShape shape = keyed && labels != null ? JsonShape.ofKeys(labels, closed) : JsonShape.ARRAYS;
        int headers = keyed || labels == null ? 0 : last(dialect);
        ByteSource source = opener.get();
        try {
            return new TextTable(
                    source,
                    blocks(source, shape, lines ? 0 : headers),
                    labels,
                    firstCells,
                    keyed ? 1 : headers,
                    linesBefore,
                    problem,
                    positions,
                    empty || !found && schema == null,
                    keyed);
        } catch (RuntimeException | Error failed) {
            source.close();
            throw failed;
        }
    }

    private static boolean isClosed(FieldsMatch match) {
        return match != FieldsMatch.SUBSET && match != FieldsMatch.PARTIAL;
    }

    private static int last(Dialect dialect) {
        return dialect.headerRows().stream().mapToInt(i -> i).max().orElse(0);
    }

    private Supplier<Block> workspaces(JsonShape shape, @Nullable JsonItems items) {
        return () -> new JsonBlock(shape, items, limits.blockBytes() + limits.tailBytes(), limits.partCells());
    }

    /** @param skip how many items at the beginning are no rows */
    private Blocks blocks(ByteSource source, JsonShape shape, int skip) {
        if (lines && source instanceof FileBytes file && begin < file.size()) {
            return new FileBlocks(workspaces(shape, null), limits, file, begin);
        }
        StreamBlocks.Bytes bytes = CsvTable.bytes(source);
        byte[] passed = new byte[1 << 13];
        for (long left = begin; left > 0; ) {
            int count = bytes.read(passed, 0, (int) Math.min(left, passed.length));
            if (count == 0) {
                break;
            }
            left -= count;
        }
        JsonItems items = lines ? null : new JsonItems(document.depth(), skip);
        int pad = Slices.PAD_FRONT;
        return new StreamBlocks(workspaces(shape, items), limits, bytes, new byte[pad], pad, pad, begin, 0, List.of());
    }

    /** Reads as many rows as it takes to know the labels; null where the table has none. */
    private @Nullable List<String> labels(@Nullable Schema schema) {
        String type = dialect.itemType();
        Look look = new Look(schema, type == null ? null : type.equals("object"));
        try (ByteSource source = opener.get();
                Blocks blocks = blocks(source, JsonShape.ARRAYS, 0)) {
            JsonBlock block = (JsonBlock) blocks.workspace();
            while (!look.done && blocks.next(block)) {
                blocks.settle(block);
                look.at(block);
            }
        }
        found = look.found;
        Boolean objects = look.objects;
        keyed = objects == null || objects;
        if (keyed) {
            return look.keys.isEmpty() && schema != null ? schema.names() : List.copyOf(look.keys);
        }
        if (dialect.headerRows().isEmpty()) {
            return null;
        }
        return Prologue.join(look.header.isEmpty() ? List.of(List.of()) : look.header, dialect.headerJoin());
    }

    /** What the first rows say of the table. */
    private final class Look {
        private final @Nullable Schema schema;
        private final Set<String> keys = new LinkedHashSet<>(dialect.itemKeys());
        private final List<List<String>> header = new ArrayList<>();
        private final List<Integer> headerRows = dialect.headerRows();
        /** Whether rows are objects; null as long as no row has said so. */
        private @Nullable Boolean objects;

        private boolean found;
        private boolean first = true;
        private boolean done;
        private int records;

        Look(@Nullable Schema schema, @Nullable Boolean objects) {
            this.schema = schema;
            this.objects = objects;
        }

        void at(JsonBlock block) {
            found |= block.found() > 0;
            for (int i = 0; i < block.found() && !done; i++) {
                byte start = block.first(i);
                if (objects == null && (start == '{' || start == '[')) {
                    objects = start == '{';
                }
                if (objects != null && objects) {
                    addKeys(block, i);
                } else if (objects != null) {
                    addHeader(block, i);
                }
            }
            linesBefore += lines && !done ? block.lineBreaks() : 0;
        }

        private void addKeys(JsonBlock block, int record) {
            if (!dialect.itemKeys().isEmpty()) {
                done = true;
                return;
            }
            List<String> named = block.keys(record);
            if (named == null) {
                return;
            }
            for (String key : named) {
                if (first || schema == null || schema.indexOf(key) >= 0) {
                    keys.add(key);
                }
            }
            first = false;
            done = schema != null && keys.containsAll(schema.names());
        }

        private void addHeader(JsonBlock block, int record) {
            records++;
            List<Json> cells = cells(block, record);
            if (headerRows.isEmpty()) {
                firstCells = cells == null ? 0 : cells.size();
                done = true;
                return;
            }
            if (cells == null) {
                problem = new Block.Problem(
                        Block.Kind.SOURCE, block.start(), "row " + records + " of the document is no array", true);
                done = true;
                return;
            }
            if (headerRows.contains(records)) {
                header.add(cells.stream().map(JsonTable::text).toList());
            }
            done = records == last(dialect);
            if (done && lines) {
                begin = block.behindLine(record);
                linesBefore += block.breaks(block.start(), block.behind(record));
            }
        }
    }

    private static @Nullable List<Json> cells(JsonBlock block, int record) {
        try {
            return JsonReader.read(block.bytesOf(record), "the header") instanceof JsonArray array
                    ? array.items()
                    : null;
        } catch (DescriptorException noJson) {
            return null;
        }
    }

    private static String text(Json label) {
        return label instanceof JsonNull
                ? ""
                : label instanceof JsonText text ? text.value() : JsonWriter.compact(label);
    }
}
