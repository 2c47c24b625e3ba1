package dev.weir.process;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.descriptor.Nearest;
import java.util.ArrayList;
import java.util.List;

/**
 * Selects names: of resources or of fields. An entry is a name, or a regular expression between slashes that must match
 * a whole name; no entry selects all. A selector that matches nothing is an error, never nothing done.
 */
public record Selector(List<String> entries) {
    public static final Selector ALL = new Selector(List.of());

    public Selector {
        entries = List.copyOf(entries);
    }

    /**
     * The selected names, in the order of {@code names}.
     *
     * @param what what the names are of, for the message: {@code resource} or {@code field}
     */
    public List<String> select(String what, List<String> names) {
        if (entries.isEmpty()) {
            return names;
        }
        List<String> selected = new ArrayList<>();
        for (String entry : entries) {
            boolean matched = false;
            Pattern pattern = pattern(entry);
            for (String name : names) {
                if (pattern == null ? name.equals(entry) : pattern.matches(name)) {
                    matched = true;
                    if (!selected.contains(name)) {
                        selected.add(name);
                    }
                }
            }
            if (!matched) {
                throw new FlowException("no " + what + " '" + entry + "'" + Nearest.hint(entry, names));
            }
        }
        return names.stream().filter(selected::contains).toList();
    }

    private static @org.jspecify.annotations.Nullable Pattern pattern(String entry) {
        if (entry.length() < 2 || !entry.startsWith("/") || !entry.endsWith("/")) {
            return null;
        }
        try {
            return Pattern.compile(entry.substring(1, entry.length() - 1));
        } catch (PatternSyntaxException e) {
            throw new FlowException("'" + entry + "' is not a regular expression: " + e.getDescription());
        }
    }
}
