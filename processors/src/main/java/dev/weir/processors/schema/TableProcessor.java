package dev.weir.processors.schema;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.FlowException;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.Operation;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Scan;
import dev.weir.process.Selector;
import dev.weir.process.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A processor that works on each selected table by itself, with a form made for that table. Keys of other resources that
 * refer to a table follow its new field names; where they would lead nowhere, that is a finding.
 */
public final class TableProcessor implements Processor {
    private final String name;
    private final Options options;
    private final String configuration;
    private final boolean one;
    private final boolean identified;
    private final Function<Resource, Form> form;

    private TableProcessor(
            String name,
            Options options,
            String configuration,
            boolean one,
            boolean identified,
            Function<Resource, Form> form) {
        this.identified = identified;
        this.name = name;
        this.options = options;
        this.configuration = configuration;
        this.one = one;
        this.form = form;
    }

    /** Works on the tables that the option {@code resources} selects, by default on all. */
    public static TableProcessor of(String name, Options options, Function<Resource, Form> form) {
        return of(name, options, options.configuration("resources"), form);
    }

    /**
     * The same, identified otherwise.
     *
     * @param configuration what the options say of rows
     */
    public static TableProcessor of(String name, Options options, String configuration, Function<Resource, Form> form) {
        return new TableProcessor(name, options, configuration, false, true, form);
    }

    /** Works on the tables that {@code resources} selects; without it on the only one, several are a finding. */
    public static TableProcessor ofOne(String name, Options options, Function<Resource, Form> form) {
        return new TableProcessor(name, options, options.configuration("resources"), true, true, form);
    }

    /** As {@link #of}, of a form that is a function: nothing says what it does. */
    public static TableProcessor ofFunction(String name, Options options, Form form) {
        return new TableProcessor(name, options, options.configuration("resources"), false, false, resource -> form);
    }

    @Override
    public boolean hasIdentity() {
        return identified;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String configuration() {
        return configuration;
    }

    @Override
    public DataPackage describe(DataPackage input) {
        DataPackage result = input;
        List<Finding> findings = new ArrayList<>();
        for (Resource resource : selected(input, options, one)) {
            try {
                result = described(result, current(result, resource));
            } catch (FlowException fault) {
                for (Finding finding : fault.findings()) {
                    findings.add(new Finding(
                            finding.pointer(),
                            finding.place(),
                            finding.message() + " (resource '" + resource.name() + "')"));
                }
            }
        }
        if (findings.isEmpty()) {
            for (String broken : Keys.broken(input, result)) {
                findings.addAll(options.error("fields", broken).findings());
            }
        }
        if (!findings.isEmpty()) {
            throw new FlowException(findings);
        }
        return result;
    }

    private static Resource current(DataPackage input, Resource resource) {
        Resource found = input.resource(resource.name());
        return found == null ? resource : found;
    }

    private DataPackage described(DataPackage input, Resource resource) {
        Schema schema = schema(resource);
        Form form = this.form.apply(resource);
        Schema described = describe(form, schema);
        DataPackage result = described.equals(schema)
                ? input
                : input.withResource(resource.withSchema(described.without("fieldsMatch")));
        DataPackage renamed = form instanceof RenamesFields renaming
                ? Keys.referencesRenamed(result, resource.name(), renaming.renames(schema))
                : result;
        return Quarantine.added(renamed, resource, options);
    }

    private Schema describe(Form form, Schema input) {
        if (form instanceof Each each) {
            each.order().forEach(key -> Expressions.bind(options, "by", key.expression(), input));
            return each.describe(input);
        }
        return form instanceof Group group
                ? group.describe(input)
                : form instanceof Scan<?> scan ? scan.describe(input) : ((Whole) form).describe(input);
    }

    @Override
    public List<Operation> operations(DataPackage input) {
        List<Operation> operations = new ArrayList<>();
        for (Resource resource : selected(input, options, one)) {
            operations.add(new Operation.Apply(
                    List.of(resource.name()), resource.name(), form.apply(resource), options.onError()));
        }
        return operations;
    }

    /**
     * The tables that the option {@code resources} selects.
     *
     * @param one whether several without that option are a finding
     */
    public static List<Resource> selected(DataPackage input, Options options, boolean one) {
        List<String> entries = options.texts("resources");
        List<Resource> tables = input.resources().stream()
                .filter(r -> r.schema() != null && !(entries.isEmpty() && Quarantine.is(r)))
                .toList();
        List<String> names = tables.stream().map(Resource::name).toList();
        if (tables.isEmpty() || (one && entries.isEmpty() && tables.size() > 1)) {
            throw options.error(
                    "resources",
                    tables.isEmpty()
                            ? "there is no table yet: load one before this step"
                            : "there are several tables, say which with 'resources': " + String.join(", ", names));
        }
        try {
            List<String> selected = new Selector(entries).select("resource", names);
            return tables.stream().filter(r -> selected.contains(r.name())).toList();
        } catch (FlowException fault) {
            throw options.error("resources", fault.findings().get(0).message());
        }
    }

    /** The schema of a table. */
    public static Schema schema(Resource resource) {
        Schema schema = resource.schema();
        return schema == null ? Schema.EMPTY : schema;
    }
}
