package dev.weir.version;

import dev.weir.compare.Comparison;
import dev.weir.compare.PackageDifference;
import dev.weir.compare.ResourceDifference;
import dev.weir.compare.SchemaChange;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DescriptorException;
import dev.weir.numbering.Bump;
import dev.weir.numbering.Numbering;
import dev.weir.numbering.Numbers;
import dev.weir.numbering.Reason;
import dev.weir.numbering.RowCounts;
import dev.weir.numbering.VersionException;
import dev.weir.process.Copies;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.SourceException;
import dev.weir.write.DumpOptions;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the number of a version from its difference to the newest valid one, or, as long as there is none, the newest. */
final class Judge {
    private static final String UNREADABLE = "none: the rows of a version that is not valid cannot be read";

    private final List<Version> log;
    private final RunOptions options;
    private final CommonFound common = new CommonFound();

    /** @param log the versions before, oldest first */
    Judge(List<Version> log, RunOptions options) {
        this.log = List.copyOf(log);
        this.options = options;
    }

    /** Opens a package as far as it can be read; null where its descriptor cannot be read at all. */
    static @Nullable OpenPackage open(Path folder, RunOptions options) {
        try {
            return Weir.openLeniently(folder, options);
        } catch (DescriptorException unreadable) {
            return null;
        }
    }

    /** The first version: there is nothing to compare it with. */
    Judged first(@Nullable String stated, boolean valid) {
        return new Judged(
                number(stated, DumpOptions.DEFAULT, Bump.NONE, valid), Bump.NONE.text(), List.of(), List.of());
    }

    /**
     * The next version.
     *
     * @param before the package that it is compared with; null where there is none, or it cannot be read
     * @param after the new one; null where its descriptor cannot be read
     * @param described the descriptor of that, its paths as they will be
     * @param stated the version that the package states; null where it states none
     * @param how what a dump says of numbers
     * @param copies of its files what they have from those of the package before
     */
    Judged next(
            @Nullable OpenPackage before,
            @Nullable OpenPackage after,
            DataPackage described,
            @Nullable String stated,
            DumpOptions how,
            boolean valid,
            Map<Path, Copies> copies) {
        if (before == null) {
            return new Judged(number(stated, how, Bump.NONE, valid), Bump.NONE.text(), List.of(), List.of());
        }
        List<RowCounts> rows = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        if (after != null) {
            try {
                PackageDifference difference = Comparison.ofCounts(before, after, options, copies, common);
                for (ResourceDifference table : difference.resources()) {
                    rows.add(RowCounts.of(table));
                }
                if (difference.schema().stream().anyMatch(change -> change.kind() == SchemaChange.Kind.DATA_MISSING)) {
                    reasons.add(UNREADABLE);
                }
            } catch (SourceException | UncheckedIOException unreadable) {
                if (valid && log.stream().anyMatch(Version::valid)) {
                    throw unreadable;
                }
                reasons.add(UNREADABLE);
            }
        }
        Numbering numbering = Numbering.of(before.dataPackage(), described, rows, how.numbering());
        reasons.addAll(0, numbering.reasons().stream().map(Reason::toString).toList());
        if (how.version() != null && how.versionReason() != null) {
            reasons.add("stated: " + how.versionReason());
        }
        return new Judged(
                number(stated, how, numbering.bump(), valid),
                numbering.bump().text(),
                reasons,
                rows.stream().map(Judge::counts).toList());
    }

    /** What the files of the new version were found to have in common with those of the other. */
    CommonFound common() {
        return common;
    }

    private static ResourceCounts counts(RowCounts rows) {
        return new ResourceCounts(
                rows.resource(), rows.added(), rows.removed(), rows.changed(), rows.textOnly(), rows.moved());
    }

    /** What is stated is taken the first time, if it is not too low; what a dump's own option states must not be. */
    private String number(@Nullable String stated, DumpOptions how, Bump bump, boolean valid) {
        List<String> taken = log.stream().map(Version::version).toList();
        String last = null;
        for (Version version : log) {
            last = version.valid() ? version.version() : last;
        }
        String given = how.version() == null ? stated : how.version();
        if (given != null && !taken.contains(given)) {
            try {
                return Numbers.stated(given, how.versionReason(), last, bump, valid, taken);
            } catch (VersionException unfit) {
                if (how.version() != null) {
                    throw unfit;
                }
            }
        }
        return Numbers.next(last, bump, valid, taken);
    }
}
