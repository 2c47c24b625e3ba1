package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.JsonArray;
import dev.weir.flow.Plan;
import dev.weir.refresh.PlanPlaces;
import dev.weir.refresh.StateFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the last run of a plan kept for the next one, as it is on disk; nothing is locked or changed.
 *
 * @param folder where it is
 * @param steps how much each step holds, by its 0-based number in the plan; steps that hold nothing are not there
 * @param rebuilt the numbers of the steps that the next run rebuilds, as the flow, or what it is made of, has changed
 * @param notUsed why the next run does not build on it, null where it does
 */
public record KeptState(
        Path folder,
        Map<Integer, Size> steps,
        Set<Integer> rebuilt,
        @Nullable String notUsed) {

    /**
     * What a step holds.
     *
     * @param entries about how many; a row has one in each index
     * @param bytes on disk
     */
    public record Size(long entries, long bytes) {
        Size plus(Size other) {
            return new Size(entries + other.entries, bytes + other.bytes);
        }
    }

    /** How many tables of a package's folder {@code snapshot: later} has left to be written. */
    public static int owed(Path folder) {
        JsonArray owed = StateFolder.properties(folder.resolve(".weir/state")).array("owed");
        return owed == null ? 0 : owed.items().size();
    }

    /** The state of a plan; null where the plan keeps none, or none is there or can be read. */
    public static @Nullable KeptState of(Plan plan, RunOptions options) {
        StateKeeper keeper = StateKeeper.of(plan);
        if (keeper == null) {
            return null;
        }
        try {
            Map<String, StateFolder.Size> tables = StateFolder.sizes(keeper.folder(), options.budget());
            if (tables.isEmpty()) {
                return null;
            }
            List<PlanPlaces.At> places = PlanPlaces.of(plan);
            Map<Integer, Size> steps = new LinkedHashMap<>();
            tables.forEach((name, size) -> places.stream()
                    .filter(at -> name.startsWith(at.place().table() + "-"))
                    .forEach(at -> steps.merge(at.step(), new Size(size.entries(), size.bytes()), Size::plus)));
            String notUsed = keeper.judge(StateFolder.properties(keeper.folder()));
            Set<Integer> rebuilt = notUsed == null ? keeper.places().newSteps(plan) : Set.of();
            return new KeptState(keeper.folder(), steps, rebuilt, notUsed);
        } catch (UncheckedIOException | RefusedException unreadable) {
            return null;
        }
    }
}
