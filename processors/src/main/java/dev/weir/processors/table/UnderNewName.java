package dev.weir.processors.table;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Options;
import dev.weir.processors.schema.PackageProcessor;
import dev.weir.processors.schema.TableProcessor;
import java.util.List;

/** A processor whose rows are those of one resource, as they stand, under the name that the option {@code to} gives. */
abstract class UnderNewName extends PackageProcessor {
    private final String done;

    /** @param done what is done to the resource, as a finding says it */
    UnderNewName(String name, String done, Options options) {
        super(name, options);
        this.done = done;
    }

    @Override
    public final String configuration() {
        return options.configuration("resources", "to");
    }

    /** The resource whose rows they are; several are a finding. */
    final Resource source(DataPackage input) {
        List<Resource> selected = TableProcessor.selected(input, options, true);
        if (selected.size() > 1) {
            throw options.error("resources", "one resource is " + done + ", not " + selected.size());
        }
        return selected.get(0);
    }

    @Override
    public final List<Operation> operations(DataPackage input) {
        return List.of(
                new Operation.Apply(List.of(source(input).name()), options.text("to"), new PassRows(), OnError.FAIL));
    }
}
