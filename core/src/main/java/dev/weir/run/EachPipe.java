package dev.weir.run;

import dev.weir.operate.PutAside;
import dev.weir.process.Each;
import dev.weir.process.ImpureException;
import dev.weir.process.OnError;
import dev.weir.process.Output;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies a step of the form Each on one thread. */
final class EachPipe implements Pipe, Output {
    private final Each.Kernel kernel;
    private final StepErrors errors;
    private final @Nullable Pipe next;
    private final @Nullable Pipe quarantine;
    private final Set<Long> failed = new HashSet<>();
    private @Nullable BatchBuilder quarantined;
    private final @Nullable PlaceLabels labels;
    private final Positions made;
    private Ticket ticket = new Ticket();

    /**
     * @param labels gives labels to rows of a step that makes several of one, null for another step
     * @param made told of the rows that got labels
     */
    EachPipe(
            Each.Kernel kernel,
            @Nullable PlaceLabels labels,
            Positions made,
            StepErrors errors,
            @Nullable Pipe next,
            @Nullable Pipe quarantine) {
        this.kernel = kernel;
        this.labels = labels;
        this.made = made;
        this.errors = errors;
        this.next = next;
        this.quarantine = quarantine;
    }

    @Override
    public void push(Batch batch, Ticket ticket) {
        this.ticket = ticket;
        failed.clear();
        try {
            kernel.apply(batch, this);
        } catch (ImpureException impure) {
            ticket.defer(payload -> throwAtItsRow((ImpureException) payload), impure);
        }
        BatchBuilder rows = quarantined;
        if (rows != null && quarantine != null) {
            quarantine.push(rows.build(), ticket);
            quarantined = null;
        }
    }

    private void throwAtItsRow(ImpureException impure) {
        throw impure.at(
                errors.resource(), impure.label() < 0 ? 0 : errors.positions().rowNumber(impure.label()));
    }

    @Override
    public void emit(Batch batch) {
        if (next == null) {
            return;
        }
        Batch rows = failed.isEmpty() ? batch : withoutFailed(batch);
        if (labels == null || rows.rows() == 0) {
            next.push(rows, ticket);
            return;
        }
        Batch placed = labels.of(rows);
        long segment = placed.label(0) >>> 32;
        ticket.defer(count -> made.add(segment, (Integer) count), placed.rows());
        next.push(placed, ticket);
    }

    private Batch withoutFailed(Batch batch) {
        int[] rows = new int[batch.rows()];
        int count = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (!failed.contains(batch.label(row))) {
                rows[count++] = row;
            }
        }
        return batch.gather(rows, count);
    }

    @Override
    public void error(Batch batch, int row, ErrorCode code, String field, String note) {
        errors.defer(batch, row, code, field, note, ticket);
        OnError onError = errors.onError();
        if (onError.removes()) {
            boolean first = failed.add(batch.label(row));
            if (onError == OnError.QUARANTINE && first) {
                BatchBuilder rows = quarantined;
                if (rows == null) {
                    rows = new BatchBuilder(PutAside.schema(batch.schema()));
                    quarantined = rows;
                }
                PutAside.add(rows, batch, row, code, field, note);
            }
        }
    }

    @Override
    public void drain(Ticket ticket) {
        if (next != null) {
            next.drain(ticket);
        }
        if (quarantine != null) {
            quarantine.drain(ticket);
        }
    }

    @Override
    public void end() {
        if (next != null) {
            next.end();
        }
        if (quarantine != null) {
            quarantine.end();
        }
    }
}
