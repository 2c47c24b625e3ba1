package dev.weir.write;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of data files, made of resource names: safe on every system, and each once however it is cased. */
public final class SafeNames {
    private static final int LONGEST = 100;

    private final Set<String> taken = new HashSet<>();

    /** A file name that was not given out before. */
    public String of(String resource, String extension) {
        String stem = stem(resource);
        if (extension.isEmpty() && stem.chars().allMatch(Character::isDigit)) {
            stem += "-file"; // a folder of a version may have that number
        }
        String name = stem + extension;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = stem + '-' + i + extension;
        }
        return name;
    }

    private static String stem(String resource) {
        StringBuilder stem = new StringBuilder();
        resource.codePoints().limit(LONGEST).forEach(point -> {
            boolean kept = Character.isLetterOrDigit(point) || point == '_' || point == '-' || point == '.';
            stem.appendCodePoint(kept ? point : '-');
        });
        while (stem.length() > 0 && stem.charAt(0) == '.') {
            stem.deleteCharAt(0);
        }
        while (stem.length() > 0 && stem.charAt(stem.length() - 1) == '.') {
            stem.deleteCharAt(stem.length() - 1);
        }
        return stem.length() == 0 ? "resource" : stem.toString();
    }

    /** The ending of a stored file's name, that of what it is packed in too: {@code .csv.gz}. */
    public static String extension(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return "";
        }
        String last = name.substring(dot).toLowerCase(Locale.ROOT);
        if (Set.of(".gz", ".zip", ".bz2", ".xz", ".zst").contains(last)) {
            int before = name.lastIndexOf('.', dot - 1);
            dot = before > 0 ? before : dot;
        }
        String extension = name.substring(dot);
        return extension.length() <= 20 && extension.matches("[.A-Za-z0-9_-]*") ? extension : "";
    }
}
