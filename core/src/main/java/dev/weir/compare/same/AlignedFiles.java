package dev.weir.compare.same;

import dev.weir.descriptor.Dialect;
import dev.weir.process.Copies;
import dev.weir.row.TextColumn;
import dev.weir.run.OpenPackage;
import dev.weir.source.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that two plain files have in common, wherever they stand, found without cutting equal stretches into cells:
 * bytes are compared as long as they agree, and only there where they do not records are hashed until they agree again.
 * Finds what {@link SameRows#anywhere} finds.
 *
 * <p>Plain is one UTF-8 file, cut by one character, quoted by {@code "}, without comments; where a quote or a return
 * stands in an odd place it is left to the parser to say what a record is. Where the second file is known to have records
 * from the first ({@link Copies}) they are not read. Memory: two windows of a megabyte or of the
 * longest record, and what {@link Unmatched} holds.
 */
final class AlignedFiles {
    private static final long OTHER = 0x9e3779b97f4a7c15L;

    private final TablePair pair;
    private final FileWindow old;
    private final FileWindow now;
    private final byte delimiter;
    private final Stretches same;
    private final Unmatched olds;
    private final Unmatched news;
    private final CommonRecords common = new CommonRecords();
    private final long[] hash = new long[2];

    private AlignedFiles(TablePair pair, FileWindow old, FileWindow now, byte delimiter, MemoryUse memory) {
        this.pair = pair;
        this.old = old;
        this.now = now;
        this.delimiter = delimiter;
        this.same = new Stretches(memory);
        this.olds = new Unmatched(memory, true);
        this.news = new Unmatched(memory, true);
    }

    /** Null where the files are not plain. */
    static @Nullable SameRows match(TablePair pair, MemoryUse memory) {
        if (pair.before.hashing() != TableSide.Hashing.RECORDS
                || !isPlain(pair.before.table())
                || !isPlain(pair.after.table())) {
            return null;
        }
        byte delimiter = (byte) pair.after.table().dialect().delimiter().charAt(0);
        try (FileWindow old = new FileWindow(pair.before.table().files().get(0), delimiter);
                FileWindow now = new FileWindow(pair.after.table().files().get(0), delimiter)) {
            return new AlignedFiles(pair, old, now, delimiter, memory).match();
        }
    }

    private static boolean isPlain(OpenPackage.Table table) {
        Dialect dialect = table.dialect();
        String encoding = table.descriptor().encoding();
        List<Path> files = table.canReadRecords() ? table.files() : List.of();
        boolean isPlain = files.size() == 1
                && (encoding == null || encoding.equalsIgnoreCase("utf-8"))
                && table.descriptor().compression() == null
                && "\"".equals(dialect.quoteChar())
                && dialect.doubleQuote()
                && dialect.escapeChar() == null
                && dialect.commentChar() == null
                && dialect.commentRows().isEmpty()
                && !dialect.skipInitialSpace()
                && dialect.delimiter().length() == 1
                && dialect.delimiter().charAt(0) < 128
                && (!dialect.header() || dialect.headerRows().equals(List.of(1)));
        return isPlain && beginsPlainly(files.get(0));
    }

    /** Neither packed nor with a byte order mark. */
    private static boolean beginsPlainly(Path file) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            return !name.endsWith(".gz") && !name.endsWith(".zip") && first >= 0 && first < 0xef;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    private @Nullable SameRows match() {
        boolean isPlain = !pair.after.table().dialect().header() || skipHeader(old) && skipHeader(now);
        Copies copies = pair.copies;
        for (int i = 0; isPlain && copies != null && i < copies.count(); i++) {
            old.endAt(copies.from(i));
            now.endAt(copies.to(i));
            isPlain = matchToEnd();
            same.add(old.place, now.place, copies.rows(i));
            common.add(copies.from(i), copies.to(i), copies.bytes(i), old.place, now.place, copies.rows(i));
            old.pass(copies.from(i) + copies.bytes(i), copies.rows(i));
            now.pass(copies.to(i) + copies.bytes(i), copies.rows(i));
        }
        return isPlain && matchToEnd()
                ? new SameRows(
                        same.sorted(),
                        olds.places(),
                        news.places(),
                        olds.records(),
                        news.records(),
                        old.place,
                        now.place,
                        common)
                : null;
    }

    /** Passes all that is looked at of both files; false for an odd file. */
    private boolean matchToEnd() {
        boolean isPlain = true;
        while (isPlain && old.has() && now.has()) {
            int passed = passEqual();
            isPlain = passed >= 0 && (passed > 0 || passDifferent());
        }
        while (isPlain && old.has()) {
            int end = old.recordEnd();
            isPlain = end != FileWindow.NOT_PLAIN;
            if (isPlain && !meets(old, end, news, true)) {
                leave(old, end, olds);
            }
        }
        while (isPlain && now.has()) {
            int end = now.recordEnd();
            isPlain = end != FileWindow.NOT_PLAIN;
            if (isPlain && !meets(now, end, olds, false)) {
                leave(now, end, news);
            }
        }
        return isPlain;
    }

    private static boolean skipHeader(FileWindow file) {
        int end = file.has() ? file.recordEnd() : FileWindow.NOT_PLAIN;
        file.at = end;
        return end != FileWindow.NOT_PLAIN;
    }

    /** Passes the records that are the same from here on, as far as both windows go: how many bytes, -1 for an odd file. */
    private int passEqual() {
        int equal = Arrays.mismatch(old.bytes, old.at, old.filled, now.bytes, now.at, now.filled);
        int to = old.at + (equal < 0 ? old.filled - old.at : equal);
        FileWindow.Scan scan = new FileWindow.Scan(old.at);
        scan.run(old.bytes, to, delimiter, false);
        if (scan.isOdd) {
            return -1;
        }
        int passed = scan.end - old.at;
        same.add(old.place, now.place, scan.records);
        common.add(old.position(), now.position(), passed, old.place, now.place, scan.records);
        old.at += passed;
        now.at += passed;
        old.place += scan.records;
        now.place += scan.records;
        return passed;
    }

    /** Passes a record of one file or of both; false for an odd file. */
    private boolean passDifferent() {
        int end = old.recordEnd();
        int other = now.recordEnd();
        if (end == FileWindow.NOT_PLAIN || other == FileWindow.NOT_PLAIN) {
            return false;
        }
        if (Arrays.equals(old.bytes, old.at, trimmed(old, end), now.bytes, now.at, trimmed(now, other))) {
            same.add(old.place, now.place, 1);
            take(old, end);
            take(now, other);
        } else if (!meets(old, end, news, true) && !meets(now, other, olds, false)) {
            leave(old, end, olds);
            leave(now, other, news);
        }
        return true;
    }

    private boolean meets(FileWindow file, int end, Unmatched others, boolean isOld) {
        hash(file, end);
        long place = others.take(hash[0], hash[1]);
        if (place < 0) {
            return false;
        }
        same.add(isOld ? file.place : place, isOld ? place : file.place, 1);
        take(file, end);
        return true;
    }

    private void leave(FileWindow file, int end, Unmatched waiting) {
        hash(file, end);
        waiting.add(hash[0], hash[1], file.place, file.bytes, file.at, trimmed(file, end));
        take(file, end);
    }

    private void hash(FileWindow file, int end) {
        long seed = pair.before.seed();
        int to = trimmed(file, end);
        hash[0] = TextColumn.hash(file.bytes, file.at, to, seed);
        hash[1] = TextColumn.hash(file.bytes, file.at, to, seed + OTHER);
    }

    private static void take(FileWindow file, int end) {
        file.at = end;
        file.place++;
    }

    /** The end of a record without its line break. */
    private static int trimmed(FileWindow file, int end) {
        int to = end;
        if (to > file.at && file.bytes[to - 1] == '\n') {
            to--;
            if (to > file.at && file.bytes[to - 1] == '\r') {
                to--;
            }
        }
        return to;
    }
}
