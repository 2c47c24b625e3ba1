package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.JsonObject;
import dev.weir.flow.Plan;
import dev.weir.operate.Beside;
import dev.weir.refresh.StateFolder;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** For tests: state that is built from scratch in parts of any size instead of that of the last run. */
public final class StateParts {
    private StateParts() {}

    /**
     * Builds the state of a plan again from sources that are as the last run read them; nothing where there is none. It has
     * to be what building it at once gives, entry for entry.
     *
     * @param part how many rows of a source are carried through the steps at once
     * @return whether building it at once was a load
     */
    public static boolean rebuild(Plan plan, RunOptions options, int part, boolean hasErrors) {
        StateKeeper keeper = StateKeeper.of(plan);
        if (keeper == null) {
            throw new IllegalArgumentException("the plan keeps no state");
        }
        try (StateFolder state = StateFolder.open(keeper.folder(), options.budget(), options.threads())) {
            if (state == null) {
                throw new IllegalStateException("the state is held");
            }
            if (state.isThere()) {
                JsonObject properties = state.properties();
                RunEdits edits = new RunEdits(plan, List.of(), keeper.folder(), properties);
                StateBuilder builder = new StateBuilder(plan, options, state, edits, hasErrors);
                builder.build();
                Map<String, List<String>> atOnce = entries(state);
                new StateBuilder(plan, options, state, edits, hasErrors).buildInParts(part);
                Map<String, List<String>> inParts = entries(state);
                if (!atOnce.equals(inParts)) {
                    throw new AssertionError(
                            "state in parts of " + part + " is another: " + difference(atOnce, inParts));
                }
                if (builder.isLoaded() && !hasErrors && properties.object("edits") == null && !edits.hasFresh()) {
                    loadBeside(plan, options, state, edits, inParts);
                }
                state.commit(properties);
                return builder.isLoaded();
            }
            return false;
        } catch (RefusedException problem) {
            throw new AssertionError("state in parts of " + part + ": " + problem.getMessage(), problem);
        }
    }

    private static void loadBeside(
            Plan plan, RunOptions options, StateFolder state, RunEdits edits, Map<String, List<String>> known) {
        try (StateBuilder builder = new StateBuilder(plan, options, state, edits, false)) {
            builder.begin(state.budget());
            Beside<Boolean> loaded = Beside.begin(
                    "weir-state",
                    () -> {
                        builder.loadAll();
                        return true;
                    },
                    builder::cancel);
            builder.finish(loaded::result);
            Map<String, List<String>> beside = entries(state);
            if (!beside.equals(known)) {
                throw new AssertionError("state loaded beside a run is another: " + difference(beside, known));
            }
        }
    }

    /** All entries of all tables that have any, in order. */
    static Map<String, List<String>> entries(StateFolder state) {
        Map<String, List<String>> tables = new TreeMap<>();
        for (String name : state.names()) {
            List<String> entries = new ArrayList<>();
            try (SortedRuns.Cursor cursor = state.table(name).cursor(Side.BEFORE)) {
                while (cursor.next()) {
                    String key = HexFormat.of().formatHex(cursor.key());
                    String value = HexFormat.of().formatHex(cursor.value());
                    boolean isSeen = name.endsWith("-seen");
                    if (!isSeen || !key.equals("00")) { // which way of reading texts has which number: as rows came
                        entries.add(key + " " + value.substring(isSeen ? 4 : 0));
                    }
                }
            }
            if (!entries.isEmpty()) {
                tables.put(name, entries);
            }
        }
        return tables;
    }

    private static String difference(Map<String, List<String>> one, Map<String, List<String>> other) {
        if (!one.keySet().equals(other.keySet())) {
            return one.keySet() + " and " + other.keySet();
        }
        StringBuilder found = new StringBuilder();
        one.forEach((name, entries) -> {
            List<String> others = other.get(name);
            for (int i = 0; i < Math.max(entries.size(), others.size()); i++) {
                String entry = i < entries.size() ? entries.get(i) : "none";
                String its = i < others.size() ? others.get(i) : "none";
                if (!entry.equals(its)) {
                    found.append('\n')
                            .append(name)
                            .append(" at ")
                            .append(i)
                            .append(": ")
                            .append(entry)
                            .append(" and ")
                            .append(its);
                    return;
                }
            }
        });
        return found.toString();
    }
}
