package dev.weir.source;

import dev.weir.report.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of another encoding as UTF-8, without their byte order mark. Bytes that are none of the encoding stop it, after
 * all that was good, with their offset. Memory: three small buffers.
 */
final class TranscodedStream extends InputStream {
    private static final int CHARS = 1 << 15;

    private final InputStream in;
    private final String file;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteBuffer raw = ByteBuffer.allocate(1 << 15).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(CHARS);
    private final ByteBuffer out = ByteBuffer.allocate(3 * CHARS).limit(0);
    private long rawStart;
    private boolean atStart = true;
    private boolean ended;
    private @Nullable SourceException problem;

    TranscodedStream(InputStream in, Charset charset, String file) {
        this.in = in;
        this.file = file;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!out.hasRemaining()) {
            if (problem != null) {
                throw problem;
            }
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, out.remaining());
        out.get(target, offset, count);
        return count;
    }

    private void fill() throws IOException {
        rawStart += raw.position();
        raw.compact();
        int count = in.read(raw.array(), raw.position(), raw.remaining());
        boolean last = count < 0;
        raw.position(raw.position() + Math.max(0, count)).flip();
        CoderResult result = decoder.decode(raw, chars, last);
        if (!result.isError() && last) {
            result = decoder.flush(chars);
        }
        if (result.isError()) {
            problem = unreadable(result.length());
        }
        ended = last && result.isUnderflow();
        chars.flip();
        if (atStart && chars.hasRemaining()) {
            atStart = false;
            if (chars.get(0) == '\uFEFF') {
                chars.position(1);
            }
        }
        out.clear();
        encoder.encode(chars, out, ended);
        chars.compact();
        out.flip();
    }

    private SourceException unreadable(int length) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < length && i < raw.remaining(); i++) {
            int b = raw.get(raw.position() + i) & 0xFF;
            bytes.append(i == 0 ? "0x" : " 0x").append(b < 16 ? "0" : "").append(Integer.toHexString(b));
        }
        return new SourceException(
                ErrorCode.ENCODING_ERROR,
                file,
                (length == 1 ? "The byte " : "The bytes ") + bytes + (length == 1 ? " is" : " are") + " not "
                        + decoder.charset().name() + ": state the encoding that the file is in",
                rawStart + raw.position(),
                null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
