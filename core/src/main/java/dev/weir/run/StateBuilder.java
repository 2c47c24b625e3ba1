package dev.weir.run;

import dev.weir.delta.Delta;
import dev.weir.flow.Plan;
import dev.weir.process.Operation;
import dev.weir.refresh.Refresh;
import dev.weir.refresh.StateFolder;
import dev.weir.refresh.source.FirstLoad;
import dev.weir.row.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a plan's state from scratch: its sources are read again and carried through the steps part by part, as changes.
 * Their rows were found right by the run before.
 */
final class StateBuilder {
    /** Rows of a source that are carried through the steps at once. */
    static final int PART = 100_000;

    private final Plan plan;
    private final RunOptions options;
    private final StateFolder state;
    private final RunEdits edits;
    private final int part;

    /**
     * @param edits of the sources
     * @param part how many rows of a source are carried through at once: no result depends on it
     */
    StateBuilder(Plan plan, RunOptions options, StateFolder state, RunEdits edits, int part) {
        this.plan = plan;
        this.options = options;
        this.state = state;
        this.edits = edits;
        this.part = part;
    }

    /** The tables that a plan reads, in the order of its steps. */
    static List<Operation.Read> reads(Plan plan) {
        return SeenSource.reads(plan).stream()
                .filter(read -> read.resource().schema() != null)
                .toList();
    }

    /** Builds; the sources as they are kept come back. */
    List<KeptSource> build() {
        state.clear();
        List<KeptSource> sources = new ArrayList<>();
        for (Operation.Read read : reads(plan)) {
            try (TableScan scan = KeptSource.scan(read, options)) {
                sources.add(new KeptSource(read, sources.size(), scan.physicals(), state::table));
            }
        }
        sources.forEach(this::load);
        state.step();
        if (sources.stream().anyMatch(source -> edits.isEdited(source.read))) {
            sources.forEach(this::edit);
            state.step();
        }
        if (sources.isEmpty()) {
            carry(sources, -1, null);
        }
        for (int number = sources.size() - 1; number >= 0; number--) {
            carry(sources, number);
        }
        return sources;
    }

    private void load(KeptSource source) {
        try (SourceRows rows = new SourceRows(KeptSource.scan(source.read, options))) {
            FirstLoad load = new FirstLoad(source.table(options));
            for (Batch batch = rows.nextBatch(); batch != null; batch = rows.nextBatch()) {
                load.append(batch);
            }
            load.finish();
        }
    }

    private void edit(KeptSource source) {
        SourceEdits its = edits.of(source.read);
        if (its != null) {
            its.applyAll(source, options);
        }
    }

    private void carry(List<KeptSource> sources, int number) {
        KeptSource source = sources.get(number);
        byte[] next = {};
        while (next != null) {
            Delta.Builder rows = new Delta.Builder(source.codec);
            next = source.read(next, part, rows);
            carry(sources, number, rows.build());
        }
    }

    private void carry(List<KeptSource> sources, int number, @org.jspecify.annotations.Nullable Delta rows) {
        Refresh.of(
                plan,
                state,
                (read, at) -> {
                    KeptSource source = sources.get(at);
                    Delta change = at == number && rows != null ? rows : Delta.empty(source.codec);
                    return source.stream(change, true, edits.isEdited(read));
                },
                false);
        state.carried();
    }
}
