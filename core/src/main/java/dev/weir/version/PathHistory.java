package dev.weir.version;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which bytes a file had over the versions, to find those that the next ones resemble. Files are the same by path; by
 * name where a dump put its number into the path, or nothing of the path was there before.
 *
 * <p>The i-th bytes of a file are a difference to the (i &amp; (i - 1))-th, as in Subversion's skip deltas: as many
 * decodings deep as i has bits set. Only one is looked at: each costs as much as storing the bytes.
 */
final class PathHistory {
    private static final Pattern NUMBERED = Pattern.compile("data/[0-9]{1,9}/([^/]+)");
    private static final String NAME = "*/";

    private final Map<String, List<String>> hashes = new TreeMap<>();

    static PathHistory of(List<Version> versions) {
        PathHistory history = new PathHistory();
        versions.forEach(history::add);
        return history;
    }

    void add(Version version) {
        version.files().forEach(this::add);
    }

    void add(VersionFile file) {
        for (String key : List.of(key(file.path()), name(file.path()))) {
            List<String> known = hashes.computeIfAbsent(key, absent -> new ArrayList<>());
            if (known.isEmpty() || !known.get(known.size() - 1).equals(file.hash())) {
                known.add(file.hash());
            }
        }
    }

    /** What new bytes of a path may resemble; nothing where it is new. */
    List<String> bases(String path) {
        List<String> known = hashes.getOrDefault(key(path), hashes.getOrDefault(name(path), List.of()));
        int index = known.size();
        return index == 0 ? List.of() : List.of(known.get(index & index - 1));
    }

    /** All bytes that there were, those of one file side by side, oldest first. */
    List<String> inOrder() {
        Set<String> order = new LinkedHashSet<>();
        hashes.forEach((path, known) -> order.addAll(path.startsWith(NAME) ? List.of() : known));
        return List.copyOf(order);
    }

    private static String key(String path) {
        var matcher = NUMBERED.matcher(path);
        return matcher.matches() ? "data/" + matcher.group(1) : path;
    }

    private static String name(String path) {
        return NAME + path.substring(path.lastIndexOf('/') + 1);
    }
}
