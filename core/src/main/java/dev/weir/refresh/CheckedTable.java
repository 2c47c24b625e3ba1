package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.ForeignKey;
import dev.weir.operate.PutAside;
import dev.weir.process.OnError;
import dev.weir.refresh.check.ErrorCounts;
import dev.weir.refresh.check.RowsByKey;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import dev.weir.validate.CellErrors;
import dev.weir.validate.Faults;
import dev.weir.validate.PackageKeys;
import dev.weir.validate.RowJudge;
import dev.weir.validate.TableKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table that is checked: of each row that has changed, or of which a key is judged in another way now, what is wrong
 * with it before and after. From that follows which rows go on, which are put aside, and how many errors there are.
 */
final class CheckedTable implements QuarantineStream.Part {
    /** How many rows are judged at once, where all are. */
    private static final int PART = 10_000;

    final Stream input;
    private final OnError onError;
    private final RowJudge judge;
    private final boolean asRead;
    private final @Nullable ErrorCounts counts;
    private final List<Rule> rules = new ArrayList<>();
    private final Labels doubtful = new Labels();
    private final RowCodec asideCodec;
    private final Runnable take;
    private @Nullable StandingErrors standing;
    private Delta good;
    private Delta putAside;
    private Delta.Builder goodRows;
    private Delta.Builder aside;

    /**
     * What the schema promises of the keys of rows.
     *
     * @param target the rows that there have to be; null where each key may be there once, for the first row that has it
     * @param referred their index
     * @param key where each key may be there once, else null
     * @param foreignKey where there have to be rows, else null
     */
    record Rule(
            RowsByKey rows,
            KeyIndex index,
            @Nullable RowsByKey target,
            @Nullable KeyIndex referred,
            @Nullable TableKey key,
            @Nullable ForeignKey foreignKey) {

        Faults.Fault fault(int row) {
            if (key != null) {
                return new Faults.Fault(key.code(), row, key.field(), key.field() + 1, TableKey.NOTE);
            }
            String note = foreignKey == null ? "" : PackageKeys.note(foreignKey);
            return new Faults.Fault(ErrorCode.FOREIGN_KEY, row, CellErrors.WHOLE_ROW, 0, note);
        }

        boolean isBroken(byte[] key, byte[] label, Side side) {
            return referred == null ? !Arrays.equals(index.first(key, side), label) : !referred.has(key, side);
        }
    }

    /**
     * Something that is wrong with a row.
     *
     * @param rule where a key is wrong, else null
     * @param key the row's
     */
    private record Wrong(Faults.Fault fault, @Nullable Rule rule, byte @Nullable [] key) {}

    /**
     * @param asRead whether the rows come straight from where they are read
     * @param counts null where an error refuses the change
     * @param take has all tables that are checked together judged
     */
    CheckedTable(
            Stream input,
            OnError onError,
            RowJudge judge,
            boolean asRead,
            @Nullable ErrorCounts counts,
            Runnable take) {
        this.input = input;
        this.onError = onError;
        this.judge = judge;
        this.asRead = asRead;
        this.counts = counts;
        this.take = take;
        this.asideCodec = new RowCodec(PutAside.schema(input.schema()));
        this.good = Delta.empty(input.codec());
        this.putAside = Delta.empty(asideCodec);
        this.goodRows = new Delta.Builder(input.codec());
        this.aside = new Delta.Builder(asideCodec);
    }

    void add(Rule rule) {
        rules.add(rule);
    }

    List<Rule> rules() {
        return rules;
    }

    /** Has a row looked at, whether or not it has changed. */
    void doubt(byte[] label) {
        doubtful.add(label);
    }

    /** Judges what has changed, and what is in doubt. */
    void judge() {
        Delta changed = input.delta();
        Wrong[][] found = faults(changed, i -> changed.weight(i) < 0 ? Side.BEFORE : Side.AFTER);
        List<Put> put = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            if (found[i].length == 0) {
                goodRows.add(changed.label(i), changed, i);
            } else {
                stand(changed.label(i), changed.weight(i) > 0);
                count(found[i], changed.weight(i));
                put.add(new Put(i, found[i][0].fault, changed.weight(i)));
            }
        }
        putAside(changed, put, aside);
        judgeDoubtful(changed);
        good = goodRows.build();
        goodRows = new Delta.Builder(input.codec());
        putAside = aside.build();
        aside = new Delta.Builder(asideCodec);
        if (counts != null) {
            counts.keep();
        }
    }

    private void judgeDoubtful(Delta changed) {
        byte[][] labels = standing(doubtful.sorted(), changed);
        if (labels.length == 0) {
            return;
        }
        Delta rows = input.fetch(labels, Side.AFTER);
        Delta gone = rows.negate();
        Wrong[][] before = faults(rows, i -> Side.BEFORE);
        Wrong[][] after = faults(rows, i -> Side.AFTER);
        List<Put> put = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (before[i].length == 0 && after[i].length > 0) {
                goodRows.add(labels[i], gone, i);
            } else if (before[i].length > 0 && after[i].length == 0) {
                goodRows.add(labels[i], rows, i);
            }
            stand(labels[i], after[i].length > 0);
            count(before[i], -1);
            count(after[i], 1);
            if (before[i].length > 0) {
                put.add(new Put(i, before[i][0].fault, -1));
            }
            if (after[i].length > 0) {
                put.add(new Put(i, after[i][0].fault, 1));
            }
        }
        putAside(rows, put, aside);
    }

    private void stand(byte[] label, boolean isInError) {
        if (standing != null) {
            standing.note(label, isInError);
        }
    }

    /** Has the rows that go on in error kept, with their numbers where those are known. */
    StandingErrors keep(SortedRuns labels, @Nullable SortedRuns places) {
        StandingErrors kept = new StandingErrors(labels, input, places, this::list);
        standing = kept;
        return kept;
    }

    private void list(Delta rows, Consumer<StandingErrors.Error> to) {
        Wrong[][] found = faults(rows, i -> Side.AFTER);
        for (Batch batch : rows.batches()) {
            for (int row = 0; row < batch.rows(); row++) {
                byte[] label = rows.label((int) batch.label(row));
                for (Wrong wrong : found[(int) batch.label(row)]) {
                    Faults.Fault fault = wrong.fault;
                    Rule rule = wrong.rule;
                    byte[] first = rule == null || rule.key == null || wrong.key == null
                            ? null
                            : rule.index.first(wrong.key, Side.AFTER);
                    to.accept(new StandingErrors.Error(
                            batch,
                            row,
                            fault.code(),
                            fault.field(),
                            fault.note(),
                            rule == null ? null : rule.key,
                            rule == null ? null : rule.foreignKey,
                            label,
                            first));
                }
            }
        }
    }

    /** The labels that are not those of changed rows. */
    private static byte[][] standing(byte[][] labels, Delta changed) {
        List<byte[]> standing = new ArrayList<>();
        int at = 0;
        for (byte[] label : labels) {
            while (at < changed.size() && Arrays.compareUnsigned(changed.label(at), label) < 0) {
                at++;
            }
            if (at == changed.size() || !Arrays.equals(changed.label(at), label)) {
                standing.add(label);
            }
        }
        return standing.toArray(byte[][]::new);
    }

    private void count(Wrong[] faults, int weight) {
        for (Wrong wrong : faults) {
            Faults.Fault fault = wrong.fault;
            if (counts != null) {
                counts.add(fault.code(), fieldName(fault), weight);
            } else if (weight > 0) {
                throw new RefusedException("rows in error: " + fault.note());
            }
        }
    }

    private @Nullable String fieldName(Faults.Fault fault) {
        return fault.field() < 0 ? null : input.schema().field(fault.field()).name();
    }

    /** What is wrong with each row, on one side. */
    private Wrong[][] faults(Delta rows, IntFunction<Side> side) {
        List<List<Wrong>> all = rowFaults(rows);
        addKeyFaults(rows, side, all);
        return all.stream().map(list -> list.toArray(Wrong[]::new)).toArray(Wrong[][]::new);
    }

    private List<List<Wrong>> rowFaults(Delta rows) {
        List<List<Wrong>> all = none(rows);
        for (Batch batch : rows.batches()) {
            Faults faults = new Faults();
            if (asRead) {
                judge.judgeAsRead(batch, faults);
            } else {
                judge.judge(batch, faults);
            }
            judge.inOrder();
            faults.list().forEach(fault -> add(all, (int) batch.label(fault.row()), new Wrong(fault, null, null)));
        }
        return all;
    }

    private void addKeyFaults(Delta rows, IntFunction<Side> side, List<List<Wrong>> all) {
        for (Rule rule : rules) {
            byte[][] keys = rule.rows.keys(rows);
            for (int i = 0; i < rows.size(); i++) {
                if (keys[i] != null && rule.isBroken(keys[i], rows.label(i), side.apply(i))) {
                    add(all, i, new Wrong(rule.fault(i), rule, keys[i]));
                }
            }
        }
    }

    /** Refuses new rows that are wrong by themselves. */
    void requireRight(Delta rows) {
        requireNone(rows, rowFaults(rows));
    }

    /** Refuses rows, all of which have come, for what is wrong with their keys. */
    void requireKeys() {
        if (rules.isEmpty()) {
            return;
        }
        input.all(PART, rows -> {
            List<List<Wrong>> all = none(rows);
            addKeyFaults(rows, i -> Side.AFTER, all);
            requireNone(rows, all);
        });
    }

    private static void requireNone(Delta rows, List<List<Wrong>> all) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.weight(i) > 0 && !all.get(i).isEmpty()) {
                throw new RefusedException(
                        "rows in error: " + all.get(i).get(0).fault.note());
            }
        }
    }

    private static List<List<Wrong>> none(Delta rows) {
        return new ArrayList<>(Collections.nCopies(rows.size(), List.of()));
    }

    private static void add(List<List<Wrong>> all, int i, Wrong fault) {
        if (all.get(i).isEmpty()) {
            all.set(i, new ArrayList<>(2));
        }
        all.get(i).add(fault);
    }

    private record Put(int row, Faults.Fault fault, int weight) {}

    /** Adds rows as they are put aside, each with the first thing that is wrong with it. */
    private void putAside(Delta rows, List<Put> put, Delta.Builder to) {
        if (onError != OnError.QUARANTINE || put.isEmpty()) {
            return;
        }
        BatchBuilder builder = new BatchBuilder(asideCodec.schema());
        byte[][] labels = new byte[put.size()][];
        int[] weights = new int[put.size()];
        int at = 0;
        for (Batch batch : rows.batches()) {
            int last = (int) (batch.rows() == 0 ? -1 : batch.label(batch.rows() - 1));
            for (; at < put.size() && put.get(at).row <= last; at++) {
                Put one = put.get(at);
                int row = one.row - (int) batch.label(0);
                PutAside.add(builder, batch, row, one.fault.code(), fieldName(one.fault), one.fault.note());
                labels[at] = rows.label(one.row);
                weights[at] = one.weight;
            }
        }
        to.add(builder.build(), labels, weights);
    }

    /** The change of the rows that go on. */
    Delta good() {
        take.run();
        return good;
    }

    @Override
    public Stream asideOrigin() {
        return input.origin();
    }

    @Override
    public RowCodec asideCodec() {
        return asideCodec;
    }

    @Override
    public Delta asideChange() {
        take.run();
        return putAside;
    }

    /** All rows that go on, as {@link Stream#all} gives them. */
    void goodAll(int part, Consumer<Delta> to) {
        take.run();
        input.replay(part, rows -> {
            Wrong[][] found = faults(rows, i -> Side.AFTER);
            Delta.Builder right = new Delta.Builder(input.codec());
            for (int i = 0; i < found.length; i++) {
                if (found[i].length == 0) {
                    right.add(rows.label(i), rows, i);
                }
            }
            to.accept(right.build());
        });
    }

    @Override
    public void asideAll(int part, Consumer<Delta> to) {
        take.run();
        input.replay(part, rows -> to.accept(aside(rows, Side.AFTER)));
    }

    @Override
    public Delta asideRows(byte[][] labels, Side side) {
        take.run();
        return aside(input.fetch(labels, side), side);
    }

    private Delta aside(Delta rows, Side side) {
        Wrong[][] found = faults(rows, i -> side);
        List<Put> put = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i].length > 0) {
                put.add(new Put(i, found[i][0].fault, 1));
            }
        }
        Delta.Builder builder = new Delta.Builder(asideCodec);
        putAside(rows, put, builder);
        return builder.build();
    }
}
