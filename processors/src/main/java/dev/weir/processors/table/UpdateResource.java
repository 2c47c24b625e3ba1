package dev.weir.processors.table;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.process.FlowException;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Selector;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.Keys;
import dev.weir.processors.schema.PackageProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sets properties of the descriptors of resources; null takes one away. A new name is followed by foreign keys; dialect
 * and encoding say how the resource is written.
 */
public final class UpdateResource implements Step {
    private static final Map<String, String> REFUSED = Map.of(
            "schema", "set-type, rename-fields and the like change it",
            "path", "dump names the files",
            "data", "dump writes the rows to a file",
            "bytes", "dump counts them",
            "hash", "dump computes it",
            "type", "load says whether it is a table");
    private static final List<String> WRITING =
            List.of("name", "dialect", "encoding", "format", "mediatype", "compression");
    private static final Spec SPEC = Spec.of(
                    "update-resource",
                    "Each",
                    "Sets properties of the descriptors of resources, null takes one away; foreign keys follow a new"
                            + " name, dialect and encoding say how the resource is written.")
            .required("set", Option.Kind.JSON, "the properties")
            .example("{resources: orders, set: {title: All orders, dialect: {delimiter: ;}}}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new Updating(options);
    }

    private static final class Updating extends PackageProcessor {
        private final JsonObject set;

        Updating(Options options) {
            super(SPEC.name(), options);
            set = UpdatePackage.set(options);
            List<Finding> findings = new ArrayList<>();
            for (Map.Entry<String, Json> property : set.properties().entrySet()) {
                String why = REFUSED.get(property.getKey());
                if (why != null) {
                    findings.addAll(options.error("set", "'" + property.getKey() + "' is not set by hand: " + why)
                            .findings());
                }
            }
            if (set.has("name") && set.text("name", "").isBlank()) {
                findings.addAll(options.error("set", "'name' takes a text").findings());
            }
            if (!findings.isEmpty()) {
                throw new FlowException(findings);
            }
        }

        private List<Resource> selected(DataPackage input) {
            List<String> names = input.resources().stream().map(Resource::name).toList();
            try {
                List<String> chosen = new Selector(options.texts("resources")).select("resource", names);
                return input.resources().stream()
                        .filter(r -> chosen.contains(r.name()))
                        .toList();
            } catch (FlowException fault) {
                throw options.error("resources", fault.findings().get(0).message());
            }
        }

        @Override
        public DataPackage describe(DataPackage input) {
            String name = set.text("name");
            List<Resource> selected = selected(input);
            if (name != null && selected.size() > 1) {
                throw options.error("set", "one resource takes the name '" + name + "', not " + selected.size());
            }
            DataPackage result = input;
            for (Resource resource : selected) {
                if (name != null) {
                    free(input, name, resource);
                    result = Keys.referencesMoved(result, resource.name(), name);
                }
                result = replaced(result, resource.name());
            }
            return result;
        }

        private void free(DataPackage input, String name, Resource resource) {
            if (!name.equals(resource.name()) && input.resource(name) != null) {
                throw options.error("set", "there is already a resource '" + name + "'");
            }
        }

        private DataPackage replaced(DataPackage input, String name) {
            return input.withResources(input.resources().stream()
                    .map(r -> r.name().equals(name) ? new Resource(updated(r.json())) : r)
                    .toList());
        }

        private JsonObject updated(JsonObject json) {
            JsonObject result = json;
            for (Map.Entry<String, Json> property : set.properties().entrySet()) {
                result = property.getValue() instanceof JsonNull
                        ? result.without(property.getKey())
                        : result.with(property.getKey(), property.getValue());
            }
            return result;
        }

        /** Rows are written anew where that is what the properties ask for; else nothing touches them. */
        @Override
        public List<Operation> operations(DataPackage input) {
            List<Operation> operations = new ArrayList<>();
            if (WRITING.stream().anyMatch(set::has)) {
                for (Resource resource : selected(input)) {
                    String output = set.text("name", resource.name());
                    if (resource.schema() != null || !output.equals(resource.name())) {
                        operations.add(
                                new Operation.Apply(List.of(resource.name()), output, new PassRows(), OnError.FAIL));
                    }
                }
            }
            return operations;
        }
    }
}
