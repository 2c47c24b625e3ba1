package dev.weir.processors.outside;

import dev.weir.descriptor.Schema;
import dev.weir.process.Form;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.Whole;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.TableProcessor;
import java.util.List;

/** Prints the first rows of each resource and lets all rows pass. */
public final class Print implements Step {
    private static final Spec SPEC = Spec.of(
                    "print", "Whole", "Prints the first rows of each resource and lets all rows pass.")
            .option("rows", Option.Kind.INTEGER, "how many; by default 10")
            .choice("format", "text (a table, the default), csv or jsonl", "text", "csv", "jsonl")
            .example("{rows: 3, format: csv}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        int rows = options.integer("rows", 10);
        if (rows < 1) {
            throw options.error("rows", "'rows' is " + rows + ": print at least one row");
        }
        String format = options.textOrNull("format");
        PrintFormat chosen =
                format == null ? PrintFormat.TEXT : PrintFormat.valueOf(format.toUpperCase(java.util.Locale.ROOT));
        return new Whole() {
            @Override
            public Table open(Opening opening) {
                return new PrintTable(opening, rows, chosen);
            }

            @Override
            public Origins origins(List<Schema> inputs, Schema output) {
                return Origins.sameNames(inputs.get(0), output);
            }
        };
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }
}
