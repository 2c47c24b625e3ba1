package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.JsonObject;
import dev.weir.flow.Plan;
import dev.weir.refresh.StateFolder;
import java.util.List;

/** For tests: state that is built from scratch in parts of any size instead of that of the last run. */
public final class StateParts {
    private StateParts() {}

    /**
     * Builds the state of a plan again from sources that are as the last run read them; nothing where there is none.
     *
     * @param part how many rows of a source are carried through the steps at once
     */
    public static void rebuild(Plan plan, RunOptions options, int part) {
        StateKeeper keeper = StateKeeper.of(plan);
        if (keeper == null) {
            throw new IllegalArgumentException("the plan keeps no state");
        }
        try (StateFolder state = StateFolder.open(keeper.folder(), options.budget())) {
            if (state == null) {
                throw new IllegalStateException("the state is held");
            }
            if (state.isThere()) {
                JsonObject properties = state.properties();
                RunEdits edits = new RunEdits(plan, List.of(), keeper.folder(), properties);
                new StateBuilder(plan, options, state, edits, part).build();
                state.commit(properties);
            }
        } catch (RefusedException problem) {
            throw new AssertionError("state in parts of " + part + ": " + problem.getMessage(), problem);
        }
    }
}
