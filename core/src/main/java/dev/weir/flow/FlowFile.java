package dev.weir.flow;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Pointer;
import dev.weir.descriptor.YamlReader;
import dev.weir.process.FlowException;
import dev.weir.process.Processor;
import dev.weir.source.Limits;
import dev.weir.source.SmallFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A flow as its author wrote it, in YAML or JSON: properties of the package that it makes, parameters, and steps.
 *
 * <p>Reading it checks all steps' names and options at once; {@link #plan} checks them against the package as it stands
 * at each step. Both throw {@link FlowException} with every finding, each with JSON Pointer, line and column. Relative
 * paths start from the file's folder. Immutable.
 */
public final class FlowFile {
    private static final List<String> PACKAGE = List.of(
            "name",
            "id",
            "title",
            "description",
            "homepage",
            "version",
            "created",
            "keywords",
            "licenses",
            "sources",
            "contributors",
            "image");

    private final String file;
    private final DataPackage start;
    private final List<FlowStep> steps;

    private FlowFile(String file, DataPackage start, List<FlowStep> steps) {
        this.file = file;
        this.start = start;
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads a flow file.
     *
     * @param set parameters set from outside, by name
     */
    public static FlowFile read(Path file, Map<String, String> set, Steps steps) {
        Path parent = file.getParent();
        Path folder = parent == null ? file.getFileSystem().getPath("") : parent;
        byte[] bytes = SmallFile.read(file, Limits.DEFAULT.descriptorBytes());
        return parse(bytes, file.toString(), folder, set, steps);
    }

    /**
     * Reads the text of a flow file.
     *
     * @param file its name for messages; JSON where it ends in {@code .json}
     * @param folder where relative paths start from
     */
    public static FlowFile parse(byte[] utf8, String file, Path folder, Map<String, String> set, Steps steps) {
        if (new String(utf8, StandardCharsets.UTF_8).isBlank()) {
            throw wrong(file, new Json.Place(1, 1), "the file is empty: a flow is a map with 'flow:', a list of steps");
        }
        KeyPlaces places = new KeyPlaces(new String(utf8, StandardCharsets.UTF_8));
        Json root = places.inside(file.endsWith(".json") ? JsonReader.read(utf8, file) : YamlReader.read(utf8, file));
        List<Finding> findings = new ArrayList<>();
        if (!(root instanceof JsonObject written)) {
            throw wrong(file, root.place(), "a flow is a map with 'flow:', a list of steps, not " + root.kind());
        }
        if (written.has("resources") && !written.has("flow")) {
            String why = "this is the descriptor of a package, not a flow; a flow begins with 'flow:', and its first"
                    + " step loads the package: - load: {package: " + file + "}";
            throw wrong(file, root.place(), why);
        }
        JsonObject declared = written.object("parameters");
        Parameters parameters = new Parameters(declared == null ? JsonObject.EMPTY : declared, set, findings);
        JsonObject flow = (JsonObject) parameters.replace(written.without("parameters"), "");
        parameters.checkUsed(declared == null ? JsonObject.EMPTY : declared);
        DataPackage start = header(written, flow, places, findings);
        List<FlowStep> read = new StepReader(steps, folder, places, findings).steps(flow);
        if (!findings.isEmpty()) {
            throw new FlowException(file, findings);
        }
        return new FlowFile(file, start, read);
    }

    private static FlowException wrong(String file, Json.Place place, String message) {
        return new FlowException(file, List.of(new Finding("", place, message)));
    }

    private static DataPackage header(JsonObject written, JsonObject flow, KeyPlaces places, List<Finding> findings) {
        JsonObject start = JsonObject.EMPTY;
        List<String> known = new ArrayList<>(PACKAGE);
        known.addAll(List.of("flow", "parameters"));
        for (Map.Entry<String, Json> property : written.properties().entrySet()) {
            String name = property.getKey();
            Json value = flow.get(name);
            if (name.equals("parameters") && !(property.getValue() instanceof JsonObject)) {
                findings.add(new Finding(
                        "/parameters", property.getValue().place(), "'parameters' is a map of names and defaults"));
            } else if (!known.contains(name) && name.indexOf(':') < 0 && name.indexOf('@') < 0) {
                String hint = name.equals("steps") ? "; the steps stand under 'flow:'" : Nearest.hint(name, known);
                findings.add(new Finding(
                        Pointer.child("", name),
                        places.of(name, property.getValue()),
                        "a flow has no '" + name + "'" + hint));
            } else if (value != null && !name.equals("flow")) {
                start = start.with(name, value);
            }
        }
        return new DataPackage(start.with("resources", JsonArray.of(List.of())));
    }

    /** The file as its user named it. */
    public String file() {
        return file;
    }

    /** The package before the first step: what the file says about it, without a resource. */
    public DataPackage start() {
        return start;
    }

    public List<Processor> processors(Instant now) {
        return steps.stream().map(step -> step.processor(now)).toList();
    }

    /**
     * The flow, checked whole.
     *
     * @param now the run's clock: CURRENT_DATE and the like
     */
    public Plan plan(Instant now) {
        List<Finding> findings = new ArrayList<>();
        List<Plan.Planned> planned = new ArrayList<>();
        FlowStep.Unknown unknown = new FlowStep.Unknown();
        DataPackage current = start;
        for (FlowStep step : steps) {
            try {
                if (unknown.concerns(step)) {
                    unknown.add(step);
                } else {
                    List<Plan.Planned> next = Plan.step(step.processor(now), current, planned);
                    planned.addAll(next);
                    current = Plan.after(next, current);
                }
            } catch (FlowException fault) {
                unknown.add(step);
                findings.addAll(FlowStep.placed(fault, step.options(), step.place()));
            }
        }
        if (!findings.isEmpty()) {
            throw new FlowException(file, findings);
        }
        return Plan.whole(planned);
    }
}
