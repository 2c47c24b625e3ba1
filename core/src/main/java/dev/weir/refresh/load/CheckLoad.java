package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.row.Batch;
import dev.weir.validate.Faults;
import dev.weir.validate.RowJudge;

/** A check of rows, each by itself: the right ones go on. */
final class CheckLoad implements LoadNode {
    private final RowJudge judge;
    private final boolean asRead;
    private final Outlet out;
    private final AsideLoad aside;
    private final Faults faults = new Faults();
    private final LabelList right = new LabelList();

    /** @param asRead whether the rows come straight from where they are read */
    CheckLoad(RowJudge judge, boolean asRead, Outlet out, AsideLoad aside) {
        this.judge = judge;
        this.asRead = asRead;
        this.out = out;
        this.aside = aside;
    }

    @Override
    public void take(LoadedRows rows) {
        Batch batch = rows.batch();
        if (asRead) {
            judge.judgeAsRead(batch, faults);
        } else {
            judge.judge(batch, faults);
        }
        judge.inOrder();
        for (Faults.Fault fault : faults.list()) {
            String field =
                    fault.field() < 0 ? null : out.schema().field(fault.field()).name();
            aside.add(batch, fault.row(), fault.code(), field, fault.note(), rows.labels());
        }
        faults.clear();
        out.push(aside.isEmpty() ? rows : right(rows));
        aside.endBatch();
    }

    private LoadedRows right(LoadedRows rows) {
        int[] places = new int[rows.batch().rows()];
        int count = 0;
        right.clear();
        for (int row = 0; row < places.length; row++) {
            if (!aside.isFailed(row)) {
                places[count++] = row;
                right.add(rows.labels(), row);
            }
        }
        return LoadedRows.of(rows.batch().gather(places, count), right);
    }

    @Override
    public void end() {
        aside.end();
        out.end();
    }
}
