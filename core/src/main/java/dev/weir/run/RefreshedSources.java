package dev.weir.run;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.flow.Place;
import dev.weir.process.Operation;
import dev.weir.refresh.Refresh;
import dev.weir.refresh.SourceStream;
import dev.weir.refresh.StateFolder;
import dev.weir.refresh.snapshot.ShapeJson;
import dev.weir.refresh.source.FileChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds out what has changed in the tables that a plan reads, since they were read before. */
final class RefreshedSources implements Refresh.Sources {
    private final StateFolder state;
    private final RunOptions options;
    private final JsonObject seenBefore;
    private final Map<String, Json> seen;
    private final RunEdits edits;
    private final Map<String, Json> shapes = new LinkedHashMap<>();
    private final Map<String, Long> rowsRead = new LinkedHashMap<>();
    private long changes;

    /**
     * @param seenBefore what was kept of the sources
     * @param seen the sources as they are now
     * @param edits of the sources
     */
    RefreshedSources(
            StateFolder state, RunOptions options, JsonObject seenBefore, Map<String, Json> seen, RunEdits edits) {
        this.state = state;
        this.options = options;
        this.seenBefore = seenBefore;
        this.seen = seen;
        this.edits = edits;
    }

    @Override
    public SourceStream open(Operation.Read read, int number, Place place) {
        JsonArray shape = seenBefore.array(shapeName(place));
        if (shape == null) {
            throw new RefusedException("state that is not whole");
        }
        shapes.put(shapeName(place), shape);
        KeptSource source = new KeptSource(read, place.table(), ShapeJson.read(shape), state::table);
        SourceEdits its = edits.of(read);
        boolean isEdited = edits.isEdited(read);
        Delta change = Delta.empty(source.codec);
        boolean isSame = SeenSource.isUntouched(seenBefore, seen, place, read, edits);
        if (!isSame) {
            FileChange.Found found = changed(source, shape);
            rowsRead.merge(read.resource().name(), found.newRows(), Long::sum);
            change = found.delta();
            isSame = !read.order().isOfFile() && change.size() == 0; // the rows may stand elsewhere in the file
        }
        if (its != null && its.hasFresh()) {
            isSame = false;
            change = change.plus(its.applyFresh(source, options));
        }
        changes += change.size();
        return source.stream(change, isSame, isEdited);
    }

    private FileChange.Found changed(KeptSource source, JsonArray shape) {
        try (TableScan scan = KeptSource.scan(source.read, options)) {
            if (!ShapeJson.write(scan.physicals()).equals(shape)) {
                throw new RefusedException(
                        "the columns of " + source.read.resource().name() + " have changed");
            }
        }
        try (ReadRows rows = new ReadRows(source.read, options, state.folder())) {
            return FileChange.find(source.table(options), rows::open);
        }
    }

    private static String shapeName(Place source) {
        return "shape-" + source.table();
    }

    /** How the texts of sources are read, to be kept. */
    static Map<String, Json> shapes(List<KeptSource> sources) {
        Map<String, Json> shapes = new LinkedHashMap<>();
        for (KeptSource source : sources) {
            shapes.put(
                    "shape-" + source.name,
                    ShapeJson.write(source.codec.shapes().get(source.shape)));
        }
        return shapes;
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
