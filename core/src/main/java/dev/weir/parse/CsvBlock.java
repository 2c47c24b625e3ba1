package dev.weir.parse;

import dev.weir.row.Slices;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of CSV. Where every record has as many cells as there are fields the separators themselves are the layout. Else
 * short rows are filled up with empty slices and long ones cut; this is done part by part, so that memory does not grow
 * with rows that are short.
 *
 * <p>Longer than other files: the hot paths of finding, laying out and unquoting work on one set of buffers.
 */
final class CsvBlock extends Block {
    final MaskIndexer mask;
    final StrictIndexer strict;
    private final CsvFormat format;
    private boolean byMask;

    private int fields;
    /** Line feeds inside quotes, where found by {@link #mask}. */
    private int innerBreaks;

    /** The separator that begins the next part. */
    private int nextEntry;

    private int nextComment;
    /** The first record laid out, and the first of the next part. */
    private int firstRecord;

    private int nextRecord;
    private boolean regular;
    private int[] laid = new int[0];
    private int @Nullable [] recordOf;
    private int[] positions = new int[1];
    private int count;
    private boolean needsMore;
    /** Where each field's entries in {@link #quotedRows} begin; one entry more, and one for counting. */
    private int[] quotedOf = new int[2];

    private int[] quotedRows = new int[0];

    CsvBlock(CsvFormat format, int capacity, int partCells) {
        super(capacity, partCells);
        this.format = format;
        this.mask = new MaskIndexer(format);
        this.strict = new StrictIndexer(format);
    }

    @Override
    public boolean hasMore() {
        return nextEntry < count;
    }

    @Override
    public int record(int row) {
        return recordOf == null ? firstRecord + row : recordOf[row];
    }

    @Override
    public boolean hasComments() {
        return recordOf != null;
    }

    @Override
    int partEnd() {
        return positions[nextEntry - 1] + 1;
    }

    @Override
    void nothing(int from) {
        breaks = 0;
        count(from, new int[] {from - 1}, 1);
    }

    @Override
    int lastRecord(int from) {
        return count > 1 ? behindLastLine(positions, count - 1, from) : from;
    }

    @Override
    void reset() {
        super.reset();
        recordOf = null;
    }

    /** Behind the first line break, as if the block did not begin inside quotes. */
    @Override
    int guess(int until) {
        for (int at = Slices.PAD_FRONT; at < until; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
            if (bytes[at] == '\r') {
                return at + 1 < dataEnd && bytes[at + 1] == '\n' ? at + 2 : at + 1;
            }
        }
        return until;
    }

    @Override
    boolean index(int from, int until, boolean whole) {
        start = from;
        end = from;
        problems.clear();
        breaks = 0;
        needsMore = false;
        unfinished = from;
        if (from >= until) {
            count(from, new int[] {from - 1}, 1);
            return true;
        }
        terminate(whole);
        int limit = whole ? dataEnd + (bytes[dataEnd] == '\n' ? 1 : 0) : dataEnd - 1;
        if (!format.needsStrict() && format.comment().length == 0 && indexByMask(from, until, limit, whole)) {
            return true;
        }
        return !needsMore && indexStrictly(from, until, limit, whole);
    }

    /** Puts a line end behind data that ends without one, and zeros behind that. */
    private void terminate(boolean whole) {
        if (whole) {
            Arrays.fill(bytes, dataEnd, Math.min(bytes.length, dataEnd + 128), (byte) 0);
            byte before = bytes[dataEnd - 1];
            if (dataEnd > start && before != '\n' && before != '\r') {
                bytes[dataEnd] = '\n';
            }
        }
    }

    private boolean indexByMask(int from, int until, int limit, boolean whole) {
        byMask = true;
        mask.begin(from);
        int to = Math.min(limit, from + (Math.max(until - from, 1) + 63 & -64));
        boolean sound = mask.index(bytes, from, to);
        if (!sound && mask.looksForReturns() && restartForReturns(from, to)) {
            sound = true;
        }
        int seen = 1;
        while (sound) {
            int boundary = boundary(mask.positions, seen, mask.count, until);
            seen = mask.count;
            if (boundary >= 0) {
                finishMask(boundary, to);
                return true;
            }
            if (to >= limit) {
                break;
            }
            int next = Math.min(limit, to + 64);
            sound = mask.index(bytes, to, next);
            if (!sound && mask.looksForReturns() && restartForReturns(from, next)) {
                sound = true;
            }
            to = next;
        }
        if (!sound) {
            return false;
        }
        needsMore = !whole;
        unfinished = behindLastLine(mask.positions, mask.count, from);
        return false;
    }

    private int behindLastLine(int[] positions, int count, int from) {
        int entry = count - 1;
        while (entry > 0 && !endsLine(positions[entry])) {
            entry--;
        }
        return entry > 0 ? positions[entry] + 1 : from;
    }

    private boolean restartForReturns(int from, int to) {
        mask.begin(from);
        return mask.index(bytes, from, to);
    }

    /** Index of the first separator from {@code seen} on, at or behind {@code until - 1}, that ends a line, or -1. */
    private int boundary(int[] positions, int seen, int count, int until) {
        int low = seen;
        int high = count;
        while (low < high) {
            int middle = low + high >>> 1;
            if (positions[middle] < until - 1) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < count; i++) {
            if (endsLine(positions[i])) {
                return i;
            }
        }
        return -1;
    }

    private boolean endsLine(int at) {
        return bytes[at] != format.delimiter();
    }

    private void finishMask(int lastEntry, int indexedTo) {
        int end = mask.positions[lastEntry] + 1;
        long breaks = mask.breaks;
        int innerBreaks = mask.innerBreaks;
        boolean inside = false;
        for (int at = end; at < indexedTo; at++) {
            byte value = bytes[at];
            inside ^= value == format.quote();
            if (value == '\n') {
                breaks--;
                innerBreaks -= inside ? 1 : 0;
            } else if (value == '\r' && mask.looksForReturns() && bytes[at + 1] != '\n') {
                breaks--;
            }
        }
        this.breaks = breaks;
        this.innerBreaks = innerBreaks;
        count(end, mask.positions, lastEntry + 1);
    }

    private boolean indexStrictly(int from, int until, int limit, boolean whole) {
        byMask = false;
        strict.begin(from);
        int to = Math.min(limit, Math.max(until, from + 1));
        strict.index(bytes, from, to);
        int seen = 1;
        while (true) {
            int boundary = boundary(strict.positions, seen, strict.count, until);
            seen = strict.count;
            if (boundary >= 0) {
                finishStrict(boundary);
                return true;
            }
            if (to >= limit) {
                break;
            }
            strict.index(bytes, to, to + 1);
            to++;
        }
        if (!whole) {
            unfinished = behindLastLine(strict.positions, strict.count, from);
            return false;
        }
        if (strict.endsInQuotes()) {
            if (strict.positions[strict.count - 1] < limit - 1) {
                strict.positions = Arrays.copyOf(strict.positions, strict.count + 1);
                strict.positions[strict.count++] = limit - 1;
            }
        }
        finishStrict(strict.count - 1);
        if (strict.endsInQuotes()) {
            problem(Kind.SOURCE, strict.openedAt, "a quoted cell begins here and its closing quote is missing", true);
        }
        return true;
    }

    private void finishStrict(int lastEntry) {
        breaks = strict.breaks;
        for (int i = 0; i < strict.misquotedCount; i++) {
            if (strict.misquoted[i] <= strict.positions[lastEntry]) {
                problem(
                        Kind.SOURCE,
                        strict.misquoted[i],
                        "a quoted cell begins here and there is text behind its closing quote",
                        false);
            }
        }
        count(strict.positions[lastEntry] + 1, strict.positions, lastEntry + 1);
    }

    private void count(int end, int[] positions, int count) {
        part = -1;
        nextEntry = 1;
        nextComment = 0;
        nextRecord = 0;
        this.end = count > 1 ? Math.min(end, dataEnd) : start;
        this.positions = positions;
        this.count = count;
        if ((byMask ? mask.wide : strict.wide) && count > 1) {
            Utf8.check(this);
            problems.sort(Comparator.comparingInt(Problem::at));
        }
    }

    @Override
    int dropComments(List<Integer> numbers, long before) {
        int found = 0;
        int dropped = 0;
        int known = 0;
        int[] comments = new int[16];
        for (int entry = 1; entry < count; entry++) {
            if (endsLine(positions[entry])) {
                found++;
                boolean comment = !byMask && known < strict.commentCount && strict.comments[known] == entry;
                known += comment ? 1 : 0;
                if (comment || numbers.contains((int) (before + found))) {
                    comments = comments.length > dropped ? comments : Arrays.copyOf(comments, dropped * 2);
                    comments[dropped++] = entry;
                }
            }
        }
        strict.comments = comments;
        strict.commentCount = dropped;
        byMask &= dropped == 0;
        return found;
    }

    @Override
    public boolean layOut(int fields) {
        if (part >= 0 && !hasMore()) {
            return false;
        }
        this.fields = fields;
        part++;
        ragged.clear();
        recordOf = null;
        firstRecord = nextRecord;
        tail = dataEnd + Slices.PAD_BEHIND;
        regular = part == 0 && isRegular();
        if (regular) {
            rows = (count - 1) / fields;
            records = rows;
            nextEntry = count;
            sortQuoted();
        } else {
            layOutIrregular();
            if (part == 0) {
                records = nextRecord + recordsFrom(nextEntry);
            }
        }
        return true;
    }

    /** Whether every record has as many cells as there are fields, and none is blank. */
    private boolean isRegular() {
        int cells = count - 1;
        int lines = cells / Math.max(fields, 1);
        boolean regular = byMask && fields > 0 && cells == lines * fields;
        if (regular) {
            regular = breaks - innerBreaks == lines;
            for (int i = 1; i <= lines && regular; i++) {
                regular = endsLine(positions[i * fields]);
            }
        }
        if (regular && fields == 1) {
            for (int i = 1; i <= lines && regular; i++) {
                int length = positions[i] - positions[i - 1] - 1;
                regular = length > 1 || length == 1 && bytes[positions[i] - 1] != '\r';
            }
        }
        return regular;
    }

    /** Lays out rows until they have as many cells as a part may; comments behind a row are in its part. */
    private void layOutIrregular() {
        rows = 0;
        long cells = 0;
        int entry = nextEntry;
        while (entry < count) {
            int first = entry;
            while (entry < count - 1 && !endsLine(positions[entry])) {
                entry++;
            }
            if (!byMask && nextComment < strict.commentCount && strict.comments[nextComment] <= entry) {
                nextComment++;
                noteRecord(rows);
            } else if (cells >= partCells) {
                entry = first;
                break;
            } else {
                layRow(rows, first, entry);
                if (recordOf != null) {
                    noteRecord(rows);
                    recordOf[rows] = nextRecord;
                }
                rows++;
                cells += Math.max(fields, entry - first + 1);
            }
            nextRecord++;
            entry++;
        }
        nextEntry = entry;
    }

    private int recordsFrom(int entry) {
        int found = 0;
        for (int i = entry; i < count; i++) {
            found += i == count - 1 || endsLine(positions[i]) ? 1 : 0;
        }
        return found;
    }

    /** From the first comment of a part on, rows and records are numbered apart. */
    private void noteRecord(int row) {
        int[] known = recordOf;
        if (known == null) {
            known = new int[Math.max(64, row + 1)];
            for (int i = 0; i < row; i++) {
                known[i] = firstRecord + i;
            }
        } else if (known.length <= row) {
            known = Arrays.copyOf(known, row * 2);
        }
        recordOf = known;
    }

    private void layRow(int row, int first, int last) {
        int stride = 2 * Math.max(fields, 1);
        if (laid.length < (row + 1) * stride) {
            int most = partCells / Math.max(fields, 1) + 1;
            laid = Arrays.copyOf(laid, Math.min(Math.max(64, 2 * (row + 1)), most) * stride);
        }
        int cells = last - first + 1;
        int begin = positions[first - 1] + 1;
        int end = trimReturn(last == first ? begin : positions[last - 1] + 1, last);
        if (cells == 1 && end == begin) {
            cells = 0;
        }
        laid[row * stride] = begin;
        for (int i = 0, at = row * stride; i < fields; i++, at += 2) {
            laid[at] = i == 0 ? begin : i < cells ? positions[first + i - 1] + 1 : end;
            laid[at + 1] = i < cells - 1 ? positions[first + i] : end;
        }
        if (cells != fields) {
            ragged.add(new Ragged(row, cells, first));
        }
    }

    /** The end of a cell that ends a record: a CR before the LF is not part of it. */
    private int trimReturn(int from, int entry) {
        int end = positions[entry];
        return end > from && bytes[end] == '\n' && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    @Override
    public Slices raw(int field) {
        if (!regular) {
            return new Slices(bytes, laid, 2 * field, 2 * fields, 0);
        }
        if (field == fields - 1 && mask.looksForReturns()) {
            int[] pairs = new int[2 * rows];
            for (int i = 0; i < rows; i++) {
                int last = (i + 1) * fields;
                pairs[2 * i] = positions[last - 1] + 1;
                pairs[2 * i + 1] = trimReturn(pairs[2 * i], last);
            }
            return Slices.ofPairs(bytes, pairs);
        }
        return new Slices(bytes, positions, field, fields, 1);
    }

    @Override
    public Slices content(int field, Slices raw) {
        if (format.quote() < 0 && !format.skipInitialSpace()) {
            return raw;
        }
        if (!regular || format.skipInitialSpace()) {
            return contentOfAll(raw);
        }
        int from = quotedOf[field];
        int to = quotedOf[field + 1];
        if (from == to) {
            return raw;
        }
        int[] pairs = pairs(raw);
        for (int i = from; i < to; i++) {
            unquote(pairs, quotedRows[i]);
        }
        return Slices.ofPairs(bytes, pairs);
    }

    /** Puts the rows of quoted cells together by field, so that a field without any costs nothing. */
    private void sortQuoted() {
        int cells = rows * fields;
        int count = mask.quotedCount;
        while (count > 0 && mask.quoted[count - 1] >= cells) {
            count--;
        }
        quotedOf = quotedOf.length == fields + 2 ? quotedOf : new int[fields + 2];
        Arrays.fill(quotedOf, 0);
        quotedRows = quotedRows.length >= count ? quotedRows : new int[count];
        for (int i = 0; i < count; i++) {
            quotedOf[mask.quoted[i] % fields + 2]++;
        }
        for (int field = 2; field < quotedOf.length; field++) {
            quotedOf[field] += quotedOf[field - 1];
        }
        for (int i = 0; i < count; i++) {
            int cell = mask.quoted[i];
            quotedRows[quotedOf[cell % fields + 1]++] = cell / fields;
        }
    }

    private int[] pairs(Slices raw) {
        int[] pairs = new int[2 * rows];
        for (int i = 0; i < rows; i++) {
            pairs[2 * i] = raw.start(i);
            pairs[2 * i + 1] = raw.end(i);
        }
        return pairs;
    }

    private Slices contentOfAll(Slices raw) {
        int[] pairs = null;
        for (int i = 0; i < rows; i++) {
            int from = raw.start(i);
            int to = raw.end(i);
            if (from < to && (bytes[from] == format.quote() || bytes[from] == ' ' && format.skipInitialSpace())) {
                if (pairs == null) {
                    pairs = pairs(raw);
                }
                while (format.skipInitialSpace() && pairs[2 * i] < to && bytes[pairs[2 * i]] == ' ') {
                    pairs[2 * i]++;
                }
                if (pairs[2 * i] < to && bytes[pairs[2 * i]] == format.quote()) {
                    unquote(pairs, i);
                }
            }
        }
        return pairs == null ? raw : Slices.ofPairs(bytes, pairs);
    }

    /** Replaces the slice of a quoted cell by that of its text; a text with quotes in it is written behind the data. */
    private void unquote(int[] pairs, int row) {
        int from = pairs[2 * row] + 1;
        int to = pairs[2 * row + 1];
        byte quote = (byte) format.quote();
        int at = from;
        while (at < to && bytes[at] != quote) {
            at++;
        }
        if (at >= to - 1) {
            pairs[2 * row] = from;
            pairs[2 * row + 1] = Math.min(at, to);
            return;
        }
        if (bytes.length < tail + to - from + Slices.PAD_BEHIND) {
            bytes = Arrays.copyOf(bytes, tail + Math.max(2 * (to - from), 1 << 16) + Slices.PAD_BEHIND);
        }
        pairs[2 * row] = tail;
        copyUnescaped(from, to, quote);
        pairs[2 * row + 1] = tail;
    }

    private void copyUnescaped(int from, int to, byte quote) {
        boolean inside = true;
        for (int at = from; at < to; at++) {
            byte value = bytes[at];
            if (value == quote && inside) {
                if (at + 1 < to && bytes[at + 1] == quote) {
                    at++;
                } else {
                    inside = false;
                    continue;
                }
            }
            bytes[tail++] = value;
        }
    }

    @Override
    public String extraCell(int row, int cell) {
        int entry = raggedAt(row).entry() + cell;
        int from = positions[entry - 1] + 1;
        return new String(bytes, from, trimReturn(from, entry) - from, StandardCharsets.UTF_8);
    }

    /** How many cells the first record has; 0 for a blank line. */
    int cellsOfFirst() {
        int entry = 1;
        while (entry < count - 1 && !endsLine(positions[entry])) {
            entry++;
        }
        return entry == 1 && trimReturn(positions[0] + 1, 1) == positions[0] + 1 ? 0 : entry;
    }

    boolean firstIsComment() {
        return !byMask && strict.commentCount > 0 && strict.comments[0] == 1;
    }

    @Override
    boolean isEmpty() {
        return count <= 1;
    }

    @Override
    public int recordStart(int row) {
        return regular ? positions[row * fields] + 1 : laid[2 * row * Math.max(fields, 1)];
    }

    @Override
    public void records(int[] starts, int[] ends) {
        if (fields > 0) {
            Slices first = raw(0);
            Slices last = raw(fields - 1);
            for (int i = 0; i < rows; i++) {
                starts[i] = first.start(i);
                ends[i] = last.end(i);
            }
        }
    }

    @Override
    String missingEnd() {
        return "; is a closing quote missing?";
    }
}
