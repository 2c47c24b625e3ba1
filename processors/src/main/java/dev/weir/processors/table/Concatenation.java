package dev.weir.processors.table;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.FlowException;
import dev.weir.process.Options;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.CommonColumn;
import dev.weir.processors.schema.FieldProperties;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Concatenates: brings the rows of each input under one schema; the kernel for an input is made of that input's schema. An integer
 * field and a number field make a number field; any other two types are a finding.
 */
public record Concatenation(FieldMap map, Schema output) implements Each {
    @Override
    public boolean keepsLabels() {
        return true;
    }

    /** Fields meet by name. */
    public static Concatenation byName(Options options, String option, List<Resource> sources) {
        return of(options, option, new FieldMap(Map.of()), sources);
    }

    static Concatenation of(Options options, String option, FieldMap map, List<Resource> sources) {
        List<Schema> inputs = sources.stream().map(TableProcessor::schema).toList();
        List<Finding> findings = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (String target : map.names(inputs)) {
            Field made = null;
            boolean everywhere = true;
            for (int i = 0; i < inputs.size(); i++) {
                int source = map.source(inputs.get(i), target);
                everywhere &= source >= 0;
                if (source >= 0) {
                    Field field = FieldProperties.standing(
                                    inputs.get(i), inputs.get(i).field(source))
                            .withName(target);
                    made = made == null ? field : merged(options, option, made, field, sources.get(i), findings);
                }
            }
            if (made == null) {
                findings.addAll(options.error(option, "no input has a field for '" + target + "'")
                        .findings());
            } else {
                made = FieldProperties.withoutConstraint(made, "unique");
                fields.add(everywhere ? made : FieldProperties.withoutConstraint(made, "required"));
            }
        }
        if (!findings.isEmpty()) {
            throw new FlowException(findings);
        }
        return new Concatenation(map, Schema.of(fields));
    }

    private static Field merged(
            Options options, String option, Field made, Field field, Resource source, List<Finding> findings) {
        if (made.type() == field.type()) {
            return made;
        }
        if (isNumeric(made) && isNumeric(field)) {
            return made.type() == FieldType.NUMBER ? made : field;
        }
        findings.addAll(options.error(
                        option,
                        "field '" + made.name() + "' is " + made.type().text() + ", but "
                                + field.type().text() + " in '" + source.name() + "': set its type first")
                .findings());
        return made;
    }

    private static boolean isNumeric(Field field) {
        return field.type() == FieldType.NUMBER || field.type() == FieldType.INTEGER;
    }

    @Override
    public Schema describe(Schema input) {
        return output;
    }

    @Override
    public Origins origins(List<Schema> inputs, Schema output) {
        Origins origins = Origins.none();
        for (int i = 0; i < inputs.size(); i++) {
            for (String target : output.names()) {
                int source = map.source(inputs.get(i), target);
                origins = source < 0
                        ? origins
                        : origins.from(
                                target,
                                How.IDENTITY,
                                i,
                                List.of(inputs.get(i).field(source).name()));
            }
        }
        return origins;
    }

    @Override
    public Kernel kernel(Schema input) {
        int[] sources = output.names().stream()
                .mapToInt(name -> map.source(input, name))
                .toArray();
        CommonColumn[] common = new CommonColumn[sources.length];
        for (int i = 0; i < sources.length; i++) {
            Field source = sources[i] < 0 ? output.field(i) : input.field(sources[i]);
            common[i] = new CommonColumn(input, source, output, output.field(i));
        }
        return (batch, out) -> {
            List<Column> columns = new ArrayList<>(sources.length);
            for (int i = 0; i < sources.length; i++) {
                columns.add(
                        sources[i] < 0
                                ? missing(output.field(i), batch.rows())
                                : common[i].apply(batch.column(sources[i]), batch.rows()));
            }
            out.emit(batch.with(output, columns));
        };
    }

    private static Column missing(Field field, int rows) {
        ColumnBuilder builder = ColumnBuilder.of(field);
        for (int row = 0; row < rows; row++) {
            builder.appendNull();
        }
        return builder.build();
    }
}
