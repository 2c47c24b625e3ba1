package dev.weir.refresh;

import dev.weir.descriptor.Schema;
import dev.weir.flow.Place;
import dev.weir.flow.Plan;
import dev.weir.process.Each;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.refresh.check.RowsByKey;
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
        /** What drops, keeps or puts aside rows in error: made by a run as a whole alone. */
        LENIENT,
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
        Kind kind = apply.onError() == OnError.FAIL ? Kind.STATE : Kind.LENIENT;
        return add(place, kind == Kind.STATE && apply.form() instanceof Each ? Kind.EACH : kind, inputs);
    }

    @Override
    protected Map<String, At> check(Map<String, Table<At>> tables, List<KeyRule> rules, Checking how) {
        Map<String, At> goOn = new LinkedHashMap<>();
        tables.forEach((name, table) -> {
            Set<At> inputs = new LinkedHashSet<>(List.of(table.rows()));
            for (KeyRule rule : rules) {
                if (rule.rows().table().equals(name) && rule.target() != null) {
                    inputs.add(rows(tables, rule.target()));
                }
            }
            At at = add(table.place(), how.isLenient() ? Kind.LENIENT : Kind.CHECK, List.copyOf(inputs));
            goOn.put(name, how.onError().removes() ? at : table.rows());
        });
        for (KeyRule rule : rules) {
            List<At> inputs = rule.target() == null
                    ? List.of(rows(tables, rule.rows()))
                    : List.of(rows(tables, rule.rows()), rows(tables, rule.target()));
            add(rule.place(), Kind.CHECK, inputs);
        }
        return goOn;
    }

    private static At rows(Map<String, Table<At>> tables, RowsByKey of) {
        return Objects.requireNonNull(tables.get(of.table())).rows();
    }

    @Override
    protected At quarantine(@Nullable At known, At from, Place place, Schema schema) {
        return add(place, Kind.STATE, known == null ? List.of(from) : List.of(known, from));
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
