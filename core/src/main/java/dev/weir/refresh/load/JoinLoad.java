package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.delta.RefusedException;
import dev.weir.operate.Collector;
import dev.weir.operate.HashJoin;
import dev.weir.operate.JoinKeys;
import dev.weir.operate.Workspace;
import dev.weir.process.Join;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.refresh.Labels;
import dev.weir.row.Batch;
import dev.weir.store.SortedRuns;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A join whose right rows have all come before the first left one: they are held, indexed, and probed with the left rows.
 *
 * <p>Memory: as {@link HashJoin}, and the labels of the right rows, reserved of the budget.
 */
final class JoinLoad implements LoadNode, LoadOutput, HashJoin.Pairs, AutoCloseable {
    private final HashJoin hash;
    private final Workspace space;
    private final IndexLoad lefts;
    private final IndexLoad rights;
    private final boolean chooses;
    private final Outlet out;
    private final Origins origins;
    private final LabelList rightLabels = new LabelList();
    private final LabelList made = new LabelList();
    private final Collector.Worker building;
    private HashJoin.@Nullable Probe probe;
    private long reserved;
    private LabelList leftLabels = new LabelList();
    private int[] leftRows = {};
    private int[] ordinals = {};
    private int pairsFrom;

    JoinLoad(
            Join join,
            Outlet left,
            Outlet right,
            SortedRuns leftIndex,
            SortedRuns rightIndex,
            Workspace space,
            Outlet out) {
        this.hash = new HashJoin(join, left.schema(), right.schema(), space);
        this.space = space;
        this.building = hash.build();
        JoinKeys keys = new JoinKeys(join, left.schema(), right.schema());
        this.lefts = new IndexLoad(leftIndex, keys::left, join.leftKeys(), left.ascends(), space.budget());
        this.rights = new IndexLoad(rightIndex, keys::right, join.rightKeys(), right.ascends(), space.budget());
        this.chooses = join.keep() == Join.Keep.SEMI || join.keep() == Join.Keep.ANTI;
        this.out = out;
        this.origins = join.origins(List.of(left.schema(), right.schema()), out.schema());
        left.to(lefts);
        right.to(rights);
        right.to(new RightRows());
        left.to(this);
    }

    /** Whether a join can be loaded: rows that only the right side has would have to come behind the last left one. */
    static boolean isFor(Join join) {
        return join.keep() != Join.Keep.RIGHT && join.keep() != Join.Keep.FULL;
    }

    /** Whether a cell that somebody looks at may be made of right ones, or they decide which rows there are. */
    private boolean showsRight() {
        Set<String> fields = out.fields();
        return fields == null
                || origins.rows().stream().anyMatch(from -> from.input() == 1 && from.how() != How.JOIN)
                || fields.stream().flatMap(field -> origins.of(field).stream()).anyMatch(from -> from.input() == 1);
    }

    private final class RightRows implements LoadNode {
        @Override
        public void take(LoadedRows rows) {
            Batch batch = rows.batch(); // by their labels they are numbered
            building.push(new Batch(batch.schema(), batch.rows(), batch.columns(), rightLabels.size(), null));
            for (int row = 0; row < rows.batch().rows(); row++) {
                rightLabels.add(rows.labels(), row);
            }
            long held = rightLabels.heapBytes();
            if (held > reserved) {
                if (!space.budget().tryReserve(held - reserved)) {
                    throw new RefusedException("a join that does not fit the memory");
                }
                reserved = held;
            }
        }

        @Override
        public void end() {
            hash.index();
            probe = showsRight() ? hash.probe() : hash.probeWithoutCells();
        }
    }

    @Override
    public void take(LoadedRows rows) {
        HashJoin.Probe ready = probe;
        if (ready == null) {
            throw new IllegalStateException("left rows have come before the last right one");
        }
        leftLabels = rows.labels();
        ready.push(rows.batch(), this, this);
    }

    @Override
    public void pairs(int[] rows, int[] places, int from, int count) {
        leftRows = rows;
        ordinals = places;
        pairsFrom = from;
        if (!chooses) {
            rightLabels.touch(places, from, from + count);
        }
    }

    @Override
    public void emit(Batch batch) {
        if (batch.rows() == 0) {
            return;
        }
        made.clear();
        for (int i = 0; i < batch.rows(); i++) {
            int at = (int) batch.label(i);
            if (chooses) {
                made.add(leftLabels, at);
                continue;
            }
            int pair = pairsFrom + at;
            Labels.addPair(leftLabels, leftRows[pair], rightLabels, ordinals[pair], made);
        }
        out.push(LoadedRows.of(batch, made));
    }

    @Override
    public void end() {
        out.end();
    }

    @Override
    public void close() {
        lefts.close();
        rights.close();
        hash.close();
        space.budget().release(reserved);
        reserved = 0;
    }
}
