package dev.weir.parse;

import dev.weir.descriptor.Dialect;
import dev.weir.row.TextBuffer;
import dev.weir.source.Reason;
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
 * that all tables meet the same code behind it. Lines and byte positions of the source are lost,
 * text behind a closing quote is not noticed, a quote that is open at the end stays so.
 */
final class CommonsBytes implements StreamBlocks.Bytes {
    private final String name;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final ExoticText text;
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
        String comment = dialect.commentChar();
        this.comment = comment == null ? "" : comment;
        try {
            this.text = new ExoticText(new InputStreamReader(in, StandardCharsets.UTF_8), dialect);
            this.parser =
                    CSVParser.builder().setReader(text).setFormat(format.get()).get();
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
        if (record.get(0).indexOf(ExoticText.COMMENT) == 0) {
            pending.put(comment);
            pending.put((byte) '\n');
            return;
        }
        for (int i = 0; i < record.size(); i++) {
            String cell = text.restore(record.get(i));
            if (i > 0) {
                pending.put((byte) ',');
            }
            boolean open = i == record.size() - 1 && text.endedInQuotes() && !records.hasNext();
            boolean quoted = open || needsQuotes(cell) || i == 0 && !comment.isEmpty() && cell.startsWith(comment);
            pending.put(quoted ? '"' + cell.replace("\"", "\"\"") + (open ? "" : "\"") : cell);
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

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(name + ": cannot be read: " + Reason.of(e), e);
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
