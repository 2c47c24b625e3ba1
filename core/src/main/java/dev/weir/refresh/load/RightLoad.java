package dev.weir.refresh.load;

import dev.weir.delta.RefusedException;
import dev.weir.validate.Faults;
import dev.weir.validate.RowJudge;

/** Refuses rows that are wrong by themselves. */
record RightLoad(RowJudge judge, boolean asRead) implements LoadNode {
    @Override
    public void take(LoadedRows rows) {
        Faults faults = new Faults();
        if (asRead) {
            judge.judgeAsRead(rows.batch(), faults);
        } else {
            judge.judge(rows.batch(), faults);
        }
        judge.inOrder();
        if (!faults.isEmpty()) {
            throw new RefusedException("rows in error: " + faults.list().get(0).note());
        }
    }

    @Override
    public void end() {
        // All were right.
    }
}
