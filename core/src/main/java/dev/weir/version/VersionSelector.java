package dev.weir.version;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as people name it: {@code DIR@1.2.0}, {@code DIR@latest} (the newest that is valid), {@code DIR@#7}.
 *
 * @param folder of the package, as it was spelled
 * @param version what stands behind the last {@code @}
 */
public record VersionSelector(String folder, String version) {
    private static final Pattern NAMED = Pattern.compile("(.+)@(latest|#[1-9][0-9]{0,8}|v?[0-9][0-9A-Za-z.+_-]*)");

    /** Reads {@code DIR@VERSION}; null where a word is not of that form: then it is a path. */
    public static @Nullable VersionSelector of(String word) {
        Matcher matcher = NAMED.matcher(word);
        return matcher.matches() ? new VersionSelector(matcher.group(1), matcher.group(2)) : null;
    }
}
