package dev.weir.processors;

import dev.weir.process.FlowException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Edits flows at random, in the ways of people who work on one. */
final class FlowEdits {
    static final List<String> KINDS =
            List.of("append", "insert", "delete", "replace", "swap", "title", "field title", "rename", "load");

    private static final int LOADS = 2;

    private final RandomGenerator random;
    private int names;

    FlowEdits(RandomGenerator random) {
        this.random = random;
    }

    /**
     * An edited flow.
     *
     * @param first how many steps stand before the first changed one
     * @param isSame whether no row can be another one
     */
    record Edited(RandomFlow flow, String kind, int first, boolean isSame) {}

    /** Another flow that a plan takes. */
    Edited edit(RandomFlow flow, Map<String, Integer> kinds) {
        while (true) {
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            List<String> steps = new ArrayList<>(flow.steps());
            RandomFlow edited;
            try {
                change(flow, kind, steps);
                edited = flow.with(steps);
                edited.plan("x");
            } catch (FlowException refused) {
                continue;
            }
            if (!steps.equals(flow.steps())) {
                kinds.merge(kind, 1, Integer::sum);
                int first = 0;
                while (first < Math.min(steps.size(), flow.steps().size())
                        && steps.get(first).equals(flow.steps().get(first))) {
                    first++;
                }
                return new Edited(edited, kind, first, kind.endsWith("title"));
            }
        }
    }

    private void change(RandomFlow flow, String kind, List<String> steps) {
        int free = steps.size() - LOADS;
        int at = LOADS + (free == 0 ? 0 : random.nextInt(free));
        switch (kind) {
            case "append" -> steps.addAll(flow.drawn(steps.size()));
            case "insert" -> steps.addAll(at, flow.drawn(at));
            case "title" -> steps.add(at, "update-package: {set: {title: title " + names++ + "}}");
            case "field title" ->
                steps.set(0, steps.get(0).replaceFirst("(title: t[0-9]+, )?type", "title: t" + names++ + ", type"));
            case "rename" -> steps.add("rename-resource: {resources: a, to: r" + names++ + "}");
            case "load" -> steps.add(LOADS, steps.get(1).replace("name: b,", "name: l" + names++ + ","));
            default -> {
                if (free > 0) {
                    changeOne(flow, kind, steps, at);
                }
            }
        }
    }

    private static void changeOne(RandomFlow flow, String kind, List<String> steps, int at) {
        switch (kind) {
            case "delete" -> steps.remove(at);
            case "replace" -> {
                steps.remove(at);
                steps.addAll(at, flow.drawn(at));
            }
            default -> Collections.swap(steps, at, Math.min(at + 1, steps.size() - 1));
        }
    }
}
