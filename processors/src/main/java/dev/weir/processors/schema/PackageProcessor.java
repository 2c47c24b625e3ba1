package dev.weir.processors.schema;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import java.util.List;

/** What processors that work on the package as a whole share: a name, options, and checks of the package. */
public abstract class PackageProcessor implements Processor {
    protected final Options options;
    private final String name;

    protected PackageProcessor(String name, Options options) {
        this.name = name;
        this.options = options;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public String configuration() {
        return options.configuration();
    }

    /** The name of a resource to be made: it must be free, or one of those that the step takes away. */
    protected final String free(DataPackage input, String option, List<String> taken) {
        String made = options.text(option);
        if (made.isBlank()) {
            throw options.error(option, "'" + option + "' is empty: it names the resource to be made");
        }
        if (input.resource(made) != null && !taken.contains(made)) {
            throw options.error(option, "there is already a resource '" + made + "': give the new one another name");
        }
        return made;
    }

    /** {@code after}, if no foreign key of it leads nowhere now. */
    protected final DataPackage checked(DataPackage before, DataPackage after, String option) {
        for (String broken : Keys.broken(before, after)) {
            throw options.error(option, broken);
        }
        return after;
    }

    /** A resource like {@code original} in what is not about its data. */
    protected static Resource like(Resource original, String name) {
        Resource copy = original.withName(name);
        for (String property : List.of("path", "data", "bytes", "hash", "compression", "url")) {
            copy = copy.without(property);
        }
        return copy;
    }
}
