package dev.weir.processors.schema;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.OnError;
import dev.weir.process.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * The resource of rows that a step put aside: {@code <name>-quarantine}, the cells as text, then {@code _field}, {@code
 * _code}, {@code _note}. It is in the package from the step on, with or without rows; only steps that name it touch it.
 */
public final class Quarantine {
    private static final String MARK = "weir:quarantine";

    private Quarantine() {}

    /** The package with the quarantine of {@code resource}, as it is before the step, if the step's options ask for it. */
    public static DataPackage added(DataPackage input, Resource resource, Options options) {
        if (options.onError() != OnError.QUARANTINE) {
            return input;
        }
        String name = resource.name() + "-quarantine";
        Schema schema = schema(TableProcessor.schema(resource));
        Resource known = input.resource(name);
        if (known == null) {
            return input.withResource(Resource.of(name, schema).with(MARK, Json.of(resource.name())));
        }
        if (!schema.equals(known.schema())) {
            throw options.error(
                    "on-error",
                    "the resource '" + name + "' is there already, with other fields: put rows aside at one step, and"
                            + " drop them at the other");
        }
        return input;
    }

    private static Schema schema(Schema input) {
        List<Field> fields = new ArrayList<>();
        input.names().forEach(name -> fields.add(Field.of(name, FieldType.STRING)));
        for (String name : List.of("_field", "_code", "_note")) {
            fields.add(Field.of(name, FieldType.STRING));
        }
        return Schema.of(fields);
    }

    /** Whether only steps that name the resource touch it. */
    static boolean is(Resource resource) {
        return resource.json().has(MARK);
    }
}
