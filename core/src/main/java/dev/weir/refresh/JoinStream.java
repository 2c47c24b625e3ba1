package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Schema;
import dev.weir.operate.JoinKeys;
import dev.weir.process.Join;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.store.Side;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A join: Δa ⋈ B + A′ ⋈ Δb. Which rows have no partner, and which have one (semi, anti), changes for a whole key where
 * the other side's rows of that key come or go; both sides are indexed by key.
 */
final class JoinStream extends Stream {
    private final Stream left;
    private final Stream right;
    private final Join join;
    private final JoinKeys keys;
    private final KeyIndex lefts;
    private final KeyIndex rights;
    private final boolean leftAlone;
    private final boolean rightAlone;
    private final boolean chooses;

    /** @param codec of the rows that come out */
    JoinStream(String step, RowCodec codec, Stream left, Stream right, Join join, KeyIndex lefts, KeyIndex rights) {
        super(step, codec);
        this.left = left;
        this.right = right;
        this.join = join;
        this.keys = new JoinKeys(join, left.schema(), right.schema());
        this.lefts = lefts;
        this.rights = rights;
        Join.Keep keep = join.keep();
        this.leftAlone = keep == Join.Keep.LEFT || keep == Join.Keep.FULL || keep == Join.Keep.ANTI;
        this.rightAlone = keep == Join.Keep.RIGHT || keep == Join.Keep.FULL;
        this.chooses = keep == Join.Keep.SEMI || keep == Join.Keep.ANTI;
        requireOrder(left.schema(), join.leftKeys());
        requireOrder(right.schema(), join.rightKeys());
    }

    private static void requireOrder(Schema schema, List<String> names) {
        names.forEach(
                name -> OrderedBytes.require(schema.field(schema.indexOf(name)).type()));
    }

    /** Whether rows have numbers of this step: those that are chosen keep theirs, and rows of the right side alone have none. */
    boolean numbersRows() {
        return !chooses && !rightAlone;
    }

    @Override
    Delta change() {
        Delta a = entering(left.delta());
        Delta b = entering(right.delta());
        byte[][] aKeys = keys(a, true);
        byte[][] bKeys = keys(b, false);
        index(lefts, a, aKeys);
        index(rights, b, bKeys);
        PairRows pairs = new PairRows(this, join, left, right);
        for (int i = 0; i < a.size(); i++) {
            changedLeft(a, i, aKeys[i], pairs);
        }
        Map<ByteBuffer, List<Integer>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < b.size(); i++) {
            if (bKeys[i] != null) {
                byKey.computeIfAbsent(ByteBuffer.wrap(bKeys[i]), key -> new ArrayList<>())
                        .add(i);
            }
        }
        byKey.forEach((key, changed) -> standingLeft(b, changed, key.array(), pairs));
        if (rightAlone) {
            rightsAlone(a, aKeys, b, bKeys, pairs);
        }
        return pairs.build(a, b);
    }

    /** The key of each row, null where a part is missing: it matches nothing. */
    private byte[] @Nullable [] keys(Delta rows, boolean ofLeft) {
        byte[][] found = new byte[rows.size()][];
        for (Batch batch : rows.batches()) {
            Column[] columns = ofLeft ? keys.left(batch) : keys.right(batch);
            for (int row = 0; row < batch.rows(); row++) {
                if (!JoinKeys.isMissing(columns, row)) {
                    found[(int) batch.label(row)] = OrderedBytes.of(columns, row);
                }
            }
        }
        return found;
    }

    private static void index(KeyIndex index, Delta rows, byte[] @Nullable [] keys) {
        for (int i = 0; i < rows.size(); i++) {
            if (keys[i] != null) {
                index.change(keys[i], rows.label(i), rows.weight(i));
            }
        }
    }

    /** A left row that changed meets the right rows as they are now. */
    private void changedLeft(Delta a, int i, byte @Nullable [] key, PairRows pairs) {
        if (chooses) {
            boolean met = key != null && rights.has(key, Side.AFTER);
            if (met != leftAlone) {
                pairs.changedLeft(i, a.weight(i));
            }
            return;
        }
        List<byte[]> met = key == null ? List.of() : labels(rights, key, Side.AFTER);
        met.forEach(label -> pairs.changedLeftStandingRight(i, label, a.weight(i)));
        if (met.isEmpty() && leftAlone) {
            pairs.changedLeft(i, a.weight(i));
        }
    }

    /** Left rows as they were meet the right rows of one key that changed. */
    private void standingLeft(Delta b, List<Integer> changed, byte[] key, PairRows pairs) {
        boolean was = rights.has(key, Side.BEFORE);
        boolean is = rights.has(key, Side.AFTER);
        if (chooses && was == is) {
            return;
        }
        List<byte[]> standing = labels(lefts, key, Side.BEFORE);
        for (byte[] label : standing) {
            if (!chooses) {
                changed.forEach(i -> pairs.standingLeftChangedRight(label, i, b.weight(i)));
            }
            if (was != is && (chooses || leftAlone)) {
                pairs.standingLeft(label, was == leftAlone ? 1 : -1);
            }
        }
    }

    /** Right rows without a partner: those that changed, and those whose key's last left row went or first one came. */
    private void rightsAlone(Delta a, byte[] @Nullable [] aKeys, Delta b, byte[] @Nullable [] bKeys, PairRows pairs) {
        for (int i = 0; i < b.size(); i++) {
            byte[] key = bKeys[i];
            if (key == null || !lefts.has(key, Side.AFTER)) {
                pairs.changedRight(i, b.weight(i));
            }
        }
        Set<ByteBuffer> seen = new LinkedHashSet<>();
        for (int i = 0; i < a.size(); i++) {
            byte[] key = aKeys[i];
            if (key == null || !seen.add(ByteBuffer.wrap(key))) {
                continue;
            }
            boolean was = lefts.has(key, Side.BEFORE);
            boolean is = lefts.has(key, Side.AFTER);
            if (was != is) {
                labels(rights, key, Side.BEFORE).forEach(label -> pairs.standingRight(label, was ? 1 : -1));
            }
        }
    }

    private static List<byte[]> labels(KeyIndex index, byte[] key, Side side) {
        List<byte[]> labels = new ArrayList<>();
        index.labels(key, side, labels::add);
        return labels;
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        Delta noLeft = Delta.empty(left.codec());
        Delta noRight = Delta.empty(right.codec());
        left.replay(part, rows -> {
            byte[][] of = keys(rows, true);
            PairRows pairs = new PairRows(this, join, left, right);
            for (int i = 0; i < rows.size(); i++) {
                changedLeft(rows, i, of[i], pairs);
            }
            to.accept(pairs.build(rows, noRight));
        });
        if (rightAlone) {
            right.replay(part, rows -> {
                byte[][] of = keys(rows, false);
                PairRows pairs = new PairRows(this, join, left, right);
                rightsAlone(noLeft, new byte[0][], rows, of, pairs);
                to.accept(pairs.build(noLeft, rows));
            });
        }
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        PairRows pairs = new PairRows(this, join, left, right);
        for (byte[] label : labels) {
            if (chooses) {
                pairs.standingLeft(label, 1);
            } else {
                pairs.standing(Labels.first(label), Labels.second(label));
            }
        }
        return pairs.fetched(side);
    }
}
