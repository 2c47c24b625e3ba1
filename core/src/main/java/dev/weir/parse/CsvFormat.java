package dev.weir.parse;

import dev.weir.descriptor.Dialect;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A dialect that the byte-level parser reads: one ASCII byte as delimiter, one or none as quote, quotes doubled, lines
 * ended by LF, CRLF or CR.
 *
 * @param delimiter the byte between cells
 * @param quote the byte around quoted cells, or {@link #NO_QUOTE}
 * @param skipInitialSpace whether blanks behind a delimiter are dropped
 * @param comment what a comment line begins with, empty for none
 */
public record CsvFormat(byte delimiter, int quote, boolean skipInitialSpace, byte[] comment) {
    /** A quote that no byte is. */
    static final int NO_QUOTE = -1000;

    /** The format of {@code dialect}, or null where the byte-level parser cannot read it. */
    public static @Nullable CsvFormat of(Dialect dialect) {
        String delimiter = dialect.delimiter();
        String quote = dialect.quoteChar();
        String terminator = dialect.lineTerminator();
        boolean plainLines =
                terminator == null || terminator.equals("\n") || terminator.equals("\r\n") || terminator.equals("\r");
        if (!isPlain(delimiter)
                || quote != null && !isPlain(quote)
                || dialect.escapeChar() != null
                || quote != null && !dialect.doubleQuote()
                || delimiter.equals(quote)
                || !plainLines) {
            return null;
        }
        String comment = dialect.commentChar();
        return new CsvFormat(
                (byte) delimiter.charAt(0),
                quote == null ? NO_QUOTE : quote.charAt(0),
                dialect.skipInitialSpace(),
                comment == null ? new byte[0] : comment.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlain(String text) {
        return text.length() == 1 && text.charAt(0) < 0x80 && text.charAt(0) != '\n' && text.charAt(0) != '\r';
    }

    /** Whether every record needs a look of its own: comments to drop, blanks to skip. */
    boolean needsStrict() {
        return skipInitialSpace;
    }
}
