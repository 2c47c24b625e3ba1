package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.flow.Place;
import dev.weir.flow.Plan;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives the places of a plan that are new their state, from the rows that the others have: these come some at a time and
 * go through the new places as changes. The others have had their change before, and stay as they are.
 *
 * <p>Errors: a row in error is a {@link dev.weir.delta.RefusedException}. One thread, one use.
 */
public final class Rebuild {
    /** Rows that go through at once. */
    private static final int PART = 100_000;

    /** Ends the name of a table that counts errors. */
    static final String ERRORS = "-errors";

    private final Plan plan;
    private final StateFolder state;
    private final Refresh standing;
    private final KeptPlaces kept;
    private final Map<String, Long> entered = new HashMap<>();
    private final Predicate<String> tables;
    private final PlanPlaces places;
    private boolean isFirst = true;

    /** @param standing what has carried the change through the places that are kept */
    public Rebuild(Plan plan, StateFolder state, Refresh standing, KeptPlaces kept) {
        this.plan = plan;
        this.state = state;
        this.standing = standing;
        this.kept = kept;
        this.places = PlanPlaces.list(plan);
        this.tables = KeptPlaces.tables(
                places.all(), place -> !kept.has(place) && !places.at(place).isSource());
    }

    /**
     * Refuses an edit of a flow that changes what becomes of rows in error, or has them judged where they were not.
     *
     * @param kept the places of which there is state
     */
    public static void requireCan(Plan plan, StateFolder state, KeptPlaces kept) {
        for (PlanPlaces.At at : PlanPlaces.of(plan)) {
            if (at.kind() == PlanPlaces.Kind.LENIENT && !kept.has(at.place())) {
                throw new RefusedException("the flow has changed where rows in error do not end the run");
            }
        }
        KeptPlaces now = KeptPlaces.of(plan);
        for (String name : List.copyOf(state.names())) {
            if (name.endsWith(ERRORS) && !now.hasTable(name) && !isEmpty(state.table(name))) {
                throw new RefusedException("the flow has changed where rows were in error");
            }
        }
    }

    private static boolean isEmpty(SortedRuns table) {
        try (SortedRuns.Cursor cursor = table.cursor(Side.AFTER)) {
            return !cursor.seek(new byte[0]);
        }
    }

    /** Loads new places at once; null where it cannot. */
    @FunctionalInterface
    public interface Loading {
        /**
         * How many rows have entered them, by step.
         *
         * @param feeding the places whose rows they need
         */
        @Nullable
        Map<String, Long> load(List<Place> feeding);
    }

    /**
     * Builds; what has seen all rows go by comes back.
     *
     * @param loading is asked first
     */
    public Refresh run(Loading loading) {
        List<Place> feeding = feeding();
        Map<String, Long> loaded = loading.load(feeding);
        if (loaded == null) {
            state.keepOnly(tables.negate());
            feeding.forEach(this::carry);
        } else {
            entered.putAll(loaded);
            isFirst = false;
            state.step(tables);
        }
        Refresh last = refresh(null, null);
        last.finishChecks();
        return last;
    }

    /** The places whose rows the new ones need. */
    public List<Place> feeding() {
        return places.feeding(kept).stream().map(PlanPlaces.At::place).toList();
    }

    /** Carries the rows of a place through those that are new, some at a time. */
    private void carry(Place from) {
        boolean[] came = new boolean[1];
        standing.replay(from, PART, rows -> {
            came[0] = true;
            pass(from, rows);
        });
        if (!came[0]) {
            pass(from, Delta.empty(standing.stream(from).codec()));
        }
    }

    /** Where steps see rows go by, in the order of the plan: those of both. */
    public static List<Refresh.Tap> merged(Refresh standing, Refresh rebuilt) {
        List<Refresh.Tap> all = new ArrayList<>(standing.taps());
        all.addAll(rebuilt.taps());
        all.sort(Comparator.comparingInt(Refresh.Tap::number));
        return all;
    }

    private void pass(Place from, Delta rows) {
        Refresh refresh = refresh(from, rows);
        isFirst = false;
        for (Stream stream : refresh.streams()) {
            entered.merge(stream.step(), stream.entered(), Long::sum);
        }
        state.step(tables);
    }

    /** How many rows have entered the new places, by step. */
    public Map<String, Long> entered() {
        return entered;
    }

    private Refresh refresh(@Nullable Place from, @Nullable Delta rows) {
        boolean first = isFirst;
        return Refresh.of(plan, state, new Scope() {
            @Override
            public boolean has(Place place) {
                return !kept.has(place);
            }

            @Override
            public @Nullable Stream standIn(Place place) {
                PlanPlaces.At at = places.at(place);
                if (!at.isSource() && (!kept.has(place) || at.isEach())) {
                    return null;
                }
                Stream stream = standing.stream(place);
                Delta some = rows != null && place.equals(from) ? rows : Delta.empty(stream.codec());
                return stream instanceof SourceStream source ? source.standing(some) : new StandIn(stream, some);
            }

            @Override
            public boolean isFirst() {
                return first;
            }

            @Override
            public boolean isRebuilt() {
                return true;
            }
        });
    }
}
