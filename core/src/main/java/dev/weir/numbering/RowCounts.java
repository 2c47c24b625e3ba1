package dev.weir.numbering;

import dev.weir.compare.ResourceDifference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the rows of one table from one version to the next, counted.
 *
 * @param resource as the newer version calls it ({@link dev.weir.descriptor.change.DescriptorDifference#label})
 * @param labelsBefore the header of the data itself, empty where it is not known
 * @param labels the same now
 * @param before how many rows there were; counts for the share that is restated alone
 * @param added rows with a key that was not there before
 * @param removed rows whose key is gone
 * @param changed rows of the same key with another value
 * @param textOnly rows whose values are the same and are written in another way
 * @param moved rows that stand elsewhere among the others
 * @param typed whether values were compared by what they mean under the schemas of both versions, not by their text
 * @param since the earliest date, year or month among the rows changed and removed; null where no field has one
 */
public record RowCounts(
        String resource,
        List<String> labelsBefore,
        List<String> labels,
        long before,
        long added,
        long removed,
        long changed,
        long textOnly,
        long moved,
        boolean typed,
        @Nullable String since) {
    public RowCounts {
        labelsBefore = List.copyOf(labelsBefore);
        labels = List.copyOf(labels);
    }

    /** The counts of a comparison of typed rows. */
    public static RowCounts of(ResourceDifference difference) {
        return new RowCounts(
                difference.name(),
                difference.labelsBefore(),
                difference.labelsAfter(),
                difference.rowsBefore(),
                difference.added(),
                difference.removed(),
                difference.changed(),
                difference.textOnly(),
                difference.moved(),
                true,
                difference.since());
    }

    /** Whether every value that was there is there, and reads as it did: rows may have been added. */
    public boolean readsTheSame() {
        return typed && changed == 0 && removed == 0 && labels.equals(labelsBefore);
    }

    /** The share of the rows that were there and are stated anew, 0 to 1. */
    public double share() {
        return before == 0 ? 0 : (double) changed / before;
    }
}
