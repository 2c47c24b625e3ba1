package dev.weir.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step does outside the run, held back until the run has succeeded: all of a run's stages are prepared, then
 * committed one after the other; if anything fails before, all are abandoned and nothing was changed.
 */
public interface Stage {

    /** All rows were seen: brings everything to disk that {@link #commit} needs. */
    void prepare();

    /** Instead of {@link #prepare}: nothing has changed, what is published stays, and nothing need be written. */
    default void leave() {
        prepare();
    }

    /** What the steps before read, known when the stage is opened. */
    default void reads(List<Operation.Read> before) {}

    /** Rows in error are among those that were seen, and are written all the same; said before {@link #prepare}. */
    default void markInvalid() {}

    /** Makes the effect visible: one atomic switch. */
    void commit();

    /** What was done, in one line for people; asked for behind {@link #commit}. */
    String summary();

    /** Removes what was staged. Called instead of {@link #commit}, or after a failed one; does not throw. */
    void abandon();

    /**
     * The SHA-256 of the descriptor that the step leaves, as it was staged or found: another run may have published since.
     * Asked for behind {@link #commit}; null where nothing is published.
     */
    default @Nullable String published() {
        return null;
    }

    /**
     * The SHA-256, in hexadecimal digits, of files that were read byte for byte on the way, by absolute path: who asks need
     * not read them again. Asked for behind {@link #commit}.
     */
    default Map<Path, String> hashes() {
        return Map.of();
    }

    /** Whether what the last run wrote of a resource is still there, so that it need not be shown again. */
    default boolean holds(String resource) {
        return false;
    }
}
