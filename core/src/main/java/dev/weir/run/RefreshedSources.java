package dev.weir.run;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.flow.Place;
import dev.weir.operate.Batches;
import dev.weir.process.Operation;
import dev.weir.refresh.KeptPlaces;
import dev.weir.refresh.Refresh;
import dev.weir.refresh.SourceStream;
import dev.weir.refresh.StateFolder;
import dev.weir.refresh.snapshot.ShapeJson;
import dev.weir.refresh.source.FileChange;
import dev.weir.refresh.source.FirstLoad;
import dev.weir.row.Batch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what has changed in the tables that a plan reads, since they were read before. */
final class RefreshedSources implements Refresh.Sources {
    private final StateFolder state;
    private final KeptPlaces kept;
    private final RunOptions options;
    private final JsonObject seenBefore;
    private final Map<String, Json> seen;
    private final RunEdits edits;
    private final Map<String, Json> shapes = new LinkedHashMap<>();
    private final Map<String, Long> rowsRead = new LinkedHashMap<>();
    private long changes;

    /**
     * @param kept the places whose rows are
     * @param seenBefore what was kept of the sources
     * @param seen the sources as they are now
     * @param edits of the sources
     */
    RefreshedSources(
            StateFolder state,
            KeptPlaces kept,
            RunOptions options,
            JsonObject seenBefore,
            Map<String, Json> seen,
            RunEdits edits) {
        this.state = state;
        this.kept = kept;
        this.options = options;
        this.seenBefore = seenBefore;
        this.seen = seen;
        this.edits = edits;
    }

    @Override
    public SourceStream open(Operation.Read read, int number, Place place) {
        if (!kept.has(place)) {
            return load(read, place);
        }
        JsonArray shape = seenBefore.array(shapeName(place));
        if (shape == null) {
            throw new RefusedException("state that is not whole");
        }
        shapes.put(shapeName(place), shape);
        KeptSource source = new KeptSource(read, place.table(), ShapeJson.read(shape), state::table);
        SourceEdits its = edits.of(read);
        boolean isEdited = edits.isEdited(read);
        Delta change = Delta.empty(source.codec);
        boolean isSame = SeenSource.isUntouched(seenBefore, seen, place, read, edits) && hasItsEdits(its, place);
        if (!isSame) {
            FileChange.Found found = changed(source, shape, isEdited);
            rowsRead.merge(read.resource().name(), found.newRows(), Long::sum);
            change = found.delta();
            isSame = !read.order().isOfFile() && change.size() == 0; // the rows may stand elsewhere in the file
        }
        if (its != null && its.hasFresh()) {
            isSame = false;
            change = change.plus(its.applyFresh(source, options));
        }
        changes += change.size();
        noteEdits(its, place.table(), shapes);
        return source.stream(change, isSame, isEdited, its != null && its.hasFresh() && !its.hasTaken());
    }

    /** Whether the rows that are kept have the edits that count, which belong to a table by its name. */
    private boolean hasItsEdits(@Nullable SourceEdits its, Place place) {
        String before = seenBefore.text(editsName(place.table()), "");
        String now = its == null ? "" : its.taken();
        if (!before.equals(now) && !now.isEmpty()) {
            throw new RefusedException("the edits of a table are others");
        }
        return before.equals(now);
    }

    private static String editsName(String table) {
        return "edits-" + table;
    }

    /** Reads a table that was not read before; its rows are judged where they go through steps. */
    private SourceStream load(Operation.Read read, Place place) {
        if (edits.isEdited(read)) {
            throw new RefusedException("edits of '" + read.resource().name() + "', which was not read before");
        }
        KeptSource source;
        try (TableScan scan = KeptSource.scan(read, options)) {
            source = new KeptSource(read, place.table(), scan.physicals(), state::table);
            shapes.put(shapeName(place), ShapeJson.write(scan.physicals()));
        }
        try (ReadRows table = new ReadRows(read, options, state.folder(), false);
                Batches rows = table.open()) {
            FirstLoad first = new FirstLoad(source.table(options));
            for (Batch batch = rows.nextBatch(); batch != null; batch = rows.nextBatch()) {
                first.append(batch);
            }
            rowsRead.merge(read.resource().name(), first.finish(), Long::sum);
            return source.stream(Delta.empty(source.codec), false, false, false);
        }
    }

    private FileChange.Found changed(KeptSource source, JsonArray shape, boolean isEdited) {
        try (TableScan scan = KeptSource.scan(source.read, options)) {
            if (!ShapeJson.write(scan.physicals()).equals(shape)) {
                throw new RefusedException(
                        "the columns of " + source.read.resource().name() + " have changed");
            }
        }
        try (ReadRows rows = new ReadRows(source.read, options, state.folder(), isEdited)) {
            return FileChange.find(source.table(options), rows::open);
        }
    }

    private static String shapeName(Place source) {
        return "shape-" + source.table();
    }

    /** How the texts of sources are read, to be kept. */
    static Map<String, Json> shapes(List<KeptSource> sources, RunEdits edits) {
        Map<String, Json> shapes = new LinkedHashMap<>();
        for (KeptSource source : sources) {
            shapes.put(
                    "shape-" + source.name,
                    ShapeJson.write(source.codec.shapes().get(source.shape)));
            noteEdits(edits.of(source.read), source.name, shapes);
        }
        return shapes;
    }

    private static void noteEdits(@Nullable SourceEdits its, String table, Map<String, Json> to) {
        String taken = its == null ? "" : its.takenNow();
        if (!taken.isEmpty()) {
            to.put(editsName(table), Json.of(taken));
        }
    }

    /** How the texts of these sources are read, to be kept. */
    Map<String, Json> shapes() {
        return shapes;
    }

    /** Rows read, by resource. */
    Map<String, Long> rowsRead() {
        return rowsRead;
    }

    /** How many rows of the sources have changed. */
    long changes() {
        return changes;
    }
}
