package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.process.Each;

/** A step of the form Each within a stream. */
final class EachNode extends Node {
    private final Node input;
    private final Each each;
    private final StepErrors errors;
    private final QuarantineNode quarantine;

    EachNode(String resource, Schema schema, Node input, Each each, StepErrors errors) {
        super(resource, schema);
        this.quarantine = new QuarantineNode(this, input);
        this.input = input;
        this.each = each;
        this.errors = errors;
        input.takers.add(this);
    }

    @Override
    FeedNode origin() {
        return input.origin();
    }

    @Override
    Pipe open() {
        return new EachPipe(each.kernel(input.schema), errors, openTakers(), quarantine.openTakers());
    }

    @Override
    Positions positions() {
        return input.positions();
    }

    QuarantineNode quarantine() {
        return quarantine;
    }

    @Override
    void passed() {
        super.passed();
        quarantine.passed();
    }
}
