package dev.weir.flow;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.process.FlowException;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A step of a flow file, its options checked, and where it was written. */
record FlowStep(Step step, Options options, Json.Place place) {

    Spec spec() {
        return step.spec();
    }

    Processor processor(Instant now) {
        return step.processor(options.at(now));
    }

    /** The findings of {@code fault}, each with a place: that of the step where it has none. */
    static List<Finding> placed(FlowException fault, Options options, Json.Place place) {
        List<Finding> placed = new ArrayList<>();
        for (Finding finding : fault.findings()) {
            placed.add(new Finding(
                    finding.pointer().isEmpty() ? options.pointer() : finding.pointer(),
                    finding.place().line() > 0 ? finding.place() : place,
                    finding.message()));
        }
        return placed;
    }

    /**
     * The resources that steps could not be described for; what touches one of them cannot be judged either.
     *
     * <p>One thread.
     */
    static final class Unknown {
        private final Set<String> names = new HashSet<>();
        private boolean all;

        /** Whether nothing can be said about {@code step}. */
        boolean concerns(FlowStep step) {
            if (!step.spec().resources()) {
                return false;
            }
            List<String> touched = step.touched();
            return all
                    || (touched.isEmpty() ? !names.isEmpty() : touched.stream().anyMatch(names::contains));
        }

        /** {@code step} was not described: what it would have touched or made is unknown. */
        void add(FlowStep step) {
            List<String> touched = step.touched();
            all |= touched.isEmpty();
            names.addAll(touched);
            for (String made : List.of("to", "name")) {
                if (step.options.textOrNull(made) != null) {
                    names.add(step.options.text(made));
                }
            }
        }
    }

    /** Names of the resources that the step's options name; empty where they may be any. */
    private List<String> touched() {
        List<String> names = new ArrayList<>(spec().resources() ? options.texts("resources") : List.of());
        if (names.isEmpty() && !(spec().name().equals("load") && options.has("name"))) {
            return List.of();
        }
        if (options.textOrNull("with") != null) {
            names.add(options.text("with"));
        }
        if (!spec().resources() && options.has("name")) {
            names.add(options.text("name"));
        }
        return names.stream().anyMatch(name -> name.startsWith("/")) ? List.of() : names;
    }
}
