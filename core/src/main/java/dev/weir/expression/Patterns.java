package dev.weir.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.expression.kernel.RegexCells;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular expressions of calls: constants, compiled before the first row. */
final class Patterns {
    private Patterns() {}

    static @Nullable Cell cell(String name, List<Typed> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            if (arguments.get(i).constant() && arguments.get(i).value() == null) {
                return (in, row, out) -> out.putNull();
            }
        }
        int flagsAt = name.equals("REGEXP_LIKE") ? 2 : name.equals("REGEXP_REPLACE") ? 3 : 9;
        Pattern pattern = compile(arguments.get(1), flagsAt < arguments.size() ? arguments.get(flagsAt) : null);
        return switch (name) {
            case "REGEXP_LIKE" -> RegexCells.like(pattern);
            case "REGEXP_COUNT" -> RegexCells.count(pattern);
            case "REGEXP_REPLACE" -> RegexCells.replace(pattern, replacement(pattern, arguments.get(2)));
            case "REGEXP_SUBSTR" ->
                RegexCells.part(pattern, arguments.size() > 2 ? group(pattern, arguments.get(2)) : 0);
            default -> null;
        };
    }

    private static Pattern compile(Typed pattern, @Nullable Typed flags) {
        int bits = 0;
        if (flags == null) {
            return compile(text(pattern), bits, pattern.node());
        }
        for (char flag : text(flags).toCharArray()) {
            bits |= switch (flag) {
                case 'i' -> Pattern.CASE_INSENSITIVE;
                case 's' -> Pattern.DOTALL;
                case 'm' -> Pattern.MULTILINE;
                case 'g', 'c' -> 0;
                default -> throw Binder.error(flags.node(), "no flag is called '" + flag + "'; flags are i, s and m");
            };
        }
        return compile(text(pattern), bits, pattern.node());
    }

    private static Pattern compile(String pattern, int flags, Node node) {
        try {
            return Pattern.compile(pattern, flags);
        } catch (PatternSyntaxException e) {
            throw Binder.error(node, "not a pattern of RE2: " + e.getDescription() + " '" + e.getPattern() + "'");
        }
    }

    private static String text(Typed argument) {
        if (!argument.constant() || !(argument.value() instanceof String text)) {
            throw Binder.error(argument.node(), "the pattern must be a constant text");
        }
        return text;
    }

    private static int group(Pattern pattern, Typed argument) {
        if (!argument.constant() || !(argument.value() instanceof Long group)) {
            throw Binder.error(argument.node(), "the number of the group must be a constant");
        }
        if (group < 0 || group > pattern.groupCount()) {
            throw Binder.error(argument.node(), "the pattern has " + pattern.groupCount() + " groups");
        }
        return group.intValue();
    }

    /** SQL's {@code \1} and {@code \\} as RE2/J's {@code $1} and {@code \}. */
    private static String replacement(Pattern pattern, Typed argument) {
        String text = text(argument);
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
            if (c == '\\' && next >= '0' && next <= '9') {
                if (next - '0' > pattern.groupCount()) {
                    throw Binder.error(argument.node(), "the pattern has " + pattern.groupCount() + " groups");
                }
                made.append('$').append(next);
                i++;
            } else if (c == '\\' && next == '\\') {
                made.append("\\\\");
                i++;
            } else {
                made.append(c == '\\' || c == '$' ? "\\" : "").append(c);
            }
        }
        return made.toString();
    }

    /** A pattern of SIMILAR TO as one of RE2: {@code %} any text, {@code _} one character, the rest as usual. */
    static Pattern similar(String pattern, @Nullable String escape, Node node) {
        int mark = escape == null ? '\\' : escape.isEmpty() ? -1 : escape.codePointAt(0);
        StringBuilder made = new StringBuilder();
        int[] points = pattern.codePoints().toArray();
        boolean set = false;
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            if (point == mark && i + 1 < points.length) {
                made.append(Pattern.quote(new String(Character.toChars(points[++i]))));
            } else if (!set && point == '%') {
                made.append("(?s:.*)");
            } else if (!set && point == '_') {
                made.append("(?s:.)");
            } else {
                set = point == '[' || set && point != ']';
                boolean literal = !set && "^$.\\".indexOf(point) >= 0 || set && point == '\\';
                made.append(literal ? "\\" : "").appendCodePoint(point);
            }
        }
        return compile("(?:" + made + ")", 0, node);
    }
}
