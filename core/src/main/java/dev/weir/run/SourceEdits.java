package dev.weir.run;

import dev.weir.delta.Delta;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.process.Operation;
import dev.weir.refresh.source.Edit;
import dev.weir.refresh.source.EditChange;
import dev.weir.refresh.source.SourceSeen;
import dev.weir.report.ErrorCode;
import dev.weir.row.CellText;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.source.Sha256;
import dev.weir.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edits of one table that is read: those that were taken since its newest full file, and those that a run takes. One
 * thread.
 */
final class SourceEdits {
    /** How many change files from before the newest full file are remembered. */
    private static final int REMEMBERED = 1000;

    private final Operation.Read read;
    private final boolean isStrict;
    private final @Nullable Path copies;
    private final List<TakenEdits> since;
    private final List<TakenEdits> past;
    private final List<FreshEdits> fresh = new ArrayList<>();
    private final int superseded;
    private @Nullable SourceSeen file;

    /**
     * @param isStrict whether an edit with a cell that is not of its field's type is an error by itself; else it makes a
     *     row in error
     * @param copies the folder of the change files that were taken, null where none are kept
     * @param kept what was kept of this source, null for nothing
     */
    SourceEdits(Operation.Read read, boolean isStrict, @Nullable Path copies, @Nullable JsonObject kept) {
        this.read = read;
        this.isStrict = isStrict;
        this.copies = copies;
        List<TakenEdits> before = list(kept, "since");
        this.past = list(kept, "past");
        SourceSeen known = kept == null ? null : SourceSeen.read(kept.array("file"));
        boolean isSame = known != null && SeenSource.isUntouched(known, read);
        this.since = isSame ? before : new ArrayList<>();
        this.superseded = isSame ? 0 : before.size();
        if (!isSame) {
            past.addAll(before);
        }
    }

    static List<TakenEdits> list(@Nullable JsonObject kept, String name) {
        JsonArray array = kept == null ? null : kept.array(name);
        List<TakenEdits> list = new ArrayList<>();
        if (array != null) {
            array.objects().forEach(object -> list.add(TakenEdits.read(object)));
        }
        return list;
    }

    /**
     * Adds a change file, unless it was taken; whether it is.
     *
     * @param isStated whether the flow names it: then it is of the time when it was first taken, be the full file newer
     */
    boolean add(Path changes, boolean isStated) {
        List<TakenEdits> known = new ArrayList<>(isStated ? past : List.of());
        known.addAll(since);
        fresh.forEach(edits -> known.add(edits.taken()));
        FreshEdits edits = FreshEdits.of(changes, known);
        return edits != null && fresh.add(edits);
    }

    /** Looks at the full file, by which it is recognised in the next run; before it is read. */
    void see(List<SourceSeen> known) {
        file = SeenSource.of(read, true, known);
    }

    /** Whether the table is not what its file says. */
    boolean isEdited() {
        return !since.isEmpty() || !fresh.isEmpty();
    }

    /** Tells the edits that were taken before and count; empty for none. */
    String taken() {
        return since.isEmpty() ? "" : hash(array(since));
    }

    /** The same with those that this run takes, when they were applied. */
    String takenNow() {
        JsonObject json = json();
        JsonArray all = json == null ? null : json.array("since");
        return all == null || all.items().isEmpty() ? "" : hash(all);
    }

    private static String hash(JsonArray taken) {
        return Sha256.of(JsonWriter.compact(taken).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether edits were taken before that count: the table is then that of the same full file as before. */
    boolean hasTaken() {
        return !since.isEmpty();
    }

    /** How many change files stopped counting because the full file is a new one. */
    int superseded() {
        return superseded;
    }

    boolean hasFresh() {
        return !fresh.isEmpty();
    }

    List<FreshEdits> fresh() {
        return fresh;
    }

    /** Edits rows as they were read from the file, seen under {@link dev.weir.store.Side#AFTER}; what is changed comes back. */
    Delta applyAll(KeptSource source, RunOptions options) {
        Delta.Builder all = new Delta.Builder(source.codec);
        for (TakenEdits edits : since) {
            if (copies == null) {
                throw new IllegalStateException("edits were taken, and no copy kept");
            }
            Path copy = copies.resolve(edits.copy());
            String name = edits.name() + " (kept as " + copy + ")";
            all.add(apply(source, options, copy, name, edits.skip(), edits.end(), null));
        }
        all.add(applyFresh(source, options));
        return all.build();
    }

    /** Edits rows as the run before kept them; what is changed comes back. */
    Delta applyFresh(KeptSource source, RunOptions options) {
        Delta.Builder all = new Delta.Builder(source.codec);
        for (FreshEdits edits : fresh) {
            String name = edits.file.toString();
            all.add(apply(source, options, edits.file, name, edits.skip(), Long.MAX_VALUE, edits));
        }
        return all.build();
    }

    private Delta apply(
            KeptSource source,
            RunOptions options,
            Path path,
            String name,
            long from,
            long to,
            @Nullable FreshEdits counted) {
        List<@Nullable Physical> physicals = source.codec.shapes().get(source.shape);
        EditFile edits = new EditFile(path, name, source.schema, physicals, options);
        try (EditChange change = new EditChange(source.table(options), name)) {
            long[] count = new long[1];
            edits.read(TableFormat.of(read.resource()).dialect(), edit -> {
                if (count[0] >= from && count[0] < to) {
                    requireRight(edit, name);
                    change.apply(edit);
                }
                count[0]++;
            });
            Delta delta = change.finish();
            if (counted != null) {
                counted.count(change.edits());
            }
            return delta;
        }
    }

    private void requireRight(Edit edit, String name) {
        for (int i = 0; isStrict && i < edit.batch().columns().size(); i++) {
            Column column = edit.batch().column(i);
            if (column.isBad(edit.row())) {
                var field = edit.batch().schema().field(i);
                String note = edit.place() + ": '" + field.name() + "' has \"" + CellText.of(column, edit.row())
                        + "\", which is no " + field.type().name().toLowerCase(java.util.Locale.ROOT);
                throw new SourceException(ErrorCode.SOURCE_ERROR, name, note, -1, null);
            }
        }
    }

    /** What to keep of this source; null for nothing. */
    @Nullable
    JsonObject json() {
        List<TakenEdits> all = new ArrayList<>(since);
        for (FreshEdits edits : fresh) {
            TakenEdits taken = edits.taken();
            TakenEdits last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && last.equals(edits.head)) {
                all.remove(last);
                taken = new TakenEdits(
                        taken.name(),
                        taken.path(),
                        taken.hash(),
                        taken.bytes(),
                        last.skip(),
                        last.edits() + taken.edits());
            }
            all.add(taken);
        }
        if (all.isEmpty() && past.isEmpty()) {
            return null;
        }
        JsonObject json = JsonObject.EMPTY.with("since", array(all)).with("past", array(latest(past)));
        return file == null ? json : json.with("file", file.json());
    }

    private static List<TakenEdits> latest(List<TakenEdits> past) {
        return past.subList(Math.max(0, past.size() - REMEMBERED), past.size());
    }

    private static JsonArray array(List<TakenEdits> list) {
        return JsonArray.of(list.stream().map(TakenEdits::json).toList());
    }
}
