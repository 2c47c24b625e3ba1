package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.row.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strptime pattern, in the C locale: reads text to a {@link Moment} and writes one. Immutable.
 *
 * <p>Directives: {@code %Y %y %C %m %b %h %B %d %e %j %H %I %p %M %S %f %z %Z %a %A %w %u %U %W %G %V %s}, and {@code %F
 * %D %T %R %r %c %x %X} for the forms that they stand for; {@code %%}, {@code %n} and {@code %t}. They read what Python's
 * strptime reads: fewer digits than usual where no other digit follows, names and letters in any case, one blank or more
 * for a blank; what is not stated is that of 1900-01-01T00:00:00. Beyond Python: {@code %Z} takes UTC, GMT and Z and gives
 * a zone, {@code %s} is seconds since 1970 in UTC. Where a pattern has no zone, a value with one cannot be written.
 * In a date or a time a zone is read over and written as UTC.
 */
final class TimePattern {
    private static final String DIRECTIVES = "YyCmbhBdejHIpMSfzZaAwuUWGVs";
    private static final String OF_DATE = "YyCmbhBdejaAwuUWGVs";
    private static final String OF_TIME = "HIpMSfs";
    private static final int BLANK = 0;
    private static final int LITERAL = 256;

    /** A directive's letter, {@link #BLANK}, or {@link #LITERAL} and a byte. */
    private final int[] steps;

    TimePattern(String pattern) {
        List<Integer> compiled = new ArrayList<>();
        String problem = compile(pattern, compiled);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        steps = compiled.stream().mapToInt(Integer::intValue).toArray();
    }

    static void problems(Field field, List<String> problems) {
        String format = field.format();
        if (format.equals("default") || format.equals("any")) {
            return;
        }
        List<Integer> compiled = new ArrayList<>();
        String problem = compile(format, compiled);
        if (problem == null && field.type() == FieldType.DATE && !hasAny(compiled, OF_DATE)) {
            problem = "format \"" + format + "\" has no part of a date, as %Y, %m or %d";
        }
        if (problem == null && field.type() == FieldType.TIME && !hasAny(compiled, OF_TIME)) {
            problem = "format \"" + format + "\" has no part of a time, as %H, %M or %S";
        }
        if (problem != null) {
            problems.add(problem);
        }
    }

    private static boolean hasAny(List<Integer> steps, String directives) {
        return steps.stream().anyMatch(step -> step > BLANK && step < LITERAL && directives.indexOf(step) >= 0);
    }

    /** Fills the steps of a pattern; what is wrong with it, or null. */
    private static @Nullable String compile(String pattern, List<Integer> steps) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%') {
                literal(pattern, i, steps);
                continue;
            }
            char directive = ++i < pattern.length() ? pattern.charAt(i) : 0;
            String form = form(directive);
            if (form != null) {
                String problem = compile(form, steps);
                if (problem != null) {
                    return "format \"" + pattern + "\": " + problem;
                }
            } else if (directive == '%') {
                steps.add(LITERAL + '%');
            } else if (directive == 'n' || directive == 't') {
                steps.add(BLANK);
            } else if (directive == 0 || DIRECTIVES.indexOf(directive) < 0) {
                return "format \"" + pattern + "\": %" + (directive == 0 ? "" : directive)
                        + " is not a directive of strptime; the standard's example is \"%d/%m/%Y\"";
            } else if (steps.contains((int) directive)) {
                return "format \"" + pattern + "\" has %" + directive + " twice";
            } else {
                steps.add((int) directive);
            }
        }
        return hasAny(steps, DIRECTIVES)
                ? null
                : "format \"" + pattern + "\" is not default, any or a strptime pattern as \"%d/%m/%Y\"";
    }

    private static void literal(String pattern, int i, List<Integer> steps) {
        char c = pattern.charAt(i);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (steps.isEmpty() || steps.get(steps.size() - 1) != BLANK) {
                steps.add(BLANK);
            }
        } else if (!Character.isLowSurrogate(c)) {
            String text = new String(Character.toChars(pattern.codePointAt(i)));
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                steps.add(LITERAL + (b & 0xff));
            }
        }
    }

    private static @Nullable String form(char directive) {
        return switch (directive) {
            case 'F' -> "%Y-%m-%d";
            case 'D', 'x' -> "%m/%d/%y";
            case 'T', 'X' -> "%H:%M:%S";
            case 'R' -> "%H:%M";
            case 'r' -> "%I:%M:%S %p";
            case 'c' -> "%a %b %e %H:%M:%S %Y";
            default -> null;
        };
    }

    /** Whether the whole text is of this form and there is such a time; then {@code moment} holds it. */
    boolean parse(byte[] bytes, int start, int end, Moment moment) {
        TimeReader reader = new TimeReader(bytes, end);
        return matches(reader, 0, start) && reader.finish(moment);
    }

    /** Matches the steps from {@code step} on at {@code at}, taking as many digits as it can and fewer where it must. */
    private boolean matches(TimeReader reader, int step, int at) {
        if (step == steps.length) {
            return at == reader.end;
        }
        int code = steps[step];
        if (code >= LITERAL) {
            return reader.isLiteral(at, code - LITERAL) && matches(reader, step + 1, at + 1);
        }
        if (code == BLANK) {
            int behind = reader.behindBlanks(at);
            return behind > at && matches(reader, step + 1, behind);
        }
        for (int length = reader.longest((char) code, at); length > 0; length = reader.shorter((char) code, length)) {
            if (reader.take((char) code, at, length) && matches(reader, step + 1, at + length)) {
                return true;
            }
        }
        return false;
    }

    /** Appends the text of a moment; of a zone that the moment does not have, nothing. */
    void format(Moment moment, TextBuffer out) {
        for (int step : steps) {
            if (step >= LITERAL) {
                out.put((byte) (step - LITERAL));
            } else if (step == BLANK) {
                out.put((byte) ' ');
            } else {
                TimeWriter.put((char) step, moment, out);
            }
        }
    }
}
