package dev.weir.processors.table;

import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.origin.Origins;
import java.util.List;

/** Lets every row pass as it is: for a resource that only gets another name or another dialect. */
record PassRows() implements Each {
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
        return Origins.sameNames(inputs.get(0), output);
    }

    @Override
    public Kernel kernel(Schema input) {
        return (batch, output) -> output.emit(batch);
    }
}
