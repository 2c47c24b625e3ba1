package dev.weir.numbering;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version number as semver 2.0.0 means it, read as people write it: a leading {@code v} is kept, {@code 1.0} and
 * {@code 1} are 1.0.0. Ordered by precedence, to which neither the {@code v} nor build metadata count, so that the order
 * is not consistent with equals. Spec: https://semver.org/spec/v2.0.0.html
 *
 * @param prefix {@code v}, {@code V} or nothing
 * @param preRelease what follows the hyphen, or nothing
 * @param build what follows the plus, or nothing
 */
public record SemanticVersion(String prefix, long major, long minor, long patch, String preRelease, String build)
        implements Comparable<SemanticVersion> {
    /** Numbers of more digits than a long holds are refused. */
    private static final String NUMBER = "(0|[1-9][0-9]{0,17})";

    private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
    private static final Pattern FORM = Pattern.compile("([vV]?)" + NUMBER + "(?:\\." + NUMBER + "(?:\\." + NUMBER
            + ")?)?(?:-(" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?");

    /** Reads a version, or null where {@code text} is none. */
    public static @Nullable SemanticVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return !matcher.matches()
                ? null
                : new SemanticVersion(
                        part(matcher, 1),
                        number(matcher, 2),
                        number(matcher, 3),
                        number(matcher, 4),
                        part(matcher, 5),
                        part(matcher, 6));
    }

    private static long number(Matcher matcher, int group) {
        String digits = part(matcher, group);
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String part(Matcher matcher, int group) {
        String part = matcher.group(group);
        return part == null ? "" : part;
    }

    /**
     * The next version: what stands before a release leads to that release if it is great enough; in 0.y.z, where
     * everything may change, major counts as minor, so that only people begin 1.0.0.
     */
    public SemanticVersion next(Bump bump) {
        Bump raised = major == 0 && bump == Bump.MAJOR ? Bump.MINOR : bump;
        boolean leads = !preRelease.isEmpty();
        return switch (raised) {
            case MAJOR -> leads && minor == 0 && patch == 0 ? release() : of(major + 1, 0, 0);
            case MINOR -> leads && patch == 0 ? release() : of(major, minor + 1, 0);
            case PATCH, NONE -> leads ? release() : of(major, minor, patch + 1);
        };
    }

    private SemanticVersion of(long newMajor, long newMinor, long newPatch) {
        return new SemanticVersion(prefix, newMajor, newMinor, newPatch, "", "");
    }

    /** This version without what follows its three numbers. */
    SemanticVersion release() {
        return of(major, minor, patch);
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int order = Long.compare(major, other.major);
        order = order != 0 ? order : Long.compare(minor, other.minor);
        order = order != 0 ? order : Long.compare(patch, other.patch);
        return order != 0 ? order : comparePreRelease(preRelease, other.preRelease);
    }

    private static int comparePreRelease(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty()); // a release comes after what leads to it
        }
        List<String> ours = List.of(left.split("\\.", -1));
        List<String> theirs = List.of(right.split("\\.", -1));
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            int order = compareIdentifiers(ours.get(i), theirs.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ours.size(), theirs.size());
    }

    private static int compareIdentifiers(String left, String right) {
        boolean isNumber = isNumber(left);
        if (isNumber != isNumber(right)) {
            return isNumber ? -1 : 1;
        }
        int byLength = isNumber ? Integer.compare(left.length(), right.length()) : 0;
        return byLength != 0 ? byLength : left.compareTo(right);
    }

    private static boolean isNumber(String identifier) {
        return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return prefix
                + major
                + '.'
                + minor
                + '.'
                + patch
                + (preRelease.isEmpty() ? "" : "-" + preRelease)
                + (build.isEmpty() ? "" : "+" + build);
    }
}
