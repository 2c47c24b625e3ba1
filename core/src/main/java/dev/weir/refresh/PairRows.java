package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.Label;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowList;
import dev.weir.process.Join;
import dev.weir.process.Output;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of rows of a join, collected by reference, then made into rows all at once: what stands in the other side is
 * fetched in order. One thread.
 */
final class PairRows {
    private final JoinStream of;
    private final Join join;
    private final Stream left;
    private final Stream right;
    private final boolean chooses;
    private final Labels leftStanding = new Labels();
    private final Labels rightStanding = new Labels();
    private final Labels rightBefore = new Labels();
    private final List<Pair> pairs = new ArrayList<>();

    /** Where a row of a pair is found: an entry of the side's change, or a label of the side as it stands. */
    private enum Place {
        NONE,
        CHANGED,
        STANDING,
        BEFORE
    }

    private record Pair(Place left, int l, Place right, int r, int weight) {}

    PairRows(JoinStream of, Join join, Stream left, Stream right) {
        this.of = of;
        this.join = join;
        this.left = left;
        this.right = right;
        this.chooses = join.keep() == Join.Keep.SEMI || join.keep() == Join.Keep.ANTI;
    }

    void changedLeft(int i, int weight) {
        pairs.add(new Pair(Place.CHANGED, i, Place.NONE, 0, weight));
    }

    void changedLeftStandingRight(int i, byte[] label, int weight) {
        pairs.add(new Pair(Place.CHANGED, i, Place.STANDING, rightStanding.add(label), weight));
    }

    void standingLeftChangedRight(byte[] label, int i, int weight) {
        pairs.add(new Pair(Place.STANDING, leftStanding.add(label), Place.CHANGED, i, weight));
    }

    void standingLeft(byte[] label, int weight) {
        pairs.add(new Pair(Place.STANDING, leftStanding.add(label), Place.NONE, 0, weight));
    }

    void changedRight(int i, int weight) {
        pairs.add(new Pair(Place.NONE, 0, Place.CHANGED, i, weight));
    }

    void standingRight(byte[] label, int weight) {
        pairs.add(new Pair(Place.NONE, 0, Place.BEFORE, rightBefore.add(label), weight));
    }

    /** A pair by the two sides of its label, to be fetched. */
    void standing(byte[] leftLabel, byte[] rightLabel) {
        boolean noLeft = Arrays.equals(leftLabel, Label.MISSING);
        boolean noRight = Arrays.equals(rightLabel, Label.MISSING);
        pairs.add(new Pair(
                noLeft ? Place.NONE : Place.STANDING,
                noLeft ? 0 : leftStanding.add(Labels.ofSide(leftLabel)),
                noRight ? Place.NONE : Place.STANDING,
                noRight ? 0 : rightStanding.add(Labels.ofSide(rightLabel)),
                1));
    }

    /** The rows of a change: left rows stand as they were, right rows as they are. */
    Delta build(Delta a, Delta b) {
        return new Making(a, b, left.fetch(leftStanding.sorted(), Side.BEFORE), Side.AFTER).make();
    }

    /** The rows of one side. */
    Delta fetched(Side side) {
        Delta none = Delta.empty(left.codec());
        return new Making(none, none, left.fetch(leftStanding.sorted(), side), side).make();
    }

    /** Makes the rows. */
    private final class Making implements Output {
        private final Delta a;
        private final Delta b;
        private final Delta lefts;
        private final Delta rights;
        private final Delta rightsBefore;
        private final Delta.Builder made;
        private final Join.Kernel kernel;
        private List<Pair> group = List.of();

        Making(Delta a, Delta b, Delta lefts, Side rightSide) {
            this.a = a;
            this.b = b;
            this.lefts = lefts;
            this.rights = right.fetch(rightStanding.sorted(), rightSide);
            this.rightsBefore = right.fetch(rightBefore.sorted(), Side.BEFORE);
            this.made = new Delta.Builder(of.codec());
            this.kernel = join.kernel(left.schema(), right.schema());
        }

        Delta make() {
            apply(pairs.stream()
                    .filter(pair -> pair.left() != Place.NONE && pair.right() != Place.NONE)
                    .toList());
            apply(pairs.stream().filter(pair -> pair.right() == Place.NONE).toList());
            apply(pairs.stream().filter(pair -> pair.left() == Place.NONE).toList());
            return made.build();
        }

        /** Pairs that all have the same sides. */
        private void apply(List<Pair> alike) {
            if (alike.isEmpty()) {
                return;
            }
            group = alike;
            RowList leftRows = rows(alike, true);
            RowList rightRows = rows(alike, false);
            for (int from = 0; from < alike.size(); ) {
                int to = Math.min(leftRows == null ? alike.size() : leftRows.stretch(from), alike.size());
                to = Math.min(to, rightRows == null ? alike.size() : rightRows.stretch(from));
                Batch lefts = leftRows == null
                        ? BatchBuilder.missing(left.schema(), to - from, from)
                        : leftRows.batch(from, to);
                Batch rights = chooses
                        ? new BatchBuilder(right.schema()).build()
                        : rightRows == null
                                ? BatchBuilder.missing(right.schema(), to - from, from)
                                : rightRows.batch(from, to);
                kernel.apply(lefts, rights, this);
                from = to;
            }
        }

        private @Nullable RowList rows(List<Pair> alike, boolean ofLeft) {
            if ((ofLeft ? alike.get(0).left() : alike.get(0).right()) == Place.NONE) {
                return null;
            }
            RowList rows = new RowList((ofLeft ? lefts : rights).codec());
            for (Pair pair : alike) {
                Entry entry = ofLeft ? leftEntry(pair) : rightEntry(pair);
                rows.add(entry.rows(), entry.at());
            }
            return rows;
        }

        private record Entry(Delta rows, int at) {
            byte[] label() {
                return rows.label(at);
            }
        }

        private Entry leftEntry(Pair pair) {
            return pair.left() == Place.CHANGED
                    ? new Entry(a, pair.l())
                    : new Entry(lefts, leftStanding.place(pair.l()));
        }

        private Entry rightEntry(Pair pair) {
            return switch (pair.right()) {
                case CHANGED -> new Entry(b, pair.r());
                case BEFORE -> new Entry(rightsBefore, rightBefore.place(pair.r()));
                default -> new Entry(rights, rightStanding.place(pair.r()));
            };
        }

        @Override
        public void emit(Batch batch) {
            RowBlock block = of.codec().encode(batch);
            for (int i = 0; i < batch.rows(); i++) {
                Pair pair = group.get((int) batch.label(i));
                made.add(label(pair), pair.weight(), block, i);
            }
        }

        private byte[] label(Pair pair) {
            if (chooses) {
                return leftEntry(pair).label();
            }
            byte[] first = pair.left() == Place.NONE
                    ? Label.MISSING
                    : Labels.side(leftEntry(pair).label());
            byte[] second = pair.right() == Place.NONE
                    ? Label.MISSING
                    : Labels.side(rightEntry(pair).label());
            return Labels.pair(first, second);
        }

        @Override
        public void error(Batch batch, int row, ErrorCode code, String field, String note) {
            throw new RefusedException("rows in error: " + note);
        }
    }
}
