package dev.weir.write;

import dev.weir.row.TextBuffer;
import dev.weir.source.TextEncoding;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An encoding other than UTF-8 that a file is written in. Immutable. */
final class FileEncoding {
    private static final byte[] MARK = {(byte) 0xfe, (byte) 0xff};

    private final String name;
    private final Charset charset;
    private final boolean marked;

    private FileEncoding(String name, Charset charset, boolean marked) {
        this.name = name;
        this.charset = charset;
        this.marked = marked;
    }

    /** The encoding of that name; null for UTF-8, which needs nothing. */
    static @Nullable FileEncoding of(@Nullable String name, String resource) {
        if (name == null) {
            return null;
        }
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("us-ascii") || lower.equals("ascii")) {
            return new FileEncoding(name, StandardCharsets.US_ASCII, false);
        }
        Charset charset = TextEncoding.of(name, new byte[0], resource);
        if (charset == null) {
            return null;
        }
        boolean marked = charset.equals(StandardCharsets.UTF_16);
        return new FileEncoding(name, marked ? StandardCharsets.UTF_16BE : charset, marked);
    }

    /** The bytes that the file begins with, the header's text in them. */
    TextBuffer head(TextBuffer utf8) {
        TextBuffer out = new TextBuffer(utf8.length * 2 + 2);
        if (marked) {
            out.put(MARK);
        }
        if (!encode(utf8, out)) {
            throw new ConflictException("the header cannot be written in the encoding " + name
                    + ": rename the field, or state the encoding utf-8");
        }
        return out;
    }

    /** Appends the text; false where a character is not in the encoding: it is then written as its replacement. */
    boolean encode(TextBuffer utf8, TextBuffer out) {
        String text = utf8.text();
        boolean whole = true;
        ByteBuffer encoded;
        try {
            encoded = encode(text, CodingErrorAction.REPORT);
        } catch (CharacterCodingException e) {
            whole = false;
            encoded = ByteBuffer.wrap(text.getBytes(charset));
        }
        out.put(encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.arrayOffset() + encoded.limit());
        return whole;
    }

    private ByteBuffer encode(String text, CodingErrorAction action) throws CharacterCodingException {
        return charset.newEncoder()
                .onMalformedInput(action)
                .onUnmappableCharacter(action)
                .encode(CharBuffer.wrap(text));
    }

    /** Why a text cannot be written, or null where it can. */
    @Nullable
    String problem(String text) {
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            if (!charset.newEncoder().canEncode(text.substring(at, next))) {
                return "the character U+" + String.format("%04X", point) + " cannot be written in the encoding " + name;
            }
            at = next;
        }
        return null;
    }
}
