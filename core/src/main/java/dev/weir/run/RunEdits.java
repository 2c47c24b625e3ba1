package dev.weir.run;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Nearest;
import dev.weir.flow.Plan;
import dev.weir.process.FlowException;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.refresh.StateFolder;
import dev.weir.refresh.source.SourceSeen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The edits of all tables that a plan reads: a table is its newest full file and the edits since, in turn. Which these are
 * is kept beside the state, with copies of the change files: they count in every run, until a new full file comes.
 *
 * <p>One use. Errors: a change file that is not there is an {@link UncheckedIOException}; one of a table that is
 * not read a {@link FlowException}.
 */
final class RunEdits {
    private static final String EDITS = "edits";

    private final Map<Operation.Read, SourceEdits> sources = new IdentityHashMap<>();
    private final Map<String, SourceEdits> named = new LinkedHashMap<>();
    private final JsonObject kept;
    private final @Nullable Path copies;
    private final List<SourceSeen> known;
    private final List<String> takenBefore = new ArrayList<>();

    /**
     * Looks which edits a run takes.
     *
     * @param given change files besides those that the flow names, in turn
     * @param state the folder of the plan's state, null where it has none
     * @param properties what was kept there
     */
    RunEdits(Plan plan, List<GivenChanges> given, @Nullable Path state, JsonObject properties) {
        this.copies = state == null ? null : state.resolveSibling(EDITS);
        JsonObject edits = properties.object(EDITS);
        this.kept = edits == null ? JsonObject.EMPTY : edits;
        for (Operation.Read read : StateBuilder.reads(plan)) {
            String name = read.resource().name();
            SourceEdits of = new SourceEdits(read, isStrict(plan, read), copies, kept.object(name));
            sources.put(read, of);
            named.putIfAbsent(name, of);
            Path stated = read.changes();
            if (stated != null) {
                of.add(stated, true);
            }
        }
        given.forEach(this::add);
        sources.forEach(RunEdits::requireOrder);
        this.known = SeenSource.known(properties);
        sources.values().stream().filter(SourceEdits::isEdited).forEach(of -> of.see(known));
    }

    /**
     * The edits of a run.
     *
     * @param state the folder of the plan's state, null where it has none
     * @throws UncheckedIOException where edits were kept and cannot be read
     */
    static RunEdits of(Plan plan, List<GivenChanges> given, @Nullable Path state) {
        JsonObject properties = JsonObject.EMPTY;
        try {
            properties = state == null ? properties : StateFolder.peek(state);
        } catch (UncheckedIOException problem) {
            if (state != null && Files.exists(state.resolveSibling(EDITS))) {
                throw problem;
            }
        }
        return new RunEdits(plan, given, state, properties);
    }

    /** An edit says where its row stands, or that it stands behind all others: there is no such place in a table in order. */
    private static void requireOrder(Operation.Read read, SourceEdits of) {
        if (of.isEdited() && !read.order().isOfFile()) {
            throw new FlowException("changes of '" + read.resource().name() + "': a table that is loaded with 'order: "
                    + read.order().name().toLowerCase(Locale.ROOT)
                    + "' takes no edits, as its rows have no places: change its file, or load it without 'order'");
        }
    }

    private void add(GivenChanges given) {
        SourceEdits of = named.get(given.resource());
        if (of == null) {
            throw new FlowException("changes of '" + given.resource() + "': no table of this name is loaded"
                    + (named.isEmpty() ? "" : "; there is " + String.join(", ", named.keySet()))
                    + Nearest.hint(given.resource(), named.keySet()));
        }
        if (!of.add(given.file(), false)) {
            takenBefore.add(given.file() + " was taken before and is not again");
        }
    }

    /** Whether a row that is read in error ends the run: then so does an edit that makes one. */
    private static boolean isStrict(Plan plan, Operation.Read read) {
        boolean isBehind = false;
        for (Plan.Planned step : plan.steps()) {
            for (Operation operation : step.operations()) {
                isBehind |= operation == read;
                if (isBehind
                        && operation instanceof Operation.Check check
                        && check.output().equals(read.output())) {
                    return read.onError() == null ? check.onError() == OnError.FAIL : read.onError() == OnError.FAIL;
                }
            }
        }
        return read.onError() == null || read.onError() == OnError.FAIL;
    }

    /** Files as they were seen by runs before. */
    List<SourceSeen> known() {
        return known;
    }

    /** The edits of a table; none for a resource that is no table. */
    @Nullable
    SourceEdits of(Operation.Read read) {
        return sources.get(read);
    }

    /** Whether a table is not what its file says. */
    boolean isEdited(Operation.Read read) {
        SourceEdits of = sources.get(read);
        return of != null && of.isEdited();
    }

    /** Whether this run takes edits. */
    boolean hasFresh() {
        return sources.values().stream().anyMatch(SourceEdits::hasFresh);
    }

    /**
     * Says that edits are published, but not kept.
     *
     * @param problem why not; where no edits were taken it is none
     */
    void requireNone(UncheckedIOException problem) {
        if (hasFresh()) {
            String note = "; the edits are in what was just published, but not kept: give them again in the next run";
            throw new UncheckedIOException(problem.getMessage() + note, problem.getCause());
        }
    }

    /** Whether edits that counted before do not any more, or new ones are taken. */
    boolean isChanged() {
        return hasFresh() || sources.values().stream().anyMatch(of -> of.superseded() > 0);
    }

    /** Whether what is kept now says the same as when this was made. */
    boolean areKept(JsonObject properties) {
        JsonObject edits = properties.object(EDITS);
        return kept.equals(edits == null ? JsonObject.EMPTY : edits);
    }

    /** What is kept, with what this run has taken. */
    JsonObject addTo(JsonObject properties) {
        JsonObject all = kept;
        for (Map.Entry<String, SourceEdits> entry : named.entrySet()) {
            JsonObject json = entry.getValue().json();
            all = json == null ? all.without(entry.getKey()) : all.with(entry.getKey(), (Json) json);
        }
        return all.properties().isEmpty() ? properties.without(EDITS) : properties.with(EDITS, (Json) all);
    }

    /** Copies the change files that this run takes, before anything is published. */
    void copy() {
        Path folder = copies;
        for (SourceEdits of : sources.values()) {
            for (FreshEdits edits : of.fresh()) {
                if (folder != null) {
                    edits.copyTo(folder);
                }
            }
        }
    }

    /** Removes copies that do not count any more; what cannot be removed is tried again next time. */
    void removeUnused() {
        Set<String> used = new HashSet<>();
        JsonObject now = addTo(JsonObject.EMPTY).object(EDITS);
        for (Json source : now == null ? List.<Json>of() : now.properties().values()) {
            if (source instanceof JsonObject object) {
                SourceEdits.list(object, "since").forEach(taken -> used.add(taken.copy()));
            }
        }
        if (copies == null || !Files.isDirectory(copies)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(copies)) {
            for (Path file : files) {
                if (!used.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // Left for the next run: unused files are harmless.
        }
    }

    /** What became of the change files, for people. */
    List<String> notes(boolean isKept) {
        List<String> notes = new ArrayList<>();
        named.forEach((name, of) -> {
            if (of.superseded() > 0) {
                notes.add("the file of " + name + " is a new one, edits taken before do not count any more");
            }
            for (FreshEdits edits : of.fresh()) {
                notes.add("took " + edits.edits() + (edits.skip() > 0 ? " more" : "")
                        + (edits.edits() == 1 ? " edit of " : " edits of ") + edits.file
                        + (isKept ? "" : " for this run alone"));
            }
        });
        notes.addAll(takenBefore);
        return notes;
    }
}
