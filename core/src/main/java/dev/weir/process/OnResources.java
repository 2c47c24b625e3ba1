package dev.weir.process;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.List;

/** A processor that applies one form to each selected table by itself. */
public record OnResources(String name, String configuration, Selector resources, Form form, OnError onError)
        implements Processor {

    static OnResources of(String name, Options options, Form form) {
        Selector resources = new Selector(options.texts("resources"));
        return new OnResources(name, JsonWriter.compact(options.json()), resources, form, options.onError());
    }

    @Override
    public DataPackage describe(DataPackage input) {
        DataPackage result = input;
        for (Resource resource : selected(input)) {
            Schema schema = resource.schema();
            Schema described = schema(schema == null ? Schema.EMPTY : schema);
            result = result.withResource(resource.withSchema(described));
        }
        return result;
    }

    private Schema schema(Schema input) {
        if (form instanceof Each each) {
            return each.describe(input);
        }
        if (form instanceof Group group) {
            return group.describe(input);
        }
        if (form instanceof Scan<?> scan) {
            return scan.describe(input);
        }
        if (form instanceof Whole whole) {
            return whole.describe(input);
        }
        throw new FlowException("'" + name + "' joins two resources: it must say which");
    }

    private List<Resource> selected(DataPackage input) {
        List<Resource> tables =
                input.resources().stream().filter(r -> r.schema() != null).toList();
        List<String> names =
                resources.select("resource", tables.stream().map(Resource::name).toList());
        return tables.stream().filter(r -> names.contains(r.name())).toList();
    }

    @Override
    public List<Operation> operations(DataPackage input) {
        List<Operation> operations = new ArrayList<>();
        for (Resource resource : selected(input)) {
            operations.add(new Operation.Apply(List.of(resource.name()), resource.name(), form, onError));
        }
        return operations;
    }
}
