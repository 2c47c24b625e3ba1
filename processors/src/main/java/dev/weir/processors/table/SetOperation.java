package dev.weir.processors.table;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Expression;
import dev.weir.process.Composite;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.CommonColumn;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps rows of one resource by whether another has equal ones: all cells equal by typed value, missing ones too. Made of
 * four steps: both sides are marked and put behind each other, the other side first; equal rows decide together; the mark
 * goes. Rows keep their order.
 *
 * @param keeps whether rows with an equal one stay (intersect), or those without (except)
 */
record SetOperation(String name, Options options, boolean keeps) implements Composite {
    private static final String MARK = "_side";

    @Override
    public String configuration() {
        return options.configuration("resources", "with");
    }

    @Override
    public List<Processor> parts(DataPackage input) {
        Resource right = JoinResources.right(options, input);
        Resource left = JoinResources.left(options, input, right);
        Schema schema = TableProcessor.schema(left);
        check(schema, right);
        Schema marked = marked(schema);
        String other = free(input, right.name() + "-of-" + name);
        boolean all = options.flag("all", false);
        return List.of(
                part(List.of(right.name()), other, new Together(schema, marked, true), marked, List.of()),
                part(
                        List.of(other, left.name()),
                        left.name(),
                        new Together(schema, marked, false),
                        marked,
                        List.of(other)),
                part(left, new Equal(schema.names(), keeps, all), marked),
                part(left, new Unmarked(schema), schema));
    }

    private Part part(Resource left, Form form, Schema described) {
        return part(List.of(left.name()), left.name(), form, described, List.of());
    }

    private Part part(List<String> inputs, String output, Form form, Schema described, List<String> gone) {
        return new Part(name, configuration(), inputs, output, form, described, gone);
    }

    private static String free(DataPackage input, String name) {
        String free = name;
        while (input.resource(free) != null) {
            free = free + "-";
        }
        return free;
    }

    private void check(Schema left, Resource right) {
        Schema other = TableProcessor.schema(right);
        for (Field field : left.fields()) {
            Field same = other.field(field.name());
            if (same == null) {
                throw options.error(
                        "with",
                        "'" + right.name() + "' has no field '" + field.name() + "'"
                                + Nearest.hint(field.name(), other.names())
                                + ": rows are compared whole, select the same fields first");
            }
            if (same.type() != field.type()) {
                throw options.error(
                        "with",
                        "field '" + field.name() + "' is " + field.type().text() + ", but "
                                + same.type().text() + " in '" + right.name() + "': set its type first");
            }
        }
        for (String field : other.names()) {
            if (left.indexOf(field) < 0) {
                throw options.error(
                        "with",
                        "'" + right.name() + "' has a field '" + field
                                + "' more: rows are compared whole, select the same fields first");
            }
        }
    }

    private static Schema marked(Schema schema) {
        List<Field> fields = new ArrayList<>(schema.fields());
        fields.add(Field.of(mark(schema), FieldType.BOOLEAN));
        Json missing = schema.json().get("missingValues");
        Schema marked = Schema.of(fields);
        return missing == null ? marked : marked.with("missingValues", missing);
    }

    private static String mark(Schema schema) {
        String mark = MARK;
        while (schema.indexOf(mark) >= 0) {
            mark = mark + "_";
        }
        return mark;
    }

    /** A form that makes or replaces one resource. */
    private record Part(
            String name,
            String configuration,
            List<String> inputs,
            String output,
            Form form,
            Schema described,
            List<String> gone)
            implements Processor {
        @Override
        public DataPackage describe(DataPackage input) {
            Resource known = input.resource(output);
            DataPackage result =
                    input.withResource(known == null ? Resource.of(output, described) : known.withSchema(described));
            for (String resource : gone) {
                result = result.withoutResource(resource);
            }
            return result;
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            return List.of(new Operation.Apply(inputs, output, form, OnError.FAIL));
        }
    }

    /**
     * Brings rows under the schema of both sides; rows that have no mark yet get one.
     *
     * @param other whether the mark says that they are of the other side
     */
    private record Together(Schema schema, Schema marked, boolean other) implements Each {
        @Override
        public Schema describe(Schema input) {
            return marked;
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            Origins origins = Origins.none();
            for (int i = 0; i < inputs.size(); i++) {
                for (String name : schema.names()) {
                    origins = origins.from(name, How.IDENTITY, i, List.of(name));
                }
            }
            return origins;
        }

        @Override
        public Kernel kernel(Schema input) {
            int width = schema.fields().size();
            String mark = marked.field(width).name();
            boolean again = input.indexOf(mark) >= 0;
            int[] sources = schema.names().stream().mapToInt(input::indexOf).toArray();
            CommonColumn[] common = new CommonColumn[width];
            for (int i = 0; i < width; i++) {
                common[i] = new CommonColumn(input, input.field(sources[i]), marked, marked.field(i));
            }
            return (batch, out) -> {
                List<Column> columns = new ArrayList<>(width + 1);
                for (int i = 0; i < width; i++) {
                    columns.add(common[i].apply(batch.column(sources[i]), batch.rows()));
                }
                columns.add(again ? batch.column(input.indexOf(mark)) : marks(other, batch.rows()));
                out.emit(batch.with(marked, columns));
            };
        }

        private static Column marks(boolean other, int rows) {
            ColumnBuilder marks = ColumnBuilder.of(FieldType.BOOLEAN);
            for (int row = 0; row < rows; row++) {
                marks.append((Object) other);
            }
            return marks.build();
        }
    }

    /** Of equal rows, those of the other side first: which of this side's stay. */
    private record Equal(List<String> names, boolean keeps, boolean all) implements Group, Group.PerKey {
        @Override
        public List<Expression> keys() {
            return names.stream().map(Expression::field).toList();
        }

        @Override
        public Schema describe(Schema input) {
            return input;
        }

        @Override
        public Body body(Schema input) {
            return this;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            return Origins.sameNames(inputs.get(0), output).rows(How.GROUP, 0, names);
        }

        @Override
        public boolean inPlace() {
            return true;
        }

        @Override
        public void apply(Iterable<Row> rows, Consumer<Row> out) {
            long others = 0;
            long own = 0;
            for (Row row : rows) {
                if (Boolean.TRUE.equals(row.value(names.size()))) {
                    others++;
                    continue;
                }
                boolean matched = all ? own < others : others > 0;
                if (matched == keeps && (all || own == 0)) {
                    out.accept(row);
                }
                own++;
            }
        }
    }

    /** Takes the mark away. */
    private record Unmarked(Schema schema) implements Each {
        @Override
        public Schema describe(Schema input) {
            return schema;
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            return Origins.sameNames(inputs.get(0), output);
        }

        @Override
        public Kernel kernel(Schema input) {
            return (batch, out) -> out.emit(batch.with(
                    schema, batch.columns().subList(0, batch.columns().size() - 1)));
        }
    }
}
