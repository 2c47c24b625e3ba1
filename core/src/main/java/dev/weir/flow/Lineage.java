package dev.weir.flow;

import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.Operation;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of which fields of which sources each field behind a step of a flow is made, and how; read off the plan, without a row.
 * Immutable.
 *
 * <p>Law: a source's cells in fields that neither an output field nor its rows come from may have any values, as long as no
 * row is in error: the output field's cells stay what they are, in their order.
 */
public final class Lineage {
    private final Map<String, Table> tables;

    private Lineage(Map<String, Table> tables) {
        this.tables = Collections.unmodifiableMap(tables);
    }

    /**
     * A table that the flow reads.
     *
     * @param resource as it is read, with its schema
     */
    public record Source(Resource resource) {
        public String name() {
            return resource.name();
        }
    }

    /** One field of a source that something follows from. */
    public record Origin(Source source, String field, How how) {}

    /**
     * A table behind a step.
     *
     * @param fields each field of its schema, in order: what its values follow from
     * @param rows what decides which rows there are, and in which order
     */
    public record Table(String name, Map<String, Set<Origin>> fields, Set<Origin> rows) {

        /** Every origin of the table, of its fields and of its rows, each once. */
        public Set<Origin> all() {
            Set<Origin> all = new LinkedHashSet<>();
            fields.values().forEach(all::addAll);
            all.addAll(rows);
            return all;
        }
    }

    /** Behind the last step. */
    public static Lineage of(Plan plan) {
        return of(plan.steps());
    }

    /** Behind the last of the steps, the first ones of a plan. */
    public static Lineage of(List<Plan.Planned> steps) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (Plan.Planned step : steps) {
            tables = behind(step, tables);
        }
        return new Lineage(tables);
    }

    /** The tables that the steps read, in their order. */
    public static List<Source> sources(List<Plan.Planned> steps) {
        List<Source> sources = new ArrayList<>();
        for (Plan.Planned step : steps) {
            for (Operation operation : step.operations()) {
                if (operation instanceof Operation.Read read) {
                    sources.add(new Source(read.resource()));
                }
            }
        }
        return sources;
    }

    /** The tables that there are, in the order of the package. */
    public Collection<Table> tables() {
        return tables.values();
    }

    public @Nullable Table table(String name) {
        return tables.get(name);
    }

    private static Map<String, Table> behind(Plan.Planned step, Map<String, Table> before) {
        Map<String, Table> made = new LinkedHashMap<>(before);
        for (Operation operation : step.operations()) {
            Resource after = step.after().resource(operation.output());
            Schema schema = after == null ? null : after.schema();
            if (operation instanceof Operation.Read read) {
                made.put(read.output(), read(read));
            } else if (schema != null && operation instanceof Operation.Apply apply) {
                made.put(apply.output(), applied(apply, step, before, schema));
            } else if (operation instanceof Operation.Check check) {
                made.computeIfPresent(check.output(), (name, table) -> checked(check, step, table, before));
            }
        }
        Map<String, Table> left = new LinkedHashMap<>();
        for (Resource resource : step.after().resources()) {
            Table table = made.get(resource.name());
            if (table == null && resource.schema() != null) {
                table = putAside(resource.name(), resource.schema(), before);
            }
            if (table != null && resource.schema() != null) {
                left.put(resource.name(), table);
            }
        }
        return left;
    }

    private static Table read(Operation.Read read) {
        Source source = new Source(read.resource());
        Schema schema = read.resource().schema();
        Map<String, Set<Origin>> fields = new LinkedHashMap<>();
        Set<Origin> rows = new LinkedHashSet<>();
        for (String name : schema == null ? List.<String>of() : schema.names()) {
            fields.put(name, Set.of(new Origin(source, name, How.IDENTITY)));
            if (read.removes()) {
                rows.add(new Origin(source, name, How.FILTER));
            }
            if (!read.order().isOfFile()) {
                rows.add(new Origin(source, name, How.SORT));
            }
        }
        return new Table(read.output(), fields, rows);
    }

    private static Table applied(Operation.Apply apply, Plan.Planned step, Map<String, Table> before, Schema output) {
        List<Table> inputs = new ArrayList<>();
        List<Schema> schemas = new ArrayList<>();
        for (String input : apply.inputs()) {
            Resource resource = step.before().resource(input);
            Schema schema = resource == null ? null : resource.schema();
            schemas.add(schema == null ? Schema.EMPTY : schema);
            inputs.add(before.getOrDefault(input, new Table(input, Map.of(), Set.of())));
        }
        Origins origins = apply.form().origins(schemas, output);
        Map<String, Set<Origin>> fields = new LinkedHashMap<>();
        Set<Origin> rows = new LinkedHashSet<>();
        inputs.forEach(input -> rows.addAll(input.rows()));
        rows.addAll(through(origins.rows(), inputs));
        for (String name : output.names()) {
            fields.put(name, through(origins.of(name), inputs));
            if (apply.onError().removes()) {
                origins.of(name).stream()
                        .filter(from -> from.how() != How.IDENTITY)
                        .forEach(from -> rows.addAll(
                                through(Set.of(new Origins.From(from.input(), from.field(), How.FILTER)), inputs)));
            }
        }
        return new Table(apply.output(), fields, rows);
    }

    /** What follows from fields of tables, said of the sources of these tables. */
    private static Set<Origin> through(Set<Origins.From> origins, List<Table> inputs) {
        Set<Origin> result = new LinkedHashSet<>();
        for (Origins.From from : origins) {
            Table input = inputs.get(from.input());
            for (Origin origin : input.fields().getOrDefault(from.field(), Set.of())) {
                How how = origin.how().then(from.how());
                result.add(new Origin(origin.source(), origin.field(), how));
            }
        }
        return result;
    }

    /** Rows that are in error go: by any of their cells, and by the keys that they refer to. */
    private static Table checked(Operation.Check check, Plan.Planned step, Table table, Map<String, Table> before) {
        if (!check.onError().removes()) {
            return table;
        }
        Set<Origin> rows = new LinkedHashSet<>(table.rows());
        addAll(table, rows);
        Resource resource = step.before().resource(check.output());
        if (resource != null && resource.schema() != null) {
            resource.schema().foreignKeys().forEach(key -> {
                Table other = before.get(key.resource());
                if (other != null) {
                    rows.addAll(other.rows());
                    key.referenceFields().forEach(name -> addAll(other, name, rows));
                }
            });
        }
        return new Table(table.name(), table.fields(), rows);
    }

    private static void addAll(Table table, Set<Origin> rows) {
        table.fields().keySet().forEach(name -> addAll(table, name, rows));
    }

    private static void addAll(Table table, String field, Set<Origin> rows) {
        for (Origin origin : table.fields().getOrDefault(field, Set.of())) {
            rows.add(new Origin(origin.source(), origin.field(), How.FILTER));
        }
    }

    /** The rows that a step put aside: the texts of the cells, and what was wrong with them. */
    private static Table putAside(String name, Schema schema, Map<String, Table> before) {
        String end = "-quarantine";
        Table whole = before.get(name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name);
        Map<String, Set<Origin>> fields = new LinkedHashMap<>();
        Set<Origin> rows = new LinkedHashSet<>();
        if (whole != null) {
            rows.addAll(whole.rows());
            addAll(whole, rows);
        }
        for (String field : schema.names()) {
            Set<Origin> origins = new LinkedHashSet<>();
            if (whole != null) {
                for (Origin origin : whole.fields().getOrDefault(field, whole.all())) {
                    How how = origin.how().isDirect() ? origin.how().then(How.TRANSFORMATION) : origin.how();
                    origins.add(new Origin(origin.source(), origin.field(), how));
                }
            }
            fields.put(field, origins);
        }
        return new Table(name, fields, rows);
    }
}
