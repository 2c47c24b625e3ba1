package dev.weir.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * The body of an answer, of a stated length or in chunks: exactly that, or an {@link IOException}. Its end is the end of
 * the body, never that of the connection.
 */
final class WebBody extends InputStream {
    private static final int AFTERWARDS_MILLIS = 100;

    private final InputStream in;
    private final Socket socket;
    private final boolean chunked;
    private long left;
    private long count;
    private boolean ended;

    /** @param length how many bytes, -1 for chunks */
    WebBody(InputStream in, Socket socket, long length) {
        this.in = in;
        this.socket = socket;
        this.chunked = length < 0;
        this.left = Math.max(0, length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(target, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the connection ended after " + count + " bytes, " + left + " too early");
        }
        left -= read;
        count += read;
        return read;
    }

    private void next() throws IOException {
        if (!chunked) {
            ended = true;
            nothingFollows();
            return;
        }
        if (count > 0 && !line().isEmpty()) {
            throw new IOException("a chunk of the answer is longer than it says");
        }
        String size = line();
        int end = size.indexOf(';');
        String digits = (end < 0 ? size : size.substring(0, end)).trim();
        if (digits.isEmpty() || digits.length() > 15 || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new IOException("a chunk of the answer has no length");
        }
        left = Long.parseLong(digits, 16);
        if (left == 0) {
            ended = true;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended after " + count + " bytes, within the answer");
            }
            if (line.length() == 1024) {
                throw new IOException("a chunk of the answer has no length");
            }
            line.append((char) c);
        }
        if (line.length() == 0 || line.charAt(line.length() - 1) != '\r') {
            throw new IOException("a chunk of the answer does not end where it says");
        }
        return line.substring(0, line.length() - 1);
    }

    /** The connection was to be closed, so whatever comes behind the stated length shows that the length is wrong. */
    private void nothingFollows() throws IOException {
        socket.setSoTimeout(AFTERWARDS_MILLIS);
        int following;
        try {
            following = in.read();
        } catch (SocketTimeoutException quiet) {
            return;
        } catch (IOException closed) { // the body is whole
            return;
        }
        if (following >= 0) {
            throw new IOException("the answer goes on after the " + count + " bytes that it says it has");
        }
    }
}
