package dev.weir.run;

import dev.weir.operate.PutAside;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import org.jspecify.annotations.Nullable;

/** Keeps back the rows whose keys were found in error when all rows had passed. */
final class RejectNode extends Node {
    private final Node input;
    private final KeyGroup group;
    private final KeyGroup.Rejected rejected;
    private final QuarantineNode quarantine = new QuarantineNode(this);

    RejectNode(Node input, KeyGroup group) {
        super(input.resource, input.schema);
        this.input = input;
        this.group = group;
        this.rejected = group.rejected(input.resource);
        input.takers.add(this);
    }

    QuarantineNode quarantine() {
        return quarantine;
    }

    @Override
    FeedNode origin() {
        return input.origin();
    }

    @Override
    @Nullable
    KeyGroup checkedWith() {
        return group;
    }

    @Override
    Positions positions() {
        return input.positions();
    }

    @Override
    Pipe open() {
        Pipe next = Pipes.orNone(openTakers());
        Pipe aside = Pipes.orNone(quarantine.openTakers());
        return new Pipe() {
            @Override
            public void push(Batch batch, Ticket ticket) {
                int[] kept = new int[batch.rows()];
                int count = 0;
                BatchBuilder rows = new BatchBuilder(quarantine.schema);
                for (int row = 0; row < batch.rows(); row++) {
                    KeyGroup.Rejected.@Nullable Reason reason = rejected.reason(batch.label(row));
                    if (reason == null) {
                        kept[count++] = row;
                    } else {
                        PutAside.add(rows, batch, row, reason.code(), reason.field(), reason.note());
                    }
                }
                if (rows.rows() > 0) {
                    aside.push(rows.build(), ticket);
                }
                next.push(count == batch.rows() ? batch : batch.gather(kept, count), ticket);
            }

            @Override
            public void drain(Ticket ticket) {
                next.drain(ticket);
                aside.drain(ticket);
            }

            @Override
            public void end() {
                next.end();
                aside.end();
            }
        };
    }

    @Override
    void passed() {
        super.passed();
        quarantine.passed();
    }
}
