package dev.weir.source;

import java.io.IOException;
import java.io.InputStream;

/** A stream without the byte order mark of UTF-8 that it may begin with. */
final class WithoutMark extends InputStream {
    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private final InputStream in;
    private final byte[] head = new byte[MARK.length];
    private int headStart;
    private int headEnd = -1;

    WithoutMark(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (headEnd < 0) {
            headEnd = in.readNBytes(head, 0, head.length);
            boolean marked = headEnd == MARK.length;
            for (int i = 0; i < MARK.length; i++) {
                marked &= (head[i] & 0xFF) == MARK[i];
            }
            headStart = marked ? headEnd : 0;
        }
        if (headStart < headEnd && length > 0) {
            int count = Math.min(length, headEnd - headStart);
            System.arraycopy(head, headStart, target, offset, count);
            headStart += count;
            return count;
        }
        return in.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
