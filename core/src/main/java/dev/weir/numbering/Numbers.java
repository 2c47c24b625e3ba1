package dev.weir.numbering;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives versions their numbers. No number is given twice, and one given for an invalid version says so: {@code
 * 1.3.0-invalid.1} comes before 1.3.0 and is a release for nobody.
 *
 * <p>A first version is 1.0.0. After a date ({@link CalendarVersion}) versions of that date are counted, whatever has
 * changed; after a text that is neither, numbers begin anew.
 */
public final class Numbers {
    private static final String FIRST = "1.0.0";
    private static final String INVALID = "invalid.";

    private Numbers() {}

    /**
     * The number of the next version.
     *
     * @param last that of the newest valid version, null where there is none
     * @param bump from that version; {@link Bump#NONE} too raises the last part, since bytes differ
     * @param valid whether the version may be published
     * @param taken every number given so far, those of invalid versions too
     */
    public static String next(@Nullable String last, Bump bump, boolean valid, Collection<String> taken) {
        Set<String> given = Set.copyOf(taken);
        String number = raised(last, bump);
        if (!valid) {
            return marked(number, given);
        }
        while (given.contains(number)) {
            number = raised(number, Bump.NONE);
        }
        return number;
    }

    /**
     * The number of the next version where its author states one. A date is kept as it is. A semantic version is taken if
     * it is not below what the recipe asks for, or with a reason, which is then to be recorded.
     *
     * @param reason why the number is lower than it should be, null for none
     * @throws VersionException where it is neither a date nor a version, was given before, or is too low without a reason
     */
    public static String stated(
            String stated,
            @Nullable String reason,
            @Nullable String last,
            Bump bump,
            boolean valid,
            Collection<String> taken) {
        Set<String> given = Set.copyOf(taken);
        if (valid && given.contains(stated)) {
            throw new VersionException("there is a version " + stated + " already: a number is given once");
        } else if (CalendarVersion.parse(stated) == null) {
            hold(stated, reason, last, bump);
        }
        return valid ? stated : marked(stated, given);
    }

    private static void hold(String stated, @Nullable String reason, @Nullable String last, Bump bump) {
        SemanticVersion wanted = SemanticVersion.parse(stated);
        if (wanted == null) {
            throw new VersionException("'" + stated + "' is no version: write it like 1.2.0, or like 2024-05");
        }
        SemanticVersion before = last == null ? null : version(last);
        if (before != null && (reason == null || reason.isBlank())) {
            SemanticVersion asked = before.next(bump);
            if (wanted.compareTo(before) <= 0 || wanted.release().compareTo(asked.release()) < 0) {
                throw new VersionException("version " + stated + " is too low after " + last + ": what has changed is "
                        + (bump == Bump.NONE ? "little" : bump.text()) + " and asks for " + asked
                        + " or more; state that, state none, or give a reason");
            }
        }
    }

    /** Whether {@code version} is that of an invalid version. */
    public static boolean isMarkedInvalid(String version) {
        return version.toLowerCase(Locale.ROOT).matches(".*-(0\\.)?invalid\\.[0-9]+");
    }

    private static String raised(@Nullable String last, Bump bump) {
        if (last == null) {
            return FIRST;
        }
        CalendarVersion date = CalendarVersion.parse(last);
        if (date != null) {
            return date.next().toString();
        }
        SemanticVersion version = version(last);
        return version == null ? FIRST : version.next(bump).toString();
    }

    /** A semantic version that is no date. */
    private static @Nullable SemanticVersion version(String text) {
        return CalendarVersion.parse(text) == null ? SemanticVersion.parse(text) : null;
    }

    /** The first free number of invalid versions that lead to {@code number}: it comes before it in semver's order. */
    private static String marked(String number, Set<String> given) {
        SemanticVersion version = version(number);
        String base = (version == null ? number : version.release().toString()) + "-";
        if (version != null && !version.preRelease().isEmpty()) {
            base += "0."; // numbers come before the words that a pre-release begins with
        }
        long count = 1;
        while (given.contains(base + INVALID + count)) {
            count++;
        }
        return base + INVALID + count;
    }
}
