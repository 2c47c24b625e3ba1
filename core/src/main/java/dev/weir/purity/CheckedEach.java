package dev.weir.purity;

import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.SortKey;
import java.util.List;

/** A function on rows, called twice on each batch. */
record CheckedEach(Each each, String step) implements Each {
    @Override
    public Schema describe(Schema input) {
        return each.describe(input);
    }

    @Override
    public List<SortKey> order() {
        return each.order();
    }

    @Override
    public boolean keepsLabels() {
        return each.keepsLabels();
    }

    @Override
    public Kernel kernel(Schema input) {
        Kernel kernel = each.kernel(input);
        return (batch, output) -> {
            Results results = new Results(step, batch);
            kernel.apply(batch, results.first());
            kernel.apply(batch, results.then(output));
            results.end();
        };
    }
}
