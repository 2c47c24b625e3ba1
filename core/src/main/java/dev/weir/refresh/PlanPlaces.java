package dev.weir.refresh;

import dev.weir.flow.Place;
import dev.weir.flow.Plan;
import dev.weir.process.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the places of a plan, in the order of its steps. */
public final class PlanPlaces extends PlanWalk<PlanPlaces.At> {
    private final List<At> all = new ArrayList<>();

    private PlanPlaces() {}

    /**
     * A place.
     *
     * @param step the 0-based number of its step in the plan
     */
    public record At(Place place, int step) {}

    /**
     * All places of a plan.
     *
     * @throws dev.weir.delta.RefusedException where the plan can only be run as a whole
     */
    public static List<At> of(Plan plan) {
        PlanPlaces places = new PlanPlaces();
        places.walk(plan);
        return places.all;
    }

    private At add(Place place) {
        At at = new At(place, step());
        all.add(at);
        return at;
    }

    @Override
    protected At source(Operation.Read reading, int number, Place place) {
        return add(place);
    }

    @Override
    protected boolean isEdited(At source) {
        return false;
    }

    @Override
    protected At apply(Plan.Planned step, Operation.Apply apply, Place place) {
        return add(place);
    }

    @Override
    protected void checkRows(Place place, At rows) {
        add(place);
    }

    @Override
    protected void checkUnique(Place place, At rows, RowsByKey key) {
        add(place);
    }

    @Override
    protected void checkReference(Place place, At from, RowsByKey fromKey, At to, RowsByKey toKey) {
        add(place);
    }

    @Override
    protected void tap(
            Plan.Planned step,
            Operation.Apply apply,
            Place place,
            @Nullable At node,
            Operation.@Nullable Read untouched) {
        add(place);
    }
}
