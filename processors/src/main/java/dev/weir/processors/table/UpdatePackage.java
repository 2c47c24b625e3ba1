package dev.weir.processors.table;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.process.Operation;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.PackageProcessor;
import java.util.List;
import java.util.Map;

/** Sets properties of the package's descriptor; null takes one away. */
public final class UpdatePackage implements Step {
    private static final Spec SPEC = Spec.of(
                    "update-package",
                    "descriptor only",
                    "Sets properties of the package's descriptor; null takes one away.")
            .required("set", Option.Kind.JSON, "the properties")
            .withoutResources()
            .example("{set: {title: Orders, keywords: [orders, euros]}}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new Updating(options);
    }

    /** The option {@code set}: a map. */
    static JsonObject set(Options options) {
        if (!(options.get("set") instanceof JsonObject set)) {
            throw options.error("set", "'set' takes a map of properties");
        }
        return set;
    }

    private static final class Updating extends PackageProcessor {
        private final JsonObject set;

        Updating(Options options) {
            super(SPEC.name(), options);
            set = set(options);
            if (set.has("resources")) {
                throw options.error("set", "'resources' is not set by hand: other steps load, make and drop them");
            }
        }

        @Override
        public DataPackage describe(DataPackage input) {
            JsonObject json = input.json();
            for (Map.Entry<String, Json> property : set.properties().entrySet()) {
                json = property.getValue() instanceof JsonNull
                        ? json.without(property.getKey())
                        : json.with(property.getKey(), property.getValue());
            }
            return new DataPackage(json);
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            return List.of();
        }
    }
}
