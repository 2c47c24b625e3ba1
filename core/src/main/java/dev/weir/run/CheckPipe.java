package dev.weir.run;

import dev.weir.operate.PutAside;
import dev.weir.parse.Block;
import dev.weir.process.OnError;
import dev.weir.report.ErrorCode;
import dev.weir.report.RowError;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.CellText;
import dev.weir.row.Position;
import dev.weir.validate.Faults;
import dev.weir.validate.KeyBlock;
import dev.weir.validate.RowJudge;
import dev.weir.validate.TableKeys;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks batches on one thread: see {@link CheckStage}. */
final class CheckPipe implements TableScan.LoadPipe {
    private static final Position UNKNOWN = new Position("", 0, 0, -1);

    private final CheckStage stage;
    private final RowJudge judge;
    private final @Nullable Pipe next;
    private final @Nullable Pipe quarantine;
    private final Faults own = new Faults();
    private final BitSet failed = new BitSet();
    /** What is wrong with the rows of the batch: with those of a block that was read, what its reader found first. */
    private Faults faults = own;

    private @Nullable KeyBlock spare;
    /** What was found since the ticket was redeemed. */
    private @Nullable Found found;
    /** Line breaks counted of the block, and up to where. */
    private long lines;

    private int counted;

    /** The first errors of the rows of some batches, in row order, and how many others there are. */
    private static final class Found {
        final List<CheckStage.Pending> errors = new ArrayList<>();
        final Unlisted unlisted = new Unlisted();
    }

    CheckPipe(CheckStage stage) {
        this.stage = stage;
        this.judge = stage.newJudge();
        this.next = stage.next.get();
        this.quarantine = stage.quarantine.get();
    }

    @Override
    public void push(Batch batch, Ticket ticket) {
        check(batch, null, ticket);
    }

    @Override
    public void push(Batch batch, TableScan.Load load, Ticket ticket) {
        check(batch, load, ticket);
    }

    /** @param load the block that the rows were read from just now, null where steps stand between */
    private void check(Batch batch, TableScan.@Nullable Load load, Ticket ticket) {
        faults = load == null ? own : load.faults;
        if (load != null) {
            if (load.block.part() == 0) {
                lines = 0;
                counted = load.block.start();
            }
            if (load.block.problems().stream().anyMatch(Block.Problem::fatal)) {
                stage.cutShort();
            }
        }
        judge.judge(batch, faults);
        TableKeys keys = stage.keys;
        KeyBlock block = keys == null ? null : keyBlock(keys);
        if (block != null) {
            block.read(batch, judge);
        }
        List<CheckStage.Pending> errors = faults.isEmpty() ? List.of() : describe(batch, load, found(ticket));
        if (keys != null && block != null) {
            ticket.defer(
                    payload -> {
                        keys.add(block);
                        spare = block;
                    },
                    block);
        }
        pass(batch, errors, ticket);
        faults.clear();
    }

    /** Where errors go until the ticket is redeemed: then they are taken. */
    private Found found(Ticket ticket) {
        Found found = this.found;
        if (found == null) {
            found = new Found();
            this.found = found;
            ticket.defer(
                    payload -> {
                        this.found = null;
                        stage.take(((Found) payload).errors, ((Found) payload).unlisted);
                    },
                    found);
        }
        return found;
    }

    /** A block of keys for one batch: it is used again when it has been added, which is when all is done in order. */
    private KeyBlock keyBlock(TableKeys keys) {
        KeyBlock block = spare;
        spare = null;
        return block == null ? keys.newBlock() : block;
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

    /** The first errors in the order of rows, as many as may be listed or are wanted; the others are counted only. */
    private List<CheckStage.Pending> describe(Batch batch, TableScan.@Nullable Load load, Found found) {
        judge.inOrder();
        List<Faults.Fault> list = faults.list();
        int listed = stage.isDetailed() ? Math.min(stage.log.limit() - found.errors.size(), list.size()) : 0;
        list.subList(listed, list.size()).forEach(fault -> found.unlisted.add(fault.code(), fieldName(fault)));
        int described = stage.onError == OnError.QUARANTINE ? list.size() : listed;
        List<CheckStage.Pending> errors = new ArrayList<>(described);
        int last = -1;
        List<String> texts = List.of();
        for (Faults.Fault fault : list.subList(0, described)) {
            boolean hasRow = fault.row() < batch.rows();
            if (hasRow && fault.row() != last) {
                last = fault.row();
                texts = CellText.ofRow(batch, last);
            }
            RowError error = error(batch, fault, hasRow, texts, load);
            long label = hasRow ? batch.label(fault.row()) : load == null ? 0 : load.block.segment() << 32;
            long offset = -1;
            if (load != null) {
                Block block = load.block;
                int at = hasRow ? block.recordStart(fault.row()) : counted;
                lines += block.breaks(counted, at);
                counted = at;
                offset = block.offsetOf(at);
            }
            errors.add(new CheckStage.Pending(error, label, fault.row(), lines, offset));
        }
        found.errors.addAll(errors.subList(0, listed));
        return errors;
    }

    private @Nullable String fieldName(Faults.Fault fault) {
        if (fault.field() >= 0) {
            return stage.schema.field(fault.field()).name();
        }
        return fault.column() > 0 && stage.scan != null ? stage.scan.labelOf(fault.column() - 1) : null;
    }

    private RowError error(
            Batch batch, Faults.Fault fault, boolean detailed, List<String> texts, TableScan.@Nullable Load load) {
        String cell = null;
        if (detailed) {
            cell = switch (fault.code()) {
                case MISSING_CELL -> "";
                case EXTRA_CELL -> load == null ? null : load.block.extraCell(fault.row(), fault.column() - 1);
                default -> fault.field() >= 0 ? CellText.of(batch.column(fault.field()), fault.row()) : null;
            };
        }
        int number = fault.column();
        if (load != null && stage.scan != null && fault.field() >= 0 && fault.code() != ErrorCode.MISSING_CELL) {
            number = stage.scan.columnNumber(fault.field());
        }
        return new RowError(
                fault.code(),
                UNKNOWN,
                number,
                fieldName(fault),
                cell,
                detailed ? texts : List.of(),
                fault.note(),
                null);
    }

    private void pass(Batch batch, List<CheckStage.Pending> errors, Ticket ticket) {
        if (faults.isEmpty() || stage.onError == OnError.FAIL || stage.onError == OnError.KEEP) {
            if (next != null) {
                next.push(batch, ticket);
            }
            return;
        }
        failed.clear();
        for (Faults.Fault fault : faults.list()) {
            failed.set(fault.row());
        }
        if (quarantine != null) {
            quarantine(batch, errors, quarantine, ticket);
        }
        if (next != null) {
            int[] good = new int[batch.rows()];
            int count = 0;
            for (int row = failed.nextClearBit(0); row < batch.rows(); row = failed.nextClearBit(row + 1)) {
                good[count++] = row;
            }
            next.push(batch.gather(good, count), ticket);
        }
    }

    /** One row for each row in error: its cells as text, and its first error. */
    private void quarantine(Batch batch, List<CheckStage.Pending> errors, Pipe pipe, Ticket ticket) {
        BatchBuilder rows = new BatchBuilder(stage.quarantined);
        int last = -1;
        for (CheckStage.Pending pending : errors) {
            if (pending.row() == last || pending.row() >= batch.rows()) {
                continue;
            }
            last = pending.row();
            RowError error = pending.error();
            PutAside.add(rows, batch, last, error.code(), error.fieldName(), error.note());
        }
        if (rows.rows() > 0) {
            pipe.push(rows.build(), ticket);
        }
    }
}
