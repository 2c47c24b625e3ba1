package dev.weir.processors.row;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Expression;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.SortKey;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.TableProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts the rows, stably: rows with equal keys stay in their order. Missing values come last in either direction. */
public final class SortRows implements Step {
    private static final Pattern DIRECTION = Pattern.compile("(?is)^(.*\\S)\\s+(ASC|DESC)$");
    private static final Spec SPEC = Spec.of(
                    "sort-rows",
                    "Each",
                    "Sorts the rows; rows with equal keys stay in their order, missing values come last in either"
                            + " direction.")
            .required("by", Option.Kind.EXPRESSIONS, "the keys; DESC behind one turns its direction")
            .example("{by: [day, \"amount DESC\"]}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        List<SortKey> keys = new ArrayList<>();
        for (String text : options.texts("by")) {
            Matcher matcher = DIRECTION.matcher(text.strip());
            boolean directed = matcher.matches();
            Expression key = options.expression("by", directed ? matcher.group(1) : text);
            keys.add(new SortKey(key, directed && matcher.group(2).equalsIgnoreCase("DESC")));
        }
        return new Sort(keys);
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.ofOne(SPEC.name(), options, resource -> form);
    }

    private record Sort(List<SortKey> order) implements Each {
        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Schema describe(Schema input) {
            return input;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            Origins origins = Origins.sameNames(inputs.get(0), output);
            for (SortKey key : order) {
                origins = origins.rows(How.SORT, 0, key.expression().fields());
            }
            return origins;
        }

        @Override
        public Kernel kernel(Schema input) {
            return (batch, output) -> output.emit(batch);
        }
    }
}
