package dev.weir.refresh;

import dev.weir.flow.Place;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which places of a plan a refresh works on: their change is asked for, and what they keep is kept. */
interface Scope {
    boolean has(Place place);

    /** Rows that stand for those of a place outside of the scope; null where they are made of what the place is made of. */
    default @Nullable Stream standIn(Place place) {
        return null;
    }

    /** Whether nothing has gone through the places before. */
    boolean isFirst();

    /** Whether all rows go through the places, so that those who see rows go by keep them until they have seen all. */
    default boolean isRebuilt() {
        return false;
    }

    /** Places whose state went through changes before, or did not. */
    static Scope of(Predicate<Place> places, boolean isFirst) {
        return new Scope() {
            @Override
            public boolean has(Place place) {
                return places.test(place);
            }

            @Override
            public boolean isFirst() {
                return isFirst;
            }
        };
    }
}
