package dev.weir.processors;

import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Plan;
import dev.weir.process.FlowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A flow of 1 to 8 random steps over the tables of {@link RandomEdits}; steps that a plan refuses are left out. */
final class RandomFlow {
    private final Path folder;
    private final List<String> steps = new ArrayList<>();
    private final @Nullable RandomSteps draw;

    /**
     * @param folder where the flow is to lie
     * @param drawn counts the steps by name
     */
    RandomFlow(RandomGenerator random, boolean keyed, Path folder, Map<String, Integer> drawn) {
        this(random, keyed, folder, drawn, "", "");
    }

    /** The same with tables in an order of their own: {@code insignificant}, {@code none} or, as in the file, nothing. */
    RandomFlow(
            RandomGenerator random,
            boolean keyed,
            Path folder,
            Map<String, Integer> drawn,
            String orderOfA,
            String orderOfB) {
        this.folder = folder;
        String number = ", missingValues: [\"\", \"NA\"]";
        load("a", "id integer, k string, n number, d date, t string", keyed ? ", primaryKey: id" : "", orderOfA);
        load("b", "k string, v number, w string", random.nextInt(3) == 0 ? number : "", orderOfB);
        draw = new RandomSteps(random, keyed);
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; ) {
            List<String> step = draw.step(tables(steps));
            steps.addAll(step);
            try {
                plan("x");
            } catch (FlowException refused) {
                steps.subList(steps.size() - step.size(), steps.size()).clear();
                continue;
            }
            step.forEach(text -> drawn.merge(text.substring(0, text.indexOf(':')), 1, Integer::sum));
            i += step.isEmpty() ? 0 : 1;
        }
    }

    private RandomFlow(Path folder, List<String> steps, @Nullable RandomSteps draw) {
        this.folder = folder;
        this.draw = draw;
        this.steps.addAll(steps);
    }

    /** The same flow in another folder. */
    RandomFlow in(Path other) {
        return new RandomFlow(other, steps, draw);
    }

    /** The flow with other steps. */
    RandomFlow with(List<String> others) {
        return new RandomFlow(folder, others, draw);
    }

    List<String> steps() {
        return List.copyOf(steps);
    }

    /** Steps that may be put behind the first so many; none where nothing fits. */
    List<String> drawn(int behind) {
        return Objects.requireNonNull(draw).step(tables(steps.subList(0, behind)));
    }

    /** The tables behind steps, by name. */
    private Map<String, Schema> tables(List<String> behind) {
        List<Plan.Planned> planned = with(behind).plan("x").steps();
        Map<String, Schema> tables = new LinkedHashMap<>();
        for (Resource resource : planned.get(planned.size() - 1).after().resources()) {
            Schema schema = resource.schema();
            if (schema != null) {
                tables.put(resource.name(), schema);
            }
        }
        return tables;
    }

    private void load(String name, String fields, String more, String order) {
        StringBuilder list = new StringBuilder();
        for (String field : fields.split(", ")) {
            String[] words = field.split(" ");
            list.append(list.isEmpty() ? "" : ", ").append("{name: " + words[0] + ", type: " + words[1] + "}");
        }
        String file = Files.exists(folder.resolve("in/" + name + ".csv")) ? name : name + "-*";
        steps.add("load: {path: in/" + file + ".csv, name: " + name + ", schema: {fields: [" + list + "]" + more + "}"
                + (order.isEmpty() ? "" : ", order: " + order) + "}");
    }

    /** The flow in YAML, written to {@code to}. */
    String yaml(String to) {
        StringBuilder text = new StringBuilder("name: random\nflow:\n");
        steps.forEach(step -> text.append("  - ").append(step).append('\n'));
        return text.append("  - dump: {to: " + to + "}\n").toString();
    }

    Plan plan(String to) {
        return FlowRuns.plan(yaml(to), folder);
    }
}
