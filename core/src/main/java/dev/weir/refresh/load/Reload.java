package dev.weir.refresh.load;

import dev.weir.delta.Delta;
import dev.weir.delta.LabelList;
import dev.weir.delta.RefusedException;
import dev.weir.flow.Place;
import dev.weir.flow.Plan;
import dev.weir.operate.Together;
import dev.weir.operate.Workspace;
import dev.weir.refresh.KeptPlaces;
import dev.weir.refresh.Refresh;
import dev.weir.refresh.StateFolder;
import dev.weir.row.Batch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads the new places of a plan, all at once, from the rows of those that are kept. */
public final class Reload {
    private static final int PART = 4096;

    private Reload() {}

    /**
     * Loads; how many rows have entered the new places, by step. Null where the places have to be built in parts.
     *
     * @param standing has the rows that are kept
     * @param feeding the places whose rows the new ones need
     */
    public static @Nullable Map<String, Long> run(
            Plan plan, StateFolder state, KeptPlaces kept, Refresh standing, List<Place> feeding, Workspace space) {
        try (Load load = Load.of(plan, state, space, standing::present, kept)) {
            if (load == null) {
                return null;
            }
            for (int number : load.order()) {
                Place place = load.place(number);
                if (feeding.contains(place)) {
                    feed(standing, place, load.source(number), space.threads());
                }
            }
            return load.entered();
        } catch (RefusedException refused) {
            return null; // what has no room, or is in error: in parts it is known which
        }
    }

    private static void feed(Refresh standing, Place place, Outlet outlet, int threads) {
        LabelList labels = new LabelList();
        standing.replay(place, PART, rows -> {
            for (Batch batch : rows.batches()) {
                label(rows, batch, labels);
                Together.run(threads, outlet.tasks(LoadedRows.of(batch, labels)));
            }
        });
        Together.run(threads, outlet.ends());
    }

    private static void label(Delta rows, Batch batch, LabelList labels) {
        labels.clear();
        for (int row = 0; row < batch.rows(); row++) {
            labels.add(rows.label((int) batch.label(row)));
        }
    }
}
