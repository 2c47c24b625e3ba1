package dev.weir.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run made of the state that the run before it had kept.
 *
 * @param in changed rows of the sources: each retracted or asserted row counts
 * @param out changed rows of what steps saw go by, written or printed
 * @param entered changed rows that entered each step, by the step's name
 * @param fetched rows that later steps asked for again, by the name of the step whose rows they are: standing rows that
 *     meet changed ones
 * @param rebuilt of the steps: which were made anew from rows that stand, as the flow, or what they are made of, has changed
 * @param wholeBecause why the flow was run as a whole; null where it was not
 * @param notKept why nothing is kept for the next run; null where something is
 */
public record Changes(
        long in,
        long out,
        Map<String, Long> entered,
        Map<String, Long> fetched,
        Rebuilt rebuilt,
        @Nullable String wholeBecause,
        @Nullable String notKept) {

    /**
     * Steps that had no state.
     *
     * @param steps how many
     * @param of of so many
     * @param entered rows that entered them, by the step's name
     */
    public record Rebuilt(int steps, int of, Map<String, Long> entered) {
        static final Rebuilt NONE = new Rebuilt(0, 0, Map.of());
    }

    /** Why a first run is one of the whole. */
    public static final String FIRST = "there was no run before";

    /** Whether only what had changed was done. */
    public boolean isIncremental() {
        return wholeBecause == null;
    }
}
