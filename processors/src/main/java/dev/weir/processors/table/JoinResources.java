package dev.weir.processors.table;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Resource;
import dev.weir.process.Join;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.Keys;
import dev.weir.processors.schema.PackageProcessor;
import dev.weir.processors.schema.TableProcessor;
import java.util.List;
import java.util.Locale;

/**
 * Brings fields of another resource into a resource, where keys are equal. SQL semantics: a missing key matches nothing,
 * a row comes once for each match, unmatched right rows come last; their key stands in the left key fields.
 */
public final class JoinResources implements Step {
    private static final Spec SPEC = Spec.of(
                    "join",
                    "Join",
                    "Brings fields of another resource into a resource where keys are equal: SQL's joins, order kept;"
                            + " unmatched right rows come last, their key in the left key fields.")
            .required("with", Option.Kind.TEXT, "the right resource")
            .required("on", Option.Kind.JSON, "the key: a name, a list of names, or {left: right}")
            .option(
                    "fields",
                    Option.Kind.JSON,
                    "right fields to add: names, or {new: old}; by default all but its keys")
            .choice(
                    "keep",
                    "which rows: by default left, all left rows; semi and anti are the left rows with and without a"
                            + " match",
                    "inner",
                    "left",
                    "right",
                    "full",
                    "semi",
                    "anti")
            .option("delete", Option.Kind.FLAG, "whether the right resource leaves the package")
            .example("{resources: orders, with: rates, on: currency, fields: [rate], keep: left, delete: true}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        String keep = options.textOrNull("keep");
        Join.Keep kind = keep == null ? Join.Keep.LEFT : Join.Keep.valueOf(keep.toUpperCase(Locale.ROOT));
        if (options.has("fields") && (kind == Join.Keep.SEMI || kind == Join.Keep.ANTI)) {
            throw options.error("fields", "'keep: " + keep + "' adds no fields: leave 'fields' out");
        }
        return new Joining(options, new JoinForm(options, JoinKeys.of(options), JoinFields.of(options), kind));
    }

    /** The resource that the option {@code with} names. */
    static Resource right(Options options, DataPackage input) {
        String name = options.text("with");
        Resource right = input.resource(name);
        List<String> tables = input.resources().stream()
                .filter(r -> r.schema() != null)
                .map(Resource::name)
                .toList();
        if (right == null || right.schema() == null) {
            throw options.error("with", "no resource '" + name + "'" + Nearest.hint(name, tables));
        }
        return right;
    }

    /** The resource that is joined to {@code right}: the one of {@code resources}, by default the only other one. */
    static Resource left(Options options, DataPackage input, Resource right) {
        List<Resource> selected = options.has("resources")
                ? TableProcessor.selected(input, options, true)
                : TableProcessor.selected(input, options, false).stream()
                        .filter(r -> !r.name().equals(right.name()))
                        .toList();
        if (selected.size() != 1) {
            throw options.error(
                    "resources",
                    selected.isEmpty()
                            ? "there is no resource besides '" + right.name() + "'"
                            : "say with 'resources' which one it is: "
                                    + String.join(
                                            ", ",
                                            selected.stream()
                                                    .map(Resource::name)
                                                    .toList()));
        }
        return selected.get(0);
    }

    private static final class Joining extends PackageProcessor {
        private final JoinForm form;

        Joining(Options options, JoinForm form) {
            super(SPEC.name(), options);
            this.form = form;
        }

        private Resource right(DataPackage input) {
            return JoinResources.right(options, input);
        }

        private Resource left(DataPackage input) {
            return JoinResources.left(options, input, right(input));
        }

        @Override
        public String configuration() {
            return options.configuration("resources", "with", "delete");
        }

        @Override
        public DataPackage describe(DataPackage input) {
            Resource left = left(input);
            Resource right = right(input);
            if (options.flag("delete", false) && left.name().equals(right.name())) {
                throw options.error("delete", "'" + right.name() + "' is joined with itself: it cannot leave");
            }
            DataPackage result = input.withResource(
                    left.withSchema(form.describe(TableProcessor.schema(left), TableProcessor.schema(right))));
            if (options.flag("delete", false)) {
                result = Keys.withoutReferences(result.withoutResource(right.name()), right.name());
            }
            return result;
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            String left = left(input).name();
            return List.of(new Operation.Apply(List.of(left, right(input).name()), left, form, OnError.FAIL));
        }
    }
}
