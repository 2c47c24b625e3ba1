package dev.weir.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of reading CSV, one byte after the other over a whole file: slow, short, and sharing no code with what it
 * judges. Cells are text of one char a byte, so that broken UTF-8 can be compared too.
 */
final class PlainReading {
    /** One record: no cells for a blank line; {@code line} from 0. */
    record Line(List<String> cells, int offset, int line) {
        @Override
        public String toString() {
            return offset + "/" + line + " " + cells;
        }
    }

    final List<Line> lines = new ArrayList<>();
    /** Kind and offset, by kind and in order: {@code SOURCE 17 fatal}. */
    final List<String> problems = new ArrayList<>();

    boolean openAtEnd;
    /** How many records came before the first with text behind a closing quote, which may be none. */
    int soundLines = Integer.MAX_VALUE;

    /** Physical lines: a last one without a line break counts. */
    int breaks;

    private final byte[] bytes;
    private final byte delimiter;
    private final int quote;
    private int at;

    PlainReading(byte[] bytes, char delimiter, int quote) {
        this.bytes = bytes;
        this.delimiter = (byte) delimiter;
        this.quote = quote < 0 ? Integer.MIN_VALUE : quote;
        at = hasMark() ? 3 : 0;
        int line = 0;
        int counted = at;
        while (at < bytes.length) {
            int start = at;
            List<String> cells = record();
            lines.add(new Line(cells, start, line));
            for (; counted < at; counted++) {
                line += isLineEnd(counted) ? 1 : 0;
            }
        }
        breaks = line + (bytes.length > (hasMark() ? 3 : 0) && !isLineEnd(bytes.length - 1) ? 1 : 0);
        encoding(hasMark() ? 3 : 0);
    }

    static PlainReading of(byte[] bytes) {
        return new PlainReading(bytes, ',', '"');
    }

    /** The text of one raw cell. */
    static String text(String raw) {
        PlainReading reading = of((raw + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return reading.lines.get(0).cells().isEmpty()
                ? ""
                : String.join(",", reading.lines.get(0).cells());
    }

    private boolean hasMark() {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    private boolean isLineEnd(int i) {
        return bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
    }

    private List<String> record() {
        List<String> cells = new ArrayList<>();
        int start = at;
        while (true) {
            cells.add(cell());
            if (at == bytes.length || bytes[at] != delimiter) {
                break;
            }
            at++;
        }
        boolean blank = at == start;
        if (at < bytes.length) {
            at += bytes[at] == '\r' && !isLineEnd(at) ? 2 : 1;
        }
        return blank ? List.of() : cells;
    }

    private String cell() {
        StringBuilder text = new StringBuilder();
        int opened = at;
        boolean quoted = at < bytes.length && bytes[at] == quote;
        if (quoted) {
            at++;
            if (!quoted(text)) {
                problems.add("SOURCE " + opened + " fatal");
                openAtEnd = true;
                return withoutLastBreak(text.toString());
            }
        }
        int behind = at;
        while (at < bytes.length && bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
            text.append((char) (bytes[at++] & 0xff));
        }
        if (quoted && at > behind) {
            problems.add("SOURCE " + opened);
            soundLines = Math.min(soundLines, lines.size());
        }
        return text.toString();
    }

    private boolean quoted(StringBuilder text) {
        while (at < bytes.length) {
            byte value = bytes[at++];
            if (value == quote) {
                if (at == bytes.length || bytes[at] != quote) {
                    return true;
                }
                at++;
            }
            text.append((char) (value & 0xff));
        }
        return false;
    }

    static String withoutLastBreak(String text) {
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") || text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private void encoding(int from) {
        for (int i = from; i < bytes.length; ) {
            int length = validAt(bytes, i);
            if (length == 0) {
                problems.add("ENCODING " + i);
            }
            i += Math.max(length, 1);
        }
    }

    /** How many bytes the character has that begins at {@code from}, by the JDK's decoder; 0 where none does. */
    static int validAt(byte[] bytes, int from) {
        for (int length = 1; length <= 4 && from + length <= bytes.length; length++) {
            try {
                CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
                if (Character.codePointCount(decoded, 0, decoded.length()) == 1) {
                    return length;
                }
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        return 0;
    }
}
