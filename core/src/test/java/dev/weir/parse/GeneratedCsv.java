package dev.weir.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bytes of CSV files, good and bad, of one family each: what the family is about comes often, the rest sometimes. */
final class GeneratedCsv {
    /** What a file is about. */
    enum Family {
        NEWLINE_IN_QUOTES,
        STRAY_QUOTE,
        QUOTE_AT_BORDER,
        BYTE_ORDER_MARK,
        MIXED_TERMINATORS,
        RAGGED,
        BLANK,
        NUL,
        BAD_UTF8,
        NO_FINAL_NEWLINE
    }

    private static final int[] BORDERS = {5, 7, 16, 64, 100};
    private static final String PLAIN = "abc019.-_ ;'#";
    private static final String[] WIDE = {"é", "ß", "中", "文", "😀", "\u007f", "߿", "ࠀ", "￿"};

    private final Family family;
    private final Random random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String terminator;
    private final int fields;

    private GeneratedCsv(Family family, Random random) {
        this.family = family;
        this.random = random;
        this.terminator = chance(4) ? "\r\n" : chance(8) ? "\r" : "\n";
        this.fields = 1 + random.nextInt(chance(3) ? 7 : 3);
    }

    static byte[] of(Family family, Random random) {
        return new GeneratedCsv(family, random).file();
    }

    private byte[] file() {
        if (family == Family.BYTE_ORDER_MARK) {
            put((byte) 0xef, (byte) 0xbb, (byte) 0xbf);
        }
        int rows = random.nextInt(chance(3) ? 60 : 8) + (chance(30) ? 0 : 1);
        for (int row = 0; row < rows; row++) {
            row();
            if (row + 1 < rows || (family == Family.NO_FINAL_NEWLINE ? chance(10) : !chance(4))) {
                put(family == Family.MIXED_TERMINATORS ? mixed() : terminator);
            }
        }
        return out.toByteArray();
    }

    private void row() {
        if (often(Family.BLANK, 2, 40)) {
            return;
        }
        int cells = often(Family.RAGGED, 2, 15) ? random.nextInt(2 * fields + 1) : fields;
        for (int cell = 0; cell < cells; cell++) {
            if (cell > 0) {
                put(",");
            }
            cell();
        }
    }

    private void cell() {
        if (family == Family.QUOTE_AT_BORDER && chance(2)) {
            padToBorder();
        }
        if (often(Family.STRAY_QUOTE, 3, 80)) {
            put(text());
            put(chance(2) ? "\"" : "\"\"");
            put(chance(2) ? text() : "");
        } else if (often(Family.STRAY_QUOTE, 5, 300)) {
            quoted();
            put(chance(3) ? " " : chance(2) ? text() : "x\"y\"\"z");
        } else if (often(Family.STRAY_QUOTE, 25, 1500)) {
            put("\"");
            put(text());
        } else if (often(Family.NEWLINE_IN_QUOTES, 2, 5) || family == Family.QUOTE_AT_BORDER && chance(2)) {
            quoted();
        } else {
            put(text());
        }
        if (often(Family.NUL, 2, 300)) {
            put((byte) 0);
        }
        if (often(Family.BAD_UTF8, 3, 500)) {
            bad();
        }
    }

    private void quoted() {
        put("\"");
        for (int parts = random.nextInt(4); parts > 0; parts--) {
            switch (random.nextInt(family == Family.NEWLINE_IN_QUOTES ? 6 : 8)) {
                case 0 -> put("\"\"");
                case 1 -> put(",");
                case 2 -> put("\n");
                case 3 -> put(chance(3) ? "\r" : "\r\n");
                default -> put(text());
            }
        }
        put("\"");
    }

    /** Fills up with a quoted or plain cell so that a quote comes to stand at, before or behind a border. */
    private void padToBorder() {
        int border = BORDERS[random.nextInt(BORDERS.length)];
        int wanted = border - 3 + random.nextInt(3);
        int missing = Math.floorMod(wanted - out.size() - 1, border);
        String filler = "x".repeat(missing);
        put(missing > 2 && chance(2) ? '"' + filler.substring(chance(2) ? 2 : 3) + '"' : filler);
        put(",");
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = chance(12) ? random.nextInt(150) : random.nextInt(7);
        for (int i = 0; i < length; i++) {
            text.append(PLAIN.charAt(random.nextInt(PLAIN.length())));
        }
        if (often(Family.BAD_UTF8, 3, 20)) {
            text.append(WIDE[random.nextInt(WIDE.length)]);
        }
        return text.toString();
    }

    private void bad() {
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            put((byte) (chance(3) ? 0x80 + random.nextInt(0x40) : 0xc0 + random.nextInt(0x40)));
        }
    }

    private String mixed() {
        return switch (random.nextInt(3)) {
            case 0 -> "\n";
            case 1 -> "\r";
            default -> "\r\n";
        };
    }

    private boolean often(Family wanted, int inFamily, int elsewhere) {
        return chance(family == wanted ? inFamily : elsewhere);
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private void put(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(byte... bytes) {
        out.writeBytes(bytes);
    }
}
