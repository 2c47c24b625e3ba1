package dev.weir.descriptor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The standard's "URL or path": what a descriptor may name. It may not reach outside the folder of the package.
 *
 * @see <a href="https://datapackage.org/standard/glossary/#url-or-path">URL or Path</a>
 */
public final class DataPath {
    private DataPath() {}

    /** Whether {@code text} is a fully qualified URL that may be named: http or https. */
    public static boolean isUrl(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return (lower.startsWith("http://") || lower.startsWith("https://")) && !lower.endsWith("://");
    }

    /** Why {@code text} may not be named, in a sentence that shows it, or null where it may. */
    public static @Nullable String problem(String text) {
        if (isUrl(text)) {
            return null;
        }
        if (text.isEmpty()) {
            return "The path is empty: name a file, relative to the descriptor's folder";
        }
        String shown = "The path " + JsonWriter.compact(Json.of(text));
        if (text.indexOf('\0') >= 0) {
            return shown + " holds a NUL character";
        }
        if (text.startsWith("/")) {
            return shown + " is absolute: name it relative to the descriptor's folder";
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("file:")) {
            return shown + " is a file: address: name it relative to the descriptor's folder";
        }
        if (hasScheme(text)) {
            return shown + " has an address scheme that is not allowed: only http:// and https:// are";
        }
        if (text.indexOf('\\') >= 0) {
            return shown + " holds a backslash: folders are separated by /";
        }
        if (text.length() > 1 && text.charAt(1) == ':' && Character.isLetter(text.charAt(0))) {
            return shown + " begins with a drive letter: name it relative to the descriptor's folder";
        }
        if (text.endsWith("/")) {
            return shown + " ends in /, as a folder does: name a file";
        }
        return segments(text, shown);
    }

    /** Whether the text begins as an address of any scheme does: {@code ftp://}. */
    private static boolean hasScheme(String text) {
        int end = text.indexOf("://");
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.')) {
                return false;
            }
        }
        return end > 0;
    }

    private static @Nullable String segments(String text, String shown) {
        if (text.equals("~") || text.startsWith("~") && text.indexOf('/') > 0) {
            return shown + " begins in a home folder: name it relative to the descriptor's folder";
        }
        int start = 0;
        while (start <= text.length()) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            String segment = text.substring(start, end);
            if (segment.equals("..")) {
                return shown + " has a .. part, which the standard forbids: put the file inside the package's folder";
            }
            if (segment.startsWith(".") && !segment.equals(".")) {
                return shown + " goes through the hidden name " + segment
                        + ", which the standard forbids: no part may begin with a dot";
            }
            start = end + 1;
        }
        return null;
    }
}
