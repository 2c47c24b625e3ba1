package dev.weir.processors.outside;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Resource;
import dev.weir.process.FlowException;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.processors.schema.Quarantine;
import dev.weir.processors.table.Concatenation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adds what was found outside; it looks once, when it is first described. */
final class Loading implements Processor {
    private final Options options;
    private final Supplier<Loaded> outside;
    private @Nullable Loaded found;

    Loading(Options options, Supplier<Loaded> outside) {
        this.options = options;
        this.outside = outside;
    }

    private synchronized Loaded loaded() {
        Loaded loaded = found;
        if (loaded == null) {
            loaded = outside.get();
            found = loaded;
        }
        return loaded;
    }

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String configuration() {
        // The tables say how they are read. Edits come and go: the step does to them what it does to all rows.
        return options.configuration("changes", "name", "schema", "dialect");
    }

    @Override
    public DataPackage describe(DataPackage input) {
        Loaded loaded = loaded();
        List<Finding> findings = new ArrayList<>();
        if (loaded.isConcatenated() && options.onError() == OnError.QUARANTINE) {
            findings.addAll(options.error(
                            "on-error",
                            "rows of several files in one resource are not put aside: load each file as a resource,"
                                    + " without 'name', and concatenate them")
                    .findings());
        }
        if (options.has("order") && loaded.isConcatenated()) {
            findings.addAll(options.error(
                            "order",
                            "rows of several files in one resource follow the order of the files: load each file as a"
                                    + " resource, without 'name', or sort them with sort-rows")
                    .findings());
        }
        if (options.has("order") && options.has("changes")) {
            findings.addAll(options.error(
                            "order",
                            "'order' and 'changes' do not go together: edits name places, which rows in an order of"
                                    + " their own do not have")
                    .findings());
        }
        for (Resource resource : loaded.made()) {
            if (input.resource(resource.name()) != null) {
                findings.addAll(options.error(
                                "name",
                                "there is already a resource '" + resource.name()
                                        + "': give this one another name with 'name'")
                        .findings());
            }
        }
        if (!findings.isEmpty()) {
            throw new FlowException(findings);
        }
        DataPackage result = loaded.addTo(input);
        for (Resource resource : loaded.made()) {
            result = resource.schema() == null ? result : Quarantine.added(result, resource, options);
        }
        return result;
    }

    private Operation.SourceOrder order() {
        String order = options.textOrNull("order");
        return order == null
                ? Operation.SourceOrder.FILE
                : Operation.SourceOrder.valueOf(order.toUpperCase(Locale.ROOT));
    }

    private @Nullable Path changes(Loaded loaded) {
        String file = options.textOrNull("changes");
        if (file == null) {
            return null;
        }
        if (loaded.parts().size() != 1) {
            throw options.error(
                    "changes",
                    "'changes' edits one table, but " + loaded.parts().size() + " are loaded: load the one by itself,"
                            + " or run with --changes NAME=FILE");
        }
        if (loaded.parts().get(0).resource().schema() == null) {
            throw options.error("changes", "'changes' edits a table, which this resource is not");
        }
        return options.folder().resolve(file);
    }

    @Override
    public List<Operation> operations(DataPackage input) {
        Loaded loaded = loaded();
        OnError onError = options.has("on-error") ? options.onError() : null;
        List<Operation> operations = new ArrayList<>();
        Path changes = changes(loaded);
        Operation.SourceOrder order = order();
        for (Loaded.Part part : loaded.parts()) {
            Operation.SourceOrder its = part.resource().schema() == null ? Operation.SourceOrder.FILE : order;
            operations.add(new Operation.Read(part.resource(), part.source(), onError, changes, its));
        }
        if (loaded.isConcatenated()) {
            List<Resource> parts =
                    loaded.parts().stream().map(Loaded.Part::resource).toList();
            operations.add(new Operation.Apply(
                    parts.stream().map(Resource::name).toList(),
                    loaded.made().get(0).name(),
                    Concatenation.byName(options, "path", parts),
                    OnError.FAIL));
        }
        return operations;
    }
}
