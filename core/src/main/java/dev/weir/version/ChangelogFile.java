package dev.weir.version;

import dev.weir.numbering.Bump;
import dev.weir.numbering.Changelog;
import dev.weir.numbering.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The log for people that every dumped version carries, {@code CHANGELOG.md}: what became of the package, newest first. One
 * that no version wrote is its author's: it stays as it is, and the version has none.
 */
final class ChangelogFile {
    static final String NAME = "CHANGELOG.md";

    private ChangelogFile() {}

    /** @param versions oldest first, the one that carries it last */
    static byte[] of(String title, List<Version> versions) {
        List<Changelog.Entry> entries = new ArrayList<>();
        for (Version version : versions) {
            List<Reason> reasons = version.reasons().stream().map(Reason::parse).toList();
            boolean counts = reasons.stream().anyMatch(reason -> reason.bump() != Bump.NONE);
            entries.add(new Changelog.Entry(
                    version.version(),
                    version.created().toString(),
                    version.declared(),
                    version.valid(),
                    Bump.of(version.bump()),
                    counts
                            ? reasons.stream()
                                    .filter(reason -> reason.bump() != Bump.NONE)
                                    .toList()
                            : reasons));
        }
        return Changelog.write(title, entries).getBytes(StandardCharsets.UTF_8);
    }
}
