package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.process.Each;

/** A step of the form Each within a stream. */
final class EachNode extends Node {
    private final Node input;
    private final Each each;
    private final StepErrors errors;
    private final QuarantineNode quarantine;
    private final Positions made;

    EachNode(String resource, Schema schema, Node input, Each each, StepErrors errors) {
        super(resource, schema);
        this.quarantine = new QuarantineNode(this, input);
        this.input = input;
        this.each = each;
        this.made = new Positions(resource, 1, 1, false);
        this.errors = errors;
        input.takers.add(this);
    }

    @Override
    FeedNode origin() {
        return input.origin();
    }

    @Override
    Pipe open() {
        return new EachPipe(
                each.kernel(input.schema),
                each.keepsLabels() ? null : new PlaceLabels(),
                made,
                errors,
                openTakers(),
                quarantine.openTakers());
    }

    @Override
    Positions positions() {
        return each.keepsLabels() ? input.positions() : made;
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
