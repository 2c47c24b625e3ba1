package dev.weir.expression.kernel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.expression.kernel.CellKernel.Cell;

/** Functions of a compiled pattern, in linear time (RE2). */
public final class RegexCells {
    private RegexCells() {}

    public static Cell like(Pattern pattern) {
        return (in, row, out) ->
                out.put(pattern.matcher(TextCells.slices(in[0]).text(row)).find());
    }

    public static Cell matches(Pattern pattern, boolean negated) {
        return (in, row, out) ->
                out.put(pattern.matcher(TextCells.slices(in[0]).text(row)).matches() ^ negated);
    }

    /** @param replacement in RE2/J's syntax: {@code $1} is a group */
    public static Cell replace(Pattern pattern, String replacement) {
        return (in, row, out) ->
                out.putText(pattern.matcher(TextCells.slices(in[0]).text(row)).replaceAll(replacement));
    }

    public static Cell part(Pattern pattern, int group) {
        return (in, row, out) -> {
            Matcher matcher = pattern.matcher(TextCells.slices(in[0]).text(row));
            String found = matcher.find() ? matcher.group(group) : null;
            if (found == null) {
                out.putNull();
            } else {
                out.putText(found);
            }
        };
    }

    public static Cell count(Pattern pattern) {
        return (in, row, out) -> {
            Matcher matcher = pattern.matcher(TextCells.slices(in[0]).text(row));
            long count = 0;
            while (matcher.find()) {
                count++;
            }
            out.put(count);
        };
    }
}
