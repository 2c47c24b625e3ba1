package dev.weir.operate;

import dev.weir.row.Batch;
import dev.weir.row.RandomRows;
import dev.weir.row.SameRows;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * One way to feed rows to an operator: how they are cut into batches, how many workers there are, who gets which batch,
 * in what order, and how much memory there is. Seeded.
 */
record Grouping(long seed, int largestBatch, int workers, boolean shuffled, long budget) {

    /** Ways that differ in everything that must not matter. */
    static List<Grouping> some(long seed) {
        return List.of(
                new Grouping(seed, 1 << 20, 1, false, 1L << 40),
                new Grouping(seed, 1, 1, false, 1L << 40),
                new Grouping(seed, 7, 3, true, 1L << 40),
                new Grouping(seed, 40, 2, true, 60_000),
                new Grouping(seed, 1, 2, true, 0),
                new Grouping(seed, 300, 3, true, 0));
    }

    List<Batch> cut(Batch table) {
        List<Batch> batches = new RandomRows(seed).cut(table, largestBatch);
        if (shuffled) {
            Collections.shuffle(batches, new Random(seed));
        }
        return batches;
    }

    /** Pushes the table through an operator; what comes out, as text a row. */
    List<String> run(Batch table, Path folder, Function<Workspace, Collector> operator) {
        List<String> rows = new ArrayList<>();
        long[] label = {Long.MIN_VALUE};
        batches(table, folder, operator).forEach(batch -> {
            for (int i = 0; i < batch.rows(); i++) {
                if (batch.label(i) <= label[0]) {
                    throw new AssertionError(this + ": label " + batch.label(i) + " behind " + label[0]);
                }
                label[0] = batch.label(i);
            }
            rows.addAll(SameRows.rows(batch));
        });
        return rows;
    }

    List<Batch> batches(Batch table, Path folder, Function<Workspace, Collector> operator) {
        MemoryBudget memory = MemoryBudget.ofBytes(budget);
        AtomicLong errors = new AtomicLong();
        List<Batch> out = new ArrayList<>();
        try (SpillFolder spills = new SpillFolder(folder)) {
            Workspace space = new Workspace(memory, spills, 2, (batch, row, code, field, note) -> {
                errors.incrementAndGet();
                return true;
            });
            try (Collector collector = operator.apply(space)) {
                List<Collector.Worker> some = new ArrayList<>();
                for (int i = 0; i < workers; i++) {
                    some.add(collector.worker());
                }
                Random random = new Random(seed);
                for (Batch batch : cut(table)) {
                    some.get(random.nextInt(workers)).push(batch);
                }
                some.forEach(Collector.Worker::end);
                collector.finish();
                try (Batches batches = collector.output()) {
                    for (Batch batch = batches.nextBatch(); batch != null; batch = batches.nextBatch()) {
                        out.add(batch);
                    }
                }
            }
        }
        if (memory.used() != 0) {
            throw new AssertionError(this + ": " + memory.used() + " bytes were not given back");
        }
        return out;
    }
}
