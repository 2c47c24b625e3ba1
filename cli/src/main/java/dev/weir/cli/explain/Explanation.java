package dev.weir.cli.explain;

import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Plan;
import dev.weir.process.Form;
import dev.weir.run.KeptState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow to be explained.
 *
 * @param kept what its last run has kept; null for nothing
 */
public record Explanation(Plan plan, @Nullable KeptState kept) {

    /** What carrying a changed row through costs. */
    static String cost(Form form) {
        return switch (form.formName()) {
            case "Each" -> "the changed rows";
            case "Join" -> "the changed rows and their partners";
            case "Group" -> "the changed rows, and the rows of their groups where order counts";
            case "Scan" -> "the rows from the first changed one on, until all is as it was";
            default -> "all rows where one has changed";
        };
    }

    /** The tables that a step makes, or whose schema it changes. */
    static List<Resource> changed(Plan.Planned step) {
        List<Resource> changed = new ArrayList<>();
        for (Resource resource : step.after().resources()) {
            Resource before = step.before().resource(resource.name());
            Schema schema = resource.schema();
            if (schema != null && (before == null || !schema.equals(before.schema()))) {
                changed.add(resource);
            }
        }
        return changed;
    }

    /** Names of the resources that a step takes out of the package. */
    static List<String> gone(Plan.Planned step) {
        return step.before().resources().stream()
                .map(Resource::name)
                .filter(name -> step.after().resource(name) == null)
                .toList();
    }

    /** What the step holds of the last run; null where it keeps nothing. */
    KeptState.@Nullable Size held(int step) {
        return kept == null ? null : kept.steps().get(step);
    }

    /** Whether the next run builds on what was kept, but not for this step. */
    boolean isRebuilt(int step) {
        return kept != null && kept.rebuilt().contains(step);
    }
}
