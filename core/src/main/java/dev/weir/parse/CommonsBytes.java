package dev.weir.parse;

import dev.weir.descriptor.Dialect;
import dev.weir.row.TextBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of a dialect that the byte-level parser refuses, read by Commons CSV and given on in the default dialect: so
 * that all tables meet the same code behind it. Lines and byte positions of the source are lost.
 */
final class CommonsBytes implements StreamBlocks.Bytes {
    private final String name;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final boolean skipInitialSpace;
    private final String comment;
    private final TextBuffer pending = new TextBuffer(1 << 16);
    private int given;

    CommonsBytes(String name, InputStream in, Dialect dialect) {
        this.name = name;
        String quote = dialect.quoteChar();
        String escape = dialect.escapeChar();
        CSVFormat.Builder format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(dialect.delimiter())
                .setQuote(quote == null ? null : quote.charAt(0))
                .setEscape(escape == null || escape.isEmpty() ? null : escape.charAt(0))
                .setIgnoreEmptyLines(false)
                .setLenientEof(true)
                .setTrailingData(true);
        this.skipInitialSpace = dialect.skipInitialSpace();
        String comment = dialect.commentChar();
        this.comment = comment == null ? "" : comment;
        try {
            InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            this.parser = CSVParser.builder()
                    .setReader(new ExoticText(text, dialect))
                    .setFormat(format.get())
                    .get();
        } catch (IOException e) {
            throw failed(e);
        }
        this.records = parser.iterator();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int count = 0;
        while (count < length) {
            if (given == pending.length && !more()) {
                break;
            }
            int some = Math.min(length - count, pending.length - given);
            System.arraycopy(pending.bytes, given, target, offset + count, some);
            given += some;
            count += some;
        }
        return count;
    }

    private boolean more() {
        pending.clear();
        given = 0;
        try {
            while (pending.length < 1 << 15 && records.hasNext()) {
                write(records.next());
            }
        } catch (UncheckedIOException e) {
            throw failed(Objects.requireNonNull(e.getCause()));
        }
        return pending.length > 0;
    }

    private void write(CSVRecord record) {
        boolean dropped = !comment.isEmpty() && record.get(0).startsWith(comment);
        for (int i = 0; i < record.size(); i++) {
            String cell = ExoticText.restore(record.get(i));
            if (skipInitialSpace) {
                cell = cell.stripLeading();
            }
            if (i > 0) {
                pending.put((byte) ',');
            }
            boolean quoted = !dropped && needsQuotes(cell)
                    || record.size() == 1 && !dropped && cell.startsWith(comment) && !comment.isEmpty();
            pending.put(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : dropped ? oneLine(cell) : cell);
        }
        pending.put((byte) '\n');
    }

    private static boolean needsQuotes(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char value = cell.charAt(i);
            if (value == ',' || value == '"' || value == '\n' || value == '\r') {
                return true;
            }
        }
        return false;
    }

    private static String oneLine(String comment) {
        return comment.replace('\n', ' ').replace('\r', ' ');
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(new IOException(name + ": cannot be read: " + e.getMessage(), e));
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
