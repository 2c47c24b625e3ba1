package dev.weir.cli.report;

/** Numbers in words for people. */
public final class Words {
    private Words() {}

    /** {@code 1 row}, {@code 2,000 rows}. */
    public static String count(long number, String noun) {
        StringBuilder digits = new StringBuilder(Long.toString(number));
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            digits.insert(at, ',');
        }
        return digits + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 0.3 s}. */
    public static String seconds(double seconds) {
        long tenths = Math.round(seconds * 10);
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
