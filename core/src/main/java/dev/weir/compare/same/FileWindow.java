package dev.weir.compare.same;

import dev.weir.source.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file of records, read front to back through a window that holds at the least the record at hand. */
final class FileWindow implements AutoCloseable {
    static final int NOT_PLAIN = -1;
    private static final int PART = 1 << 20;
    private static final int PAD = 16;

    private final Path file;
    private final FileChannel channel;
    private final byte delimiter;
    byte[] bytes = new byte[PART + PAD];
    /** Where the record at hand begins, and how far the window is filled. */
    int at;

    int filled;
    private boolean isAtEnd;
    /** How many records are passed. */
    long place;
    /** Where in the file the next bytes are read, and where the bytes end that are looked at. */
    private long next;

    private long end = Long.MAX_VALUE;

    FileWindow(Path file, byte delimiter) {
        this.file = file;
        this.delimiter = delimiter;
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    /** Whether there is a record at hand; reads on where little is left. */
    boolean has() {
        if (at < filled || isAtEnd) {
            return at < filled;
        }
        fill();
        return at < filled;
    }

    /** Moves what is left to the front and reads on; false where there is no more. */
    boolean fill() {
        if (isAtEnd) {
            return false;
        }
        System.arraycopy(bytes, at, bytes, 0, filled - at);
        filled -= at;
        at = 0;
        if (filled > bytes.length - PAD - PART / 2) {
            bytes = Arrays.copyOf(bytes, Math.addExact(2 * (bytes.length - PAD), PAD));
        }
        try {
            int most = (int) Math.min(bytes.length - PAD - filled, end - next);
            ByteBuffer room = ByteBuffer.wrap(bytes, filled, most);
            int count = 0;
            while (room.hasRemaining() && count >= 0) {
                count = channel.read(room, next + room.position() - filled);
            }
            int read = room.position() - filled;
            filled += read;
            next += read;
            isAtEnd = count < 0 || next == end;
            return read > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    /** Where in the file the record at hand begins. */
    long position() {
        return next - (filled - at);
    }

    /** Looks no further than up to a byte, where a record begins: as if the file ended there. */
    void endAt(long position) {
        end = position;
        isAtEnd = false;
        if (next > end) { // what was read already
            filled -= (int) (next - end);
            next = end;
        }
        isAtEnd = next == end;
    }

    /** Passes records from {@link #endAt} on, which nothing is to be read of. */
    void pass(long position, long records) {
        at = 0;
        filled = 0;
        next = position;
        end = Long.MAX_VALUE;
        isAtEnd = false;
        place += records;
    }

    /** Where the record that begins at {@link #at} ends, behind its line break; {@link #NOT_PLAIN} where that is in doubt. */
    int recordEnd() {
        Scan scan = new Scan(at);
        while (true) {
            if (scan.run(bytes, filled, delimiter, true)) {
                return scan.end;
            } else if (scan.isOdd || isAtEnd && scan.inQuotes) {
                return NOT_PLAIN;
            } else if (isAtEnd) {
                return filled;
            }
            int before = at;
            fill();
            scan.shift(before - at);
        }
    }

    /** The ends of records, found quote by quote and line by line, eight bytes at a time. */
    static final class Scan {
        private static final long ONES = 0x0101010101010101L;
        private static final long HIGHS = 0x8080808080808080L;
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private int next;
        /** Behind the last line break that ends a record, and how many of them there were. */
        int end;

        long records;
        boolean inQuotes;
        /** Whether a quote or a return stands where a plain file has none: then it is not known what a record is. */
        boolean isOdd;

        Scan(int from) {
            this.next = from;
            this.end = from;
        }

        void shift(int by) {
            next -= by;
            end -= by;
        }

        /** Looks on until {@code to}, or until the first record ends; whether one has. */
        boolean run(byte[] bytes, int to, byte delimiter, boolean isFirst) {
            int at = next;
            while (at < to) {
                if (at + 8 <= to && !has((long) LONGS.get(bytes, at))) {
                    at += 8;
                    continue;
                }
                int stop = Math.min(to, at + 8);
                for (; at < stop; at++) {
                    byte value = bytes[at];
                    if (value == '"') {
                        quote(bytes, at, to, delimiter);
                    } else if (value == '\n' && !inQuotes) {
                        records++;
                        end = at + 1;
                        if (isFirst) {
                            next = end;
                            return true;
                        }
                    } else if (value == '\r' && !inQuotes && at + 1 < to && bytes[at + 1] != '\n') {
                        isOdd = true;
                    }
                }
                if (isOdd) {
                    return false;
                }
            }
            next = at;
            return false;
        }

        private static boolean has(long word) {
            long lines = word ^ '\n' * ONES;
            long returns = word ^ '\r' * ONES;
            long quotes = word ^ '"' * ONES;
            return (((lines - ONES) & ~lines | (returns - ONES) & ~returns | (quotes - ONES) & ~quotes) & HIGHS) != 0;
        }

        /** A quote opens at the start of a cell and closes at its end; two in a row within one are text. */
        private void quote(byte[] bytes, int at, int to, byte delimiter) {
            inQuotes = !inQuotes;
            if (inQuotes) {
                byte before = at == 0 ? (byte) '\n' : bytes[at - 1];
                isOdd |= at > end && before != delimiter && before != '"' && at > 0;
            } else if (at + 1 < to) {
                byte behind = bytes[at + 1];
                isOdd |= behind != delimiter && behind != '\n' && behind != '\r' && behind != '"';
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }
}
