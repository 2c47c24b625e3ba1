package dev.weir.run;

import dev.weir.parse.Block;
import dev.weir.process.OnError;
import dev.weir.report.ErrorCode;
import dev.weir.report.RowError;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import dev.weir.row.Position;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.validate.CellErrors;
import dev.weir.validate.KeyBlock;
import dev.weir.validate.RowChecker;
import dev.weir.validate.TableKeys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks batches on one thread: see {@link CheckStage}. */
final class CheckPipe implements TableScan.LoadPipe, CellErrors {
    private static final Position UNKNOWN = new Position("", 0, 0, -1);

    private final CheckStage stage;
    private final RowChecker checker;
    private final Deque<KeyBlock> keyBlocks = new ArrayDeque<>();
    private final @Nullable Pipe next;
    private final @Nullable Pipe quarantine;
    private final Faults faults = new Faults();
    private final BitSet blank = new BitSet();
    private final BitSet failed = new BitSet();

    CheckPipe(CheckStage stage) {
        this.stage = stage;
        this.checker = stage.checks.newChecker();
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
        faults.clear();
        blank.clear();
        if (load != null) {
            load.faults.list().forEach(faults::add);
            load.faults.clear();
            if (load.block.problems().stream().anyMatch(Block.Problem::fatal)) {
                stage.cutShort();
            }
        }
        findBlank(batch);
        checker.check(batch, this);
        TableKeys keys = stage.keys;
        KeyBlock block = keys == null ? null : keyBlock(keys);
        if (block != null) {
            block.read(batch, this);
        }
        Unlisted unlisted = new Unlisted();
        List<CheckStage.Pending> errors = faults.isEmpty() ? List.of() : describe(batch, load, unlisted);
        ticket.defer(
                payload -> {
                    if (stage.scan != null && load != null) {
                        stage.scan.place(load.block);
                    }
                    stage.take(errors, unlisted);
                    if (keys != null && block != null) {
                        keys.add(block);
                        keyBlocks.add(block);
                    }
                },
                errors);
        pass(batch, errors, ticket);
        faults.clear();
    }

    /** A block of keys for one batch: it is used again when it has been added, which is when all is done in order. */
    private KeyBlock keyBlock(TableKeys keys) {
        KeyBlock block = keyBlocks.poll();
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

    /** A row without a value in any cell is blank, and nothing else is said of it. */
    private void findBlank(Batch batch) {
        int first = 0;
        while (first < batch.columns().size() && !stage.isPresent(first)) {
            first++;
        }
        if (first == batch.columns().size() || batch.column(first).states == null) {
            return;
        }
        for (int row = 0; row < batch.rows(); row++) {
            if (isBlank(batch, row)) {
                blank.set(row);
                faults.add(new Faults.Fault(ErrorCode.BLANK_ROW, row, WHOLE_ROW, 0, "the row is blank", null));
            }
        }
    }

    private static boolean isBlank(Batch batch, int row) {
        for (Column column : batch.columns()) {
            if (!column.isNull(row) || column.isBad(row)) {
                return false;
            }
        }
        if (batch.columns().size() > 1) {
            return true;
        }
        RawText raw = batch.column(0).raw;
        return raw == null || !raw.has(row) || raw.slices().length(row) == 0;
    }

    @Override
    public void add(ErrorCode code, int row, int field, String note) {
        if (field >= 0 && !stage.isPresent(field)) {
            return;
        }
        faults.add(new Faults.Fault(code, row, field, field < 0 ? 0 : field + 1, note, null));
    }

    /** Whether a fault is of a blank row: that it is blank says all. */
    private boolean follows(Faults.Fault fault) {
        return fault.code() != ErrorCode.BLANK_ROW && blank.get(fault.row());
    }

    /** The first errors in the order of rows, as many as may be listed; the others are counted only. */
    private List<CheckStage.Pending> describe(Batch batch, TableScan.@Nullable Load load, Unlisted unlisted) {
        List<Faults.Fault> list = faults.list();
        list.removeIf(this::follows);
        list.sort(Comparator.comparingInt(Faults.Fault::row).thenComparingInt(Faults.Fault::column));
        int listed = stage.onError == OnError.QUARANTINE ? list.size() : stage.isDetailed() ? stage.log.limit() : 0;
        listed = Math.min(listed, list.size());
        list.subList(listed, list.size()).forEach(fault -> unlisted.add(fault.code(), fieldName(fault)));
        List<CheckStage.Pending> errors = new ArrayList<>(listed);
        int counted = load == null ? 0 : Slices.PAD_FRONT;
        long lines = 0;
        for (Faults.Fault fault : list.subList(0, listed)) {
            boolean hasRow = fault.row() < batch.rows();
            RowError error = error(batch, fault, hasRow, load);
            long label = hasRow ? batch.label(fault.row()) : load == null ? 0 : load.block.segment() << 32;
            long offset = -1;
            if (load != null) {
                Block block = load.block;
                int at = hasRow ? block.recordStart(fault.row()) : Math.max(counted, block.start());
                lines += block.breaks(Math.max(counted, block.start()), at);
                counted = at;
                offset = block.offsetOf(at);
            }
            errors.add(new CheckStage.Pending(error, label, fault.row(), lines, offset));
        }
        return errors;
    }

    private @Nullable String fieldName(Faults.Fault fault) {
        if (fault.field() >= 0) {
            return stage.schema.field(fault.field()).name();
        }
        return fault.column() > 0 && stage.scan != null ? stage.scan.labelOf(fault.column() - 1) : null;
    }

    private RowError error(Batch batch, Faults.Fault fault, boolean detailed, TableScan.@Nullable Load load) {
        String cell = null;
        if (detailed) {
            cell = fault.cell() != null
                    ? fault.cell()
                    : fault.field() >= 0 ? CellText.of(batch.column(fault.field()), fault.row()) : null;
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
                detailed ? CellText.ofRow(batch, fault.row()) : List.of(),
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
            StepErrors.putAside(rows, batch, last, error.code(), error.fieldName(), error.note());
        }
        if (rows.rows() > 0) {
            pipe.push(rows.build(), ticket);
        }
    }
}
