package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RowCodec;
import dev.weir.process.Group;
import dev.weir.row.Batch;
import dev.weir.store.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A step on the rows of one key that is done again for the keys that changed: their rows as they were and as they are are
 * fetched, and what the step makes of them differenced. Rows are indexed by key.
 */
final class GroupIndexStream extends Stream {
    private final Stream input;
    private final Group group;
    private final KeyIndex index;
    private final GroupMaker maker;
    private final boolean isNew;

    /** Makes the output rows of whole groups. */
    interface GroupMaker {

        /**
         * @param rows the rows of all groups, in their order
         * @param groupOf the group of each row, from 0
         * @param weight that of the output rows
         * @param made takes the output rows
         */
        void make(Delta rows, int[] groupOf, Groups groups, int weight, Delta.Builder made);

        /** Whether the label of an output row holds its key; else it is the label of an input row. */
        boolean isKeyLabelled();

        /** The key in the label of an output row. */
        byte[] keyOf(byte[] label);
    }

    /**
     * @param index from keys to labels of the input
     * @param isNew whether nothing was there before
     */
    GroupIndexStream(
            String step, RowCodec codec, Stream input, Group group, KeyIndex index, GroupMaker maker, boolean isNew) {
        super(step, codec);
        this.input = input;
        this.group = group;
        this.index = index;
        this.maker = maker;
        this.isNew = isNew;
        new Keys(group.keys(), input.schema()); // refuses keys without an order of bytes
    }

    @Override
    Delta change() {
        Delta rows = entering(input.delta());
        Groups touched = new Groups();
        Keys keys = new Keys(group.keys(), input.schema());
        for (Batch batch : rows.batches()) {
            byte[][] bytes = keys.of(batch);
            for (int row = 0; row < bytes.length; row++) {
                int place = (int) batch.label(row);
                touched.add(bytes[row]);
                index.change(bytes[row], rows.label(place), rows.weight(place));
            }
        }
        Delta.Builder made = new Delta.Builder(codec());
        if (keys.size() == 0) {
            touched.add(new byte[0]);
        }
        if (!isNew) {
            make(touched, Side.BEFORE, -1, made);
        }
        make(touched, Side.AFTER, 1, made);
        return made.build();
    }

    private void make(Groups groups, Side side, int weight, Delta.Builder made) {
        Labels wanted = new Labels();
        List<Integer> groupOfNumber = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            int number = i;
            index.labels(groups.key(i), side, label -> {
                wanted.add(label);
                groupOfNumber.add(number);
            });
        }
        byte[][] labels = wanted.sorted();
        int[] groupOf = new int[labels.length];
        for (int i = 0; i < groupOf.length; i++) {
            groupOf[wanted.place(i)] = groupOfNumber.get(i);
        }
        maker.make(input.fetch(labels, side), groupOf, groups, weight, made);
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        if (group.keys().isEmpty()) {
            Groups one = new Groups();
            one.add(new byte[0]);
            to.accept(made(one));
            return;
        }
        input.replay(part, rows -> to.accept(made(groupsFrom(rows))));
    }

    /** The groups whose first row is one of these: each group is one of those of its first row alone. */
    private Groups groupsFrom(Delta rows) {
        Groups seen = new Groups();
        Groups from = new Groups();
        Keys keys = new Keys(group.keys(), input.schema());
        for (Batch batch : rows.batches()) {
            byte[][] bytes = keys.of(batch);
            for (int row = 0; row < bytes.length; row++) {
                int known = seen.size();
                if (seen.add(bytes[row]) == known
                        && Arrays.equals(index.first(bytes[row], Side.AFTER), rows.label((int) batch.label(row)))) {
                    from.add(bytes[row]);
                }
            }
        }
        return from;
    }

    private Delta made(Groups groups) {
        Delta.Builder made = new Delta.Builder(codec());
        make(groups, Side.AFTER, 1, made);
        return made.build();
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        Groups groups = new Groups();
        if (maker.isKeyLabelled()) {
            for (byte[] label : labels) {
                groups.add(maker.keyOf(label));
            }
        } else {
            Keys keys = new Keys(group.keys(), input.schema());
            for (Batch batch : input.fetch(labels, side).batches()) {
                for (byte[] key : keys.of(batch)) {
                    groups.add(key);
                }
            }
        }
        Delta.Builder made = new Delta.Builder(codec());
        make(groups, side, 1, made);
        return chosen(made.build(), labels);
    }
}
