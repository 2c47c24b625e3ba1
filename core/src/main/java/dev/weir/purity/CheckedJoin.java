package dev.weir.purity;

import dev.weir.descriptor.Schema;
import dev.weir.process.Join;
import java.util.List;

/** A function on pairs of rows, called twice on each batch of them. */
record CheckedJoin(Join join, String step) implements Join {
    @Override
    public Keep keep() {
        return join.keep();
    }

    @Override
    public List<String> leftKeys() {
        return join.leftKeys();
    }

    @Override
    public List<String> rightKeys() {
        return join.rightKeys();
    }

    @Override
    public Schema describe(Schema left, Schema right) {
        return join.describe(left, right);
    }

    @Override
    public Kernel kernel(Schema left, Schema right) {
        Kernel kernel = join.kernel(left, right);
        return (lefts, rights, output) -> {
            Results results = new Results(step, lefts);
            kernel.apply(lefts, rights, results.first());
            kernel.apply(lefts, rights, results.then(output));
            results.end();
        };
    }
}
