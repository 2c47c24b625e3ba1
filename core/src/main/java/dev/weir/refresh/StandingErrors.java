package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.descriptor.ForeignKey;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import dev.weir.validate.TableKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows that go on in error at a step, kept by label: what is wrong with each is found again when it is to be said. Row
 * numbers are counted then, in the rows that gave the labels. One thread.
 */
public final class StandingErrors {
    private static final byte[] NOTHING = {};
    private static final int PART = 1024;

    private final SortedRuns labels;
    private final Stream input;
    private final @Nullable SortedRuns places;
    private final Judge judge;

    /** Says what is wrong with rows as they are now. */
    interface Judge {
        void list(Delta rows, Consumer<Error> to);
    }

    /**
     * An error of a row.
     *
     * @param row in the batch
     * @param field of the batch's schema; -1 for the row as a whole
     * @param key the key that the row repeats, null for another error
     * @param foreignKey the foreign key that names no row, null for another error
     * @param label of the row
     * @param first that of the row whose key it repeats
     */
    public record Error(
            Batch batch,
            int row,
            ErrorCode code,
            int field,
            String note,
            @Nullable TableKey key,
            @Nullable ForeignKey foreignKey,
            byte[] label,
            byte @Nullable [] first) {}

    /**
     * An error, and where its row stands.
     *
     * @param place of the row, from 0
     * @param firstPlace of the row whose key it repeats
     */
    public record Placed(Error error, long place, long firstPlace) {}

    /**
     * @param labels those of rows in error
     * @param places has the labels of all rows of {@code input}'s origin; null where they are not known
     */
    StandingErrors(SortedRuns labels, Stream input, @Nullable SortedRuns places, Judge judge) {
        this.labels = labels;
        this.input = input;
        this.places = places;
        this.judge = judge;
    }

    /** Notes whether a row is in error, as it is from now on. */
    void note(byte[] label, boolean isInError) {
        if (isInError) {
            labels.put(label, NOTHING);
        } else {
            labels.remove(label);
        }
    }

    /**
     * The first errors in the order of rows, those of a row together.
     *
     * @param limit how many are wanted; 0 for all
     * @throws RefusedException where it is not known where the rows stand
     */
    public List<Placed> list(int limit) {
        List<Error> found = new ArrayList<>();
        try (SortedRuns.Cursor cursor = labels.cursor(Side.AFTER)) {
            boolean more = cursor.seek(NOTHING);
            while (more && (limit == 0 || found.size() < limit)) {
                List<byte[]> part = new ArrayList<>();
                while (more && part.size() < PART) {
                    part.add(cursor.key());
                    more = cursor.next();
                }
                judge.list(input.fetch(part.toArray(byte[][]::new), Side.AFTER), found::add);
            }
        }
        return placed(found);
    }

    private List<Placed> placed(List<Error> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        if (places == null) {
            throw new RefusedException("rows in error whose numbers are not kept");
        }
        Labels wanted = new Labels();
        found.forEach(error -> {
            wanted.add(error.label);
            if (error.first != null) {
                wanted.add(error.first);
            }
        });
        byte[][] sorted = wanted.sorted();
        long[] numbers = numbers(sorted, places);
        List<Placed> placed = new ArrayList<>();
        for (Error error : found) {
            long place = numbers[wanted.place(wanted.add(error.label))];
            placed.add(new Placed(
                    error, place, error.first == null ? place : numbers[wanted.place(wanted.add(error.first))]));
        }
        return placed;
    }

    /** How many rows stand before each of some. */
    private static long[] numbers(byte[][] sorted, SortedRuns places) {
        long[] numbers = new long[sorted.length];
        long number = 0;
        int at = 0;
        try (SortedRuns.Cursor cursor = places.cursor(Side.AFTER)) {
            for (boolean more = cursor.seek(NOTHING); more && at < sorted.length; more = cursor.next()) {
                if (Arrays.equals(cursor.key(), sorted[at])) {
                    numbers[at++] = number;
                }
                number++;
            }
        }
        if (at < sorted.length) {
            throw new RefusedException("a row in error is not found again");
        }
        return numbers;
    }
}
