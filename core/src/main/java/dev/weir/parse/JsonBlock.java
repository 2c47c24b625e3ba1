package dev.weir.parse;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonReader;
import dev.weir.row.Slices;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of rows in JSON: the lines of JSON Lines that are not blank, or the items of an array. A cell's text is that of
 * a string without quotes and escapes, of all else the JSON as it stands; {@link #kind} says what it is in JSON. A row
 * that is no JSON, or not of its table's shape, is a problem of its own and has no cells.
 */
public final class JsonBlock extends Block {
    /** What a cell is in JSON; a row without cells has {@link #NO_CELL}, an object without the key {@link #NULL}. */
    public static final byte NULL = 0;

    public static final byte TEXT = 1;
    public static final byte NUMBER = 2;
    public static final byte BOOLEAN = 3;
    public static final byte NESTED = 4;
    public static final byte NO_CELL = 5;

    private static final byte UNSET = -1;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final JsonShape shape;
    private final @Nullable JsonItems items;
    private final JsonScanner scanner = new JsonScanner();
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int found;
    /** Bits of all bytes that were looked at for line feeds. */
    private long high;

    /** The record that is known to be broken, -1 for none. */
    private int broken;

    private int firstRecord;
    private int nextRecord;
    private int fields;
    private int[] laid = {};
    private byte[] kinds = {};
    private int[] kindsOf = {};

    /** @param items finds the rows of an array; null for JSON Lines */
    JsonBlock(JsonShape shape, @Nullable JsonItems items, int capacity, int partCells) {
        super(capacity, partCells);
        this.shape = shape;
        this.items = items;
    }

    @Override
    public boolean hasMore() {
        return nextRecord < found;
    }

    @Override
    public int record(int row) {
        return firstRecord + row;
    }

    @Override
    int partEnd() {
        return starts[nextRecord];
    }

    @Override
    String missingEnd() {
        return "; is a closing quote or bracket missing?";
    }

    @Override
    int lastRecord(int from) {
        return found == 0 ? from : starts[found - 1];
    }

    @Override
    void nothing(int from) {
        found = 0;
        broken = -1;
        breaks = 0;
        part = -1;
        nextRecord = 0;
    }

    @Override
    int guess(int until) {
        int at = lineFeed(Slices.PAD_FRONT, until);
        return at < 0 ? until : at + 1;
    }

    @Override
    int dropComments(List<Integer> numbers, long before) {
        return found;
    }

    @Override
    boolean isComplete() {
        return items == null || items.isComplete();
    }

    @Override
    boolean isEmpty() {
        return end == start;
    }

    /** Records found. */
    int found() {
        return found;
    }

    /** The first byte of a record. */
    byte first(int record) {
        return bytes[starts[record]];
    }

    /** The bytes of a record. */
    byte[] bytesOf(int record) {
        return Arrays.copyOfRange(bytes, starts[record], ends[record]);
    }

    /** Position in the source behind the line of a record. */
    long behindLine(int record) {
        return offsetOf(behind(record));
    }

    /** Buffer index behind the line of a record. */
    int behind(int record) {
        int at = lineFeed(ends[record], dataEnd);
        return at < 0 ? dataEnd : at + 1;
    }

    void add(int from, int to) {
        if (found == starts.length) {
            starts = Arrays.copyOf(starts, 2 * found);
            ends = Arrays.copyOf(ends, 2 * found);
        }
        starts[found] = from;
        ends[found++] = to;
    }

    /** Adds a record that is known to be broken: it has no cells, and its problem is told of. */
    void addBroken(int from, int to) {
        broken = found;
        add(from, to);
    }

    @Override
    boolean index(int from, int until, boolean whole) {
        start = from;
        end = from;
        problems.clear();
        unfinished = from;
        nothing(from);
        boolean indexed =
                items == null ? indexLines(from, until, whole) : items.index(this, scanner, from, until, whole);
        if (indexed && end > start) {
            breaks = items == null ? breaks : breaks(start, end);
            checkText();
        }
        return indexed;
    }

    private boolean indexLines(int from, int until, boolean whole) {
        int at = from;
        high = 0;
        while (at < until) {
            int feed = lineFeed(at, dataEnd);
            if (feed < 0 && !whole) {
                unfinished = at;
                return false;
            }
            int to = feed < 0 ? dataEnd : feed;
            breaks += feed < 0 ? 0 : 1;
            addLine(at, to);
            at = Math.min(dataEnd, to + 1);
        }
        end = at;
        return true;
    }

    /** Adds a line, without the blanks around it; none where it is blank. */
    private void addLine(int from, int to) {
        int first = from;
        while (first < to && isBlank(bytes[first])) {
            first++;
        }
        int last = to;
        while (last > first && isBlank(bytes[last - 1])) {
            last--;
        }
        if (first < last) {
            add(first, last);
        }
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\r' || value == '\t';
    }

    private int lineFeed(int from, int to) {
        long ones = 0x0101010101010101L;
        int at = from;
        while (at < to) {
            long read = (long) LONGS.get(bytes, at);
            high |= read;
            long word = read ^ '\n' * ones;
            long feed = word - ones & ~word & 0x8080808080808080L;
            if (feed != 0) {
                int index = at + (Long.numberOfTrailingZeros(feed) >>> 3);
                return index < to ? index : -1;
            }
            at += 8;
        }
        return -1;
    }

    private void checkText() {
        boolean isAscii = items == null && (high & 0x8080808080808080L) == 0;
        if (!isAscii && Utf8.firstInvalid(bytes, start, end) < end) {
            Utf8.check(this);
            problems.sort(Comparator.comparingInt(Problem::at));
        }
    }

    /** Line feeds: a lone return is a blank in JSON. */
    @Override
    public long breaks(int from, int to) {
        long count = 0;
        for (int at = lineFeed(from, to); at >= 0; at = lineFeed(at + 1, to)) {
            count++;
        }
        return count;
    }

    @Override
    public boolean layOut(int fields) {
        if (part >= 0 && !hasMore()) {
            return false;
        }
        this.fields = fields;
        part++;
        records = found;
        ragged.clear();
        tail = dataEnd + Slices.PAD_BEHIND;
        firstRecord = nextRecord;
        rows = Math.min(found - nextRecord, Math.max(1, partCells / Math.max(1, fields)));
        nextRecord += rows;
        int cells = rows * fields;
        laid = laid.length < 2 * cells ? new int[2 * cells] : laid;
        kinds = kinds.length < cells ? new byte[cells] : kinds;
        kindsOf = kindsOf.length == fields ? kindsOf : new int[fields];
        Arrays.fill(kindsOf, 0);
        boolean isPlain = fields > 0 && shape.written().length == fields;
        for (int row = 0; row < rows; row++) {
            if (!isPlain || !layPlain(row)) {
                Arrays.fill(kinds, row * fields, (row + 1) * fields, UNSET);
                layRow(row);
            }
            countKinds(row);
        }
        return true;
    }

    private void countKinds(int row) {
        for (int field = 0, cell = row * fields; field < fields; field++, cell++) {
            if (kinds[cell] == UNSET) {
                kinds[cell] = NULL;
                laid[2 * cell] = Slices.PAD_FRONT;
                laid[2 * cell + 1] = Slices.PAD_FRONT;
            }
            kindsOf[field] |= 1 << kinds[cell];
        }
    }

    /**
     * Lays out a row as nearly all are: an object with all keys in their order, no blanks between them. Whether it is one;
     * if not, nothing is said about it.
     */
    private boolean layPlain(int row) {
        byte[] from = bytes;
        int at = starts[firstRecord + row];
        int to = ends[firstRecord + row];
        if (firstRecord + row == broken || from[at] != '{') {
            return false;
        }
        scanner.begin(from, to);
        at++;
        int cell = row * fields;
        for (int field = 0; field < fields; field++, cell++) {
            at = shape.written()[field].behind(bytes, at, to);
            if (at < 0 || at >= to) {
                return false;
            }
            int value = at;
            byte first = bytes[value];
            int begin = value;
            byte kind = TEXT;
            if (first == '"') {
                begin = at + 1;
                at = endOfText(begin, to);
            } else if (first <= '9') {
                kind = NUMBER;
                at = endOfNumber(begin, to);
            } else {
                at = -1;
            }
            if (at >= 0) {
                laid[2 * cell] = begin;
                laid[2 * cell + 1] = at;
                kinds[cell] = kind;
                at = kind == TEXT ? at + 1 : at;
            } else {
                at = cell(cell, value); // an escape, a word, something nested
                if (at == JsonScanner.FAILED) {
                    return false;
                }
            }
            if (at >= to || bytes[at++] != (field + 1 < fields ? ',' : '}')) {
                return false;
            }
        }
        return at == to;
    }

    /** The quote that ends a text without escapes; -1 where something else comes first. */
    private int endOfText(int from, int to) {
        long ones = 0x0101010101010101L;
        for (int at = from; at < to; at += 8) {
            long word = (long) LONGS.get(bytes, at);
            long quote = word ^ '"' * ones;
            long escape = word ^ '\\' * ones;
            long found =
                    ((quote - ones & ~quote) | (escape - ones & ~escape) | (word - ' ' * ones & ~word)) & ones << 7;
            if (found != 0) {
                int end = at + (Long.numberOfTrailingZeros(found) >>> 3);
                return bytes[end] == '"' ? end : -1;
            }
        }
        return -1;
    }

    /** Behind a number without an exponent; -1 where it is no such. */
    private int endOfNumber(int from, int to) {
        int first = bytes[from] == '-' ? from + 1 : from;
        int at = behindDigits(first, to);
        if (at == first || bytes[first] == '0' && at > first + 1) {
            return -1;
        }
        if (bytes[at] == '.') {
            int part = at + 1;
            at = behindDigits(part, to);
            return at == part ? -1 : at;
        }
        return at;
    }

    private int behindDigits(int from, int to) {
        int at = from;
        while (at < to) {
            long digits = (long) LONGS.get(bytes, at) ^ 0x3030303030303030L;
            long others = (digits + 0x7676767676767676L | digits) & 0x8080808080808080L;
            if (others != 0) {
                return at + (Long.numberOfTrailingZeros(others) >>> 3);
            }
            at += 8;
        }
        return at;
    }

    private void layRow(int row) {
        int from = starts[firstRecord + row];
        int to = ends[firstRecord + row];
        scanner.begin(bytes, to);
        boolean good = firstRecord + row != broken
                && switch (bytes[from]) {
                    case '{' ->
                        shape.keyed()
                                ? object(row, from, to)
                                : refuse(from, "an object, but rows of this table are arrays");
                    case '[' ->
                        shape.keyed()
                                ? refuse(from, "an array, but rows of this table are objects")
                                : array(row, from, to);
                    default ->
                        scanner.value(from) == JsonScanner.FAILED
                                ? failed(to)
                                : refuse(
                                        from,
                                        "a single value, but a row is an " + (shape.keyed() ? "object" : "array"));
                };
        if (!good) {
            Arrays.fill(kinds, row * fields, (row + 1) * fields, NO_CELL);
            Arrays.fill(laid, 2 * row * fields, 2 * (row + 1) * fields, Slices.PAD_FRONT);
        }
    }

    private boolean refuse(int at, String what) {
        problem(Kind.SOURCE, at, "the row is " + what, false);
        return false;
    }

    private boolean failed(int to) {
        int at = scanner.failure == null ? to : scanner.failedAt;
        String why = scanner.failure == null ? "it ends too early" : scanner.failure;
        return failed(at, why);
    }

    private boolean failed(int at, String why) {
        int record = Arrays.binarySearch(starts, 0, found, at);
        int begin = starts[record >= 0 ? record : -record - 2];
        problem(Kind.SOURCE, at, "the row is no JSON: " + why + " (its byte " + (at - begin + 1) + ")", false);
        return false;
    }

    private boolean object(int row, int from, int to) {
        int at = scanner.blanks(from + 1);
        int expected = 0;
        int others = 0;
        boolean more = at >= to || bytes[at] != '}';
        while (more) {
            int column;
            if (at < to
                    && bytes[at] == '"'
                    && expected < Math.min(fields, shape.keys().length)
                    && shape.isAt(expected, bytes, at + 1)) {
                column = expected;
                at = scanner.blanks(at + shape.keys()[expected].length + 2);
                if (at >= to || bytes[at] != ':') {
                    return failed(Math.min(at, to), "a colon was expected");
                }
                at = scanner.blanks(at + 1);
            } else {
                int name = at;
                at = scanner.key(at);
                if (at == JsonScanner.FAILED) {
                    return failed(to);
                }
                column = shape.columnOf(nameAt(name));
                if (column >= fields) {
                    column = -1;
                }
            }
            if (column >= 0 && kinds[row * fields + column] != UNSET) {
                return failed(at, "the key \"" + keyText(column) + "\" is there twice");
            }
            others += column < 0 ? 1 : 0;
            at = column < 0 ? scanner.value(at) : cell(row * fields + column, at);
            if (at == JsonScanner.FAILED) {
                return failed(to);
            }
            expected = column < 0 ? expected : column + 1;
            at = scanner.blanks(at);
            if (at < to && bytes[at] == ',') {
                at = scanner.blanks(at + 1);
            } else if (at < to && bytes[at] == '}') {
                more = false;
            } else {
                return failed(Math.min(at, to), at >= to ? "it ends too early" : "a comma or } was expected");
            }
        }
        if (others > 0 && shape.closed()) {
            ragged.add(new Ragged(row, fields + others, firstRecord + row));
        }
        return endsAt(at + 1, to);
    }

    private boolean endsAt(int at, int to) {
        int behind = scanner.blanks(at);
        return behind == to || failed(behind, "there is more text behind its end");
    }

    private boolean array(int row, int from, int to) {
        int at = scanner.blanks(from + 1);
        int cells = 0;
        boolean more = at >= to || bytes[at] != ']';
        while (more) {
            at = cells < fields ? cell(row * fields + cells, at) : scanner.value(at);
            if (at == JsonScanner.FAILED) {
                return failed(to);
            }
            cells++;
            at = scanner.blanks(at);
            if (at < to && bytes[at] == ',') {
                at = scanner.blanks(at + 1);
            } else if (at < to && bytes[at] == ']') {
                more = false;
            } else {
                return failed(Math.min(at, to), at >= to ? "it ends too early" : "a comma or ] was expected");
            }
        }
        if (!endsAt(at + 1, to)) {
            return false;
        }
        if (cells != fields) {
            ragged.add(new Ragged(row, cells, firstRecord + row));
        }
        return true;
    }

    /** Lays out the cell whose value begins at {@code at}; gives the index behind it. */
    private int cell(int cell, int at) {
        byte first = bytes[at];
        int behind = first == '{' || first == '[' ? scanner.value(at) : scanner.scalar(at);
        if (behind == JsonScanner.FAILED) {
            return behind;
        }
        boolean isText = first == '"';
        laid[2 * cell] = isText ? at + 1 : at;
        laid[2 * cell + 1] = isText ? behind - 1 : behind;
        kinds[cell] = switch (first) {
            case '"' -> TEXT;
            case '{', '[' -> NESTED;
            case 't', 'f' -> BOOLEAN;
            case 'n' -> NULL;
            default -> NUMBER;
        };
        if (isText && scanner.escaped) {
            int begin = tail;
            if (!unescape(at + 1, behind - 1)) {
                return JsonScanner.FAILED;
            }
            laid[2 * cell] = begin;
            laid[2 * cell + 1] = tail;
        }
        return behind;
    }

    /** Writes a string's text behind the data. */
    private boolean unescape(int from, int to) {
        if (bytes.length < tail + to - from + Slices.PAD_BEHIND) {
            bytes = Arrays.copyOf(bytes, tail + Math.max(2 * (to - from), 1 << 16) + Slices.PAD_BEHIND);
            scanner.rebase(bytes);
        }
        int at = from;
        while (at < to) {
            byte value = bytes[at++];
            if (value != '\\') {
                bytes[tail++] = value;
                continue;
            }
            byte letter = bytes[at++];
            int plain = "nrtbf".indexOf(letter);
            if (letter != 'u') {
                bytes[tail++] = plain < 0 ? letter : (byte) "\n\r\t\b\f".charAt(plain);
                continue;
            }
            int unit = hex(at);
            at += 4;
            if (Character.isHighSurrogate((char) unit) && at + 6 <= to && bytes[at] == '\\' && bytes[at + 1] == 'u') {
                int low = hex(at + 2);
                if (Character.isLowSurrogate((char) low)) {
                    unit = Character.toCodePoint((char) unit, (char) low);
                    at += 6;
                }
            }
            if (unit < 0x10000 && Character.isSurrogate((char) unit)) {
                scanner.failure = "half a character (\\u" + Integer.toHexString(unit) + " without its other half)";
                scanner.failedAt = at - 6;
                return false;
            }
            for (byte part : Character.toString(unit).getBytes(StandardCharsets.UTF_8)) {
                bytes[tail++] = part;
            }
        }
        return true;
    }

    private int hex(int at) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 4 | Character.digit(bytes[at + i], 16);
        }
        return value;
    }

    /** The name in quotes at {@code at}, which has been scanned. */
    private String nameAt(int at) {
        int behind = scanner.string(at);
        if (scanner.escaped) {
            int begin = tail;
            if (unescape(at + 1, behind - 1)) {
                String name = new String(bytes, begin, tail - begin, StandardCharsets.UTF_8);
                tail = begin;
                return name;
            }
            tail = begin;
        }
        return new String(bytes, at + 1, behind - at - 2, StandardCharsets.UTF_8);
    }

    private String keyText(int column) {
        return new String(shape.keys()[column], StandardCharsets.UTF_8);
    }

    /** The keys of a record, in order; null where it is no object. */
    @Nullable
    List<String> keys(int record) {
        int to = ends[record];
        scanner.begin(bytes, to);
        tail = dataEnd + Slices.PAD_BEHIND;
        if (bytes[starts[record]] != '{' || scanner.value(starts[record]) != to) {
            return null;
        }
        List<String> keys = new ArrayList<>();
        int at = scanner.blanks(starts[record] + 1);
        while (bytes[at] != '}') {
            keys.add(nameAt(at));
            at = scanner.blanks(scanner.value(scanner.key(at)));
            at = bytes[at] == ',' ? scanner.blanks(at + 1) : at;
        }
        return keys;
    }

    /** Where the value of the n-th cell of a row stands that no column has: an array's, or an object's unknown key's. */
    private int extra(int row, int cell, boolean name) {
        int record = raggedAt(row).entry();
        scanner.begin(bytes, ends[record]);
        int at = scanner.blanks(starts[record] + 1);
        int count = shape.keyed() ? fields : 0;
        while (true) {
            int value = shape.keyed() ? scanner.key(at) : at;
            boolean counts = !shape.keyed() || !(shape.columnOf(nameAt(at)) >= 0);
            if (counts && count++ == cell) {
                return name ? at : value;
            }
            at = scanner.blanks(scanner.blanks(scanner.value(value)) + 1);
        }
    }

    @Override
    public String extraCell(int row, int cell) {
        int at = extra(row, cell, false);
        int behind = scanner.value(at);
        return bytes[at] == '"' ? nameAt(at) : new String(bytes, at, behind - at, StandardCharsets.UTF_8);
    }

    @Override
    public String extraNote(int row, int cell) {
        return shape.keyed()
                ? "the key \"" + nameAt(extra(row, cell, true)) + "\" is no field of the table"
                : super.extraNote(row, cell);
    }

    /** What a cell is in JSON. */
    public byte kind(int row, int field) {
        return kinds[row * fields + field];
    }

    /** Whether a field has a cell of this kind. */
    public boolean has(int field, byte kind) {
        return (kindsOf[field] & 1 << kind) != 0;
    }

    /** Whether all cells of a field are strings. */
    public boolean isText(int field) {
        return (kindsOf[field] & ~(1 << TEXT)) == 0;
    }

    /** The value of a cell that is no string; null where it is past a limit. */
    public @Nullable Json value(int row, int field) {
        int at = 2 * (row * fields + field);
        if (kind(row, field) == NULL) {
            return new JsonNull(Json.Place.NONE);
        }
        try {
            return JsonReader.read(Arrays.copyOfRange(bytes, laid[at], laid[at + 1]), "the cell");
        } catch (DescriptorException problem) {
            return null;
        }
    }

    /** The text of a field's cells; none for those without a value. */
    @Override
    public Slices raw(int field) {
        if (!has(field, NULL) && !has(field, NO_CELL)) {
            return content(field);
        }
        int[] pairs = new int[2 * rows];
        for (int row = 0; row < rows; row++) {
            int cell = row * fields + field;
            boolean there = kinds[cell] != NULL && kinds[cell] != NO_CELL;
            pairs[2 * row] = there ? laid[2 * cell] : -1;
            pairs[2 * row + 1] = there ? laid[2 * cell + 1] : -1;
        }
        return Slices.ofPairs(bytes, pairs);
    }

    private Slices content(int field) {
        return new Slices(bytes, laid, 2 * field, 2 * fields, 0);
    }

    @Override
    public Slices content(int field, Slices raw) {
        return content(field);
    }

    @Override
    public int recordStart(int row) {
        return starts[firstRecord + row];
    }

    @Override
    public void records(int[] begins, int[] behinds) {
        System.arraycopy(starts, firstRecord, begins, 0, rows);
        System.arraycopy(ends, firstRecord, behinds, 0, rows);
    }
}
