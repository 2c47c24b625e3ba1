package dev.weir.checklist;

import dev.weir.descriptor.Nearest;
import dev.weir.report.ErrorCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Errors by the names that are picked and skipped: a code, or a tag for many ({@code #cell}). */
public final class ErrorNames {
    private ErrorNames() {}

    /**
     * The codes that a name stands for.
     *
     * @throws IllegalArgumentException for a name of none, with the nearest
     */
    public static Set<ErrorCode> codes(String name) {
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        List<String> names = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            names.add(code.code());
            names.addAll(code.tags());
            if (code.code().equals(name) || code.tags().contains(name.toLowerCase(Locale.ROOT))) {
                codes.add(code);
            }
        }
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("there is no error called \"" + name + "\"" + Nearest.hint(name, names));
        }
        return codes;
    }
}
