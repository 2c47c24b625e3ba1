package dev.weir.refresh;

import dev.weir.flow.Place;
import dev.weir.flow.Plan;
import dev.weir.process.Each;
import dev.weir.process.Operation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the places of a plan, in the order of its steps. */
public final class PlanPlaces extends PlanWalk<PlanPlaces.At> {
    private final Map<String, At> all = new LinkedHashMap<>();

    private PlanPlaces() {}

    /**
     * A place.
     *
     * @param step the 0-based number of its step in the plan
     * @param kind what is done there
     * @param inputs whose rows come there
     */
    public record At(Place place, int step, Kind kind, List<At> inputs) {
        boolean isSource() {
            return kind == Kind.SOURCE;
        }

        boolean isEach() {
            return kind == Kind.EACH;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof At at && place.equals(at.place);
        }

        @Override
        public int hashCode() {
            return place.hashCode();
        }
    }

    /** What is done at a place. */
    public enum Kind {
        SOURCE,
        /** A step of the form Each: nothing is kept, as its rows are made anew of those that come. */
        EACH,
        STATE,
        CHECK,
        TAP
    }

    /**
     * All places of a plan.
     *
     * @throws dev.weir.delta.RefusedException where the plan can only be run as a whole
     */
    public static List<At> of(Plan plan) {
        return list(plan).all();
    }

    static PlanPlaces list(Plan plan) {
        PlanPlaces places = new PlanPlaces();
        places.walk(plan);
        return places;
    }

    List<At> all() {
        return List.copyOf(all.values());
    }

    At at(Place place) {
        return Objects.requireNonNull(all.get(place.table()));
    }

    /** The places whose rows are to be seen by the new ones: sources, and kept ones that have state. */
    Set<At> feeding(KeptPlaces kept) {
        Set<At> feeding = new LinkedHashSet<>();
        for (At at : all.values()) {
            if (!kept.has(at.place())) {
                if (at.isSource()) {
                    feeding.add(at);
                }
                at.inputs().forEach(input -> addFeeding(input, kept, feeding));
            }
        }
        return feeding;
    }

    private static void addFeeding(At at, KeptPlaces kept, Set<At> feeding) {
        if (at.isSource() || kept.has(at.place()) && !at.isEach()) {
            feeding.add(at);
        } else {
            at.inputs().forEach(input -> addFeeding(input, kept, feeding));
        }
    }

    private At add(Place place, Kind kind, List<At> inputs) {
        At at = new At(place, step(), kind, inputs);
        all.put(place.table(), at);
        return at;
    }

    @Override
    protected At source(Operation.Read reading, int number, Place place) {
        return add(place, Kind.SOURCE, List.of());
    }

    @Override
    protected boolean isEdited(At source) {
        return false;
    }

    @Override
    protected At apply(Plan.Planned step, Operation.Apply apply, Place place) {
        List<At> inputs = apply.inputs().stream().map(this::node).toList();
        return add(place, apply.form() instanceof Each ? Kind.EACH : Kind.STATE, inputs);
    }

    @Override
    protected void checkRows(Place place, At rows) {
        add(place, Kind.CHECK, List.of(rows));
    }

    @Override
    protected void checkUnique(Place place, At rows, RowsByKey key) {
        add(place, Kind.CHECK, List.of(rows));
    }

    @Override
    protected void checkReference(Place place, At from, RowsByKey fromKey, At to, RowsByKey toKey) {
        add(place, Kind.CHECK, List.of(from, to));
    }

    @Override
    protected void tap(
            Plan.Planned step,
            Operation.Apply apply,
            Place place,
            @Nullable At node,
            Operation.@Nullable Read untouched) {
        add(place, Kind.TAP, node == null ? List.of() : List.of(node));
    }
}
