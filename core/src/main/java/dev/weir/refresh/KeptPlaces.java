package dev.weir.refresh;

import dev.weir.descriptor.JsonObject;
import dev.weir.flow.Place;
import dev.weir.flow.PlaceIdentity;
import dev.weir.flow.Plan;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The places of which there is state: those of the plan that was run last. In another plan the others are new. Immutable.
 *
 * @param hashes by table
 */
public record KeptPlaces(Map<String, String> hashes) {
    public KeptPlaces {
        hashes = Map.copyOf(hashes);
    }

    /** Reads what {@link #json} gave. */
    public static KeptPlaces read(JsonObject json) {
        Map<String, String> hashes = new LinkedHashMap<>();
        json.properties().keySet().forEach(table -> hashes.put(table, json.text(table, "")));
        return new KeptPlaces(hashes);
    }

    /** All places of a plan, to be kept; those that nothing tells again are left out. */
    public static KeptPlaces of(Plan plan) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (PlanPlaces.At at : PlanPlaces.of(plan)) {
            String hash = at.place().hash();
            if (hash != null) {
                hashes.put(at.place().table(), hash);
            }
        }
        return new KeptPlaces(hashes);
    }

    public JsonObject json() {
        JsonObject json = JsonObject.EMPTY;
        for (Map.Entry<String, String> place : new TreeMap<>(hashes).entrySet()) {
            json = json.with(place.getKey(), place.getValue());
        }
        return json;
    }

    /** Whether there is state of a place. */
    public boolean has(Place place) {
        return place.hash() != null && place.hash().equals(hashes.get(place.table()));
    }

    /** Whether a table that is read is one of them. */
    public boolean hasSource(Plan plan) {
        return PlaceIdentity.reads(plan).values().stream().anyMatch(this::has);
    }

    /** Whether the name of a table is that of one at these places. */
    public boolean hasTable(String name) {
        int end = name.lastIndexOf('-');
        return end > 0 && !name.endsWith(Refresh.REWRITTEN) && hashes.containsKey(name.substring(0, end));
    }

    /** The numbers of the steps of a plan that have a place without state. */
    public Set<Integer> newSteps(Plan plan) {
        Set<Integer> steps = new HashSet<>();
        for (PlanPlaces.At at : PlanPlaces.of(plan)) {
            if (!has(at.place())) {
                steps.add(at.step());
            }
        }
        return steps;
    }

    /** Tells the tables of some places by their names. */
    static Predicate<String> tables(List<PlanPlaces.At> places, Predicate<Place> which) {
        Set<String> begins = new HashSet<>();
        places.stream().map(PlanPlaces.At::place).filter(which).forEach(place -> begins.add(place.table()));
        return name -> begins.contains(name.substring(0, Math.max(0, name.lastIndexOf('-'))));
    }
}
