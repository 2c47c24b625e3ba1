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
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A flow of 1 to 8 random steps over the tables of {@link RandomEdits}; steps that a plan refuses are left out. */
final class RandomFlow {
    /** What becomes of rows in error, by step. */
    static final Set<String> POLICIES = Set.of(
            "load drop",
            "load quarantine",
            "load keep",
            "validate drop",
            "validate quarantine",
            "validate keep",
            "set-type drop",
            "set-type quarantine",
            "set-type keep");

    private static final Pattern POLICY = Pattern.compile("^([a-z-]+):.*on-error: ([a-z]+)");
    private final Path folder;
    private final List<String> steps = new ArrayList<>();
    private final @Nullable RandomSteps draw;

    /**
     * @param folder where the flow is to lie
     * @param drawn counts the steps by name
     */
    RandomFlow(RandomGenerator random, boolean keyed, Path folder, Map<String, Integer> drawn) {
        this(random, keyed, folder, drawn, "", "", false);
    }

    /**
     * The same with tables in an order of their own: {@code insignificant}, {@code none} or, as in the file, nothing.
     *
     * @param errors whether rows may be in error, and steps say what becomes of them
     */
    RandomFlow(
            RandomGenerator random,
            boolean keyed,
            Path folder,
            Map<String, Integer> drawn,
            String orderOfA,
            String orderOfB,
            boolean errors) {
        this.folder = folder;
        String number = ", missingValues: [\"\", \"NA\"]";
        String key = keyed ? ", primaryKey: id" : "";
        draw = new RandomSteps(random, keyed, errors);
        if (errors) {
            loadInError(random, draw, key);
        } else {
            load("a", "id integer, k string, n number, d date, t string", key, order(orderOfA));
            load("b", "k string, v number, w string", random.nextInt(3) == 0 ? number : "", order(orderOfB));
        }
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

    /** What its steps say of rows in error. */
    Set<String> policies() {
        Set<String> policies = new TreeSet<>();
        for (String step : steps) {
            Matcher matcher = POLICY.matcher(step);
            if (matcher.find()) {
                policies.add(matcher.group(1) + " " + matcher.group(2));
            }
        }
        return policies;
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

    private static String order(String order) {
        return order.isEmpty() ? "" : ", order: " + order;
    }

    private void loadInError(RandomGenerator random, RandomSteps draw, String key) {
        String refers = random.nextInt(3) == 0
                ? ", foreignKeys: [{fields: [k], reference: {resource: b, fields: [k]}}]"
                : random.nextInt(3) == 0
                        ? ", foreignKeys: [{fields: [n], reference: {resource: \"\", fields: [id]}}]"
                        : "";
        String unique = random.nextInt(3) == 0 ? ", uniqueKeys: [[k]]" : "";
        boolean atLoad = random.nextBoolean();
        load("a", "id integer, k string, n number, d date, t string", key + refers, atLoad ? draw.onError() : "");
        load("b", "k string, v number, w string", unique, atLoad ? draw.onError() : "");
        if (!atLoad || random.nextBoolean()) {
            steps.add("validate: {" + draw.onError().substring(2) + "}");
        }
    }

    private void load(String name, String fields, String more, String option) {
        StringBuilder list = new StringBuilder();
        for (String field : fields.split(", ")) {
            String[] words = field.split(" ");
            list.append(list.isEmpty() ? "" : ", ")
                    .append("{name: " + words[0] + ", type: " + words[1]
                            + (!option.contains("on-error") || !words[0].equals("d")
                                    ? ""
                                    : ", constraints: {required: true}")
                            + "}");
        }
        String file = Files.exists(folder.resolve("in/" + name + ".csv")) ? name : name + "-*";
        steps.add("load: {path: in/" + file + ".csv, name: " + name + ", schema: {fields: [" + list + "]" + more + "}"
                + option + "}");
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
