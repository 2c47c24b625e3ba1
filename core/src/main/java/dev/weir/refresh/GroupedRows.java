package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RowCodec;
import dev.weir.delta.RowList;
import dev.weir.process.Group;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.BatchRow;
import dev.weir.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows made of the rows of one key. In place they keep their labels, else the label is (key, i). */
final class GroupedRows implements GroupIndexStream.GroupMaker {
    private final Group.PerKey body;
    private final RowCodec codec;

    /** @param codec of the rows that come out */
    GroupedRows(Group.PerKey body, RowCodec codec) {
        this.body = body;
        this.codec = codec;
    }

    @Override
    public void make(Delta rows, int[] groupOf, Groups groups, int weight, Delta.Builder made) {
        List<List<Integer>> places = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            places.add(new ArrayList<>());
        }
        for (int i = 0; i < groupOf.length; i++) {
            places.get(groupOf[i]).add(i);
        }
        BatchBuilder out = new BatchBuilder(codec.schema());
        List<byte[]> labels = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            List<Integer> members = places.get(group);
            if (!members.isEmpty()) {
                make(rows, members, groups.key(group), out, labels);
            }
        }
        int[] weights = new int[labels.size()];
        Arrays.fill(weights, weight);
        made.add(out.build(), labels.toArray(byte[][]::new), weights);
    }

    private void make(Delta rows, List<Integer> members, byte[] key, BatchBuilder out, List<byte[]> labels) {
        RowList list = new RowList(rows.codec());
        members.forEach(place -> list.add(rows, place));
        List<Row> cursors = new ArrayList<>();
        for (Batch batch : list.batches()) {
            for (int row = 0; row < batch.rows(); row++) {
                cursors.add(batch.cursor().at(row));
            }
        }
        int first = labels.size();
        body.apply(cursors, row -> {
            out.append(row, 0);
            labels.add(
                    body.inPlace()
                            ? rows.label(members.get((int) BatchRow.labelOf(row)))
                            : Labels.child(key, labels.size() - first));
        });
    }

    @Override
    public boolean isKeyLabelled() {
        return !body.inPlace();
    }

    @Override
    public byte[] keyOf(byte[] label) {
        return Labels.parent(label);
    }
}
