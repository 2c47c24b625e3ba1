package dev.weir.validate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of XML Schema, translated to RE2/J, which matches in linear time.
 *
 * <p>The whole text must match. A leading {@code ^} and a trailing {@code $} are read as anchors, in such a pattern also
 * those of each of its alternatives; elsewhere they are characters. {@code .}, {@code \s \i \c \d \w}, their opposites,
 * categories, blocks and class subtraction mean what XML Schema says. Beyond it {@code (?:…)} is read as a group and a
 * backslash before any ASCII punctuation as that character. Whatever else is not of the language is refused. Immutable.
 * Spec: https://www.w3.org/TR/xmlschema-2/#regexs
 */
final class XsdPattern {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_REPEAT = 1000;

    /** The most atoms that a pattern may have when its repetitions are written out. */
    private static final long MAX_SIZE = 10_000;

    private final String source;
    private final int end;
    private final boolean anchored;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;

    private XsdPattern(String source) {
        this.source = source;
        boolean leading = source.startsWith("^");
        boolean trailing = endsInDollar(source);
        this.at = leading ? 1 : 0;
        this.end = Math.max(at, source.length() - (trailing ? 1 : 0));
        this.anchored = leading || trailing;
    }

    /**
     * Translates and compiles a pattern; ask it with {@code matches}.
     *
     * @throws IllegalArgumentException with what cannot be read and where
     */
    static Pattern compile(String pattern) {
        XsdPattern translation = new XsdPattern(pattern);
        translation.alternatives();
        if (translation.at < translation.end) {
            throw translation.refused("a \")\" without its \"(\"");
        }
        try {
            return Pattern.compile(translation.out.toString());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("it repeats too much: " + e.getDescription(), e);
        }
    }

    private static boolean endsInDollar(String source) {
        if (!source.endsWith("$")) {
            return false;
        }
        int backslashes = 0;
        for (int i = source.length() - 2; i >= 0 && source.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 0;
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(what + " at character " + (at + 1));
    }

    private boolean more() {
        return at < end;
    }

    private int peek() {
        return at < end ? source.codePointAt(at) : -1;
    }

    private int next(String within) {
        if (at >= end) {
            throw refused("the pattern ends within " + within);
        }
        int codePoint = source.codePointAt(at);
        at += Character.charCount(codePoint);
        return codePoint;
    }

    private long alternatives() {
        if (++depth > MAX_DEPTH) {
            throw refused("more than " + MAX_DEPTH + " groups in each other");
        }
        out.append("(?:");
        long size = 0;
        boolean first = true;
        do {
            if (!first) {
                at++;
                out.append('|');
            }
            first = false;
            size += branch();
        } while (peek() == '|');
        out.append(')');
        depth--;
        return size;
    }

    private long branch() {
        long size = 0;
        boolean top = anchored && depth == 1;
        if (top && peek() == '^') {
            at++;
        }
        while (more() && peek() != '|' && peek() != ')') {
            if (top && peek() == '$' && (at + 1 == end || source.charAt(at + 1) == '|')) {
                at++;
            } else {
                size += atom() * quantifier();
                if (size > MAX_SIZE) {
                    throw refused("repetitions of more than " + MAX_SIZE + " atoms in all");
                }
            }
        }
        return size;
    }

    private long atom() {
        int codePoint = next("an atom");
        switch (codePoint) {
            case '(' -> {
                if (source.startsWith("?:", at)) {
                    at += 2;
                } else if (peek() == '?') {
                    throw refused("\"(?\", which XML Schema patterns do not have,");
                }
                long size = alternatives();
                if (next("a group") != ')') {
                    throw refused("a group that is not closed");
                }
                return Math.max(size, 1);
            }
            case '[' -> emit(characterClass());
            case '\\' -> emit(escape());
            case '.' -> emit(UnicodeSets.DOT);
            case '?', '*', '+' -> {
                at--;
                throw refused("\"" + (char) codePoint + "\" with nothing before it to repeat");
            }
            case '{', '}', ']' -> {
                at--;
                throw refused("\"" + (char) codePoint + "\" that is not escaped with a backslash");
            }
            default -> emit(CodePoints.of(codePoint, codePoint));
        }
        return 1;
    }

    /** Reads a quantifier, if there is one; how often it writes its atom out. */
    private long quantifier() {
        int codePoint = peek();
        long times = 1;
        if (codePoint == '?' || codePoint == '*' || codePoint == '+') {
            at++;
            out.append((char) codePoint);
        } else if (codePoint == '{') {
            at++;
            int least = number();
            int most = least;
            if (peek() == ',') {
                at++;
                most = peek() == '}' ? -1 : number();
            }
            if (next("a quantifier") != '}') {
                throw refused("a quantifier that is not {n}, {n,} or {n,m}");
            }
            if (most >= 0 && most < least) {
                throw refused("a quantifier whose second number is less than its first");
            }
            times = Math.max(1, Math.max(least, most));
            out.append('{').append(least);
            if (most != least) {
                out.append(',').append(most < 0 ? "" : String.valueOf(most));
            }
            out.append('}');
        }
        if (peek() == '?' || peek() == '*' || peek() == '+' || peek() == '{') {
            if (codePoint == '?' || codePoint == '*' || codePoint == '+' || codePoint == '{') {
                throw refused("a quantifier behind a quantifier, which XML Schema patterns do not have,");
            }
        }
        return times;
    }

    private int number() {
        int from = at;
        while (at < end && source.charAt(at) >= '0' && source.charAt(at) <= '9') {
            at++;
        }
        if (from == at || at - from > 4 || Integer.parseInt(source.substring(from, at)) > MAX_REPEAT) {
            throw refused("a quantifier that is not a number from 0 to " + MAX_REPEAT);
        }
        return Integer.parseInt(source.substring(from, at));
    }

    /** What stands between brackets; the opening one was read. */
    private CodePoints characterClass() {
        if (++depth > MAX_DEPTH) {
            throw refused("more than " + MAX_DEPTH + " classes in each other");
        }
        boolean negative = peek() == '^';
        if (negative) {
            at++;
        }
        CodePoints set = CodePoints.NONE;
        CodePoints taken = null;
        boolean first = true;
        while (true) {
            int codePoint = next("a character class");
            if (codePoint == ']') {
                if (first) {
                    throw refused("an empty character class");
                }
                break;
            }
            if (codePoint == '-' && peek() == '[') {
                at++;
                taken = characterClass();
                if (next("a character class") != ']') {
                    throw refused("a subtracted class that is not the last thing in its class");
                }
                break;
            }
            set = set.or(item(codePoint, first));
            first = false;
        }
        depth--;
        CodePoints all = negative ? set.complement() : set;
        return taken == null ? all : all.minus(taken);
    }

    /** A character, a range or an escape. */
    private CodePoints item(int codePoint, boolean first) {
        CodePoints set;
        int from = codePoint;
        if (codePoint == '\\') {
            set = escape();
            int[] ranges = set.ranges();
            from = ranges.length == 2 && ranges[0] == ranges[1] ? ranges[0] : -1;
        } else if (codePoint == '[') {
            throw refused("\"[\" within a character class that is not escaped with a backslash");
        } else {
            set = CodePoints.of(codePoint, codePoint);
        }
        if (peek() != '-' || at + 1 >= end || source.charAt(at + 1) == ']' || source.charAt(at + 1) == '[') {
            return set;
        }
        if (codePoint == '-' && first) {
            return set;
        }
        at++;
        int to = next("a character class");
        if (to == '\\') {
            int[] ranges = escape().ranges();
            to = ranges.length == 2 && ranges[0] == ranges[1] ? ranges[0] : -1;
        }
        if (from < 0 || to < 0 || to == '[') {
            throw refused("a range whose ends are not characters");
        }
        if (to < from) {
            throw refused("a range whose end is before its begin");
        }
        return CodePoints.of(from, to);
    }

    /** What follows a backslash. */
    private CodePoints escape() {
        int codePoint = next("an escape");
        switch (codePoint) {
            case 'n':
                return CodePoints.of('\n');
            case 'r':
                return CodePoints.of('\r');
            case 't':
                return CodePoints.of('\t');
            case 's':
                return UnicodeSets.SPACE;
            case 'S':
                return UnicodeSets.SPACE.complement();
            case 'i':
                return UnicodeSets.INITIAL;
            case 'I':
                return UnicodeSets.INITIAL.complement();
            case 'c':
                return UnicodeSets.NAME;
            case 'C':
                return UnicodeSets.NAME.complement();
            case 'd':
                return UnicodeSets.digits();
            case 'D':
                return UnicodeSets.digits().complement();
            case 'w':
                return UnicodeSets.words();
            case 'W':
                return UnicodeSets.words().complement();
            case 'p':
                return property();
            case 'P':
                return property().complement();
            default:
                if (codePoint > ' ' && codePoint < 0x7F && !isLetterOrDigit(codePoint)) {
                    return CodePoints.of(codePoint);
                }
                throw refused("\"\\" + Character.toString(codePoint) + "\", which XML Schema patterns do not have,");
        }
    }

    private static boolean isLetterOrDigit(int ascii) {
        return ascii >= '0' && ascii <= '9' || ascii >= 'A' && ascii <= 'Z' || ascii >= 'a' && ascii <= 'z';
    }

    private CodePoints property() {
        if (next("an escape") != '{') {
            throw refused("a \"\\p\" without a category or block in braces");
        }
        int close = source.indexOf('}', at);
        if (close < 0 || close >= end) {
            throw refused("a \"\\p{\" that is not closed");
        }
        String name = source.substring(at, close);
        @Nullable CodePoints set = UnicodeSets.named(name);
        if (set == null) {
            throw refused("no category or block of Unicode is called \"" + name + "\",");
        }
        at = close + 1;
        return set;
    }

    private void emit(CodePoints set) {
        int[] ranges = set.ranges();
        if (ranges.length == 2 && ranges[0] == ranges[1]) {
            emit(ranges[0]);
            return;
        }
        if (ranges.length == 0) {
            out.append("[^\\x{0}-\\x{10FFFF}]");
            return;
        }
        out.append('[');
        for (int i = 0; i < ranges.length; i += 2) {
            emit(ranges[i]);
            if (ranges[i + 1] > ranges[i]) {
                out.append('-');
                emit(ranges[i + 1]);
            }
        }
        out.append(']');
    }

    private void emit(int codePoint) {
        if (codePoint < 0x7F && isLetterOrDigit(codePoint)) {
            out.append((char) codePoint);
        } else {
            out.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
        }
    }
}
