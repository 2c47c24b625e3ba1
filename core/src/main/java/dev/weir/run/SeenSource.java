package dev.weir.run;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.flow.Place;
import dev.weir.flow.PlaceIdentity;
import dev.weir.flow.Plan;
import dev.weir.process.Operation;
import dev.weir.process.Stage;
import dev.weir.refresh.source.SourceSeen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of the files of each source of a plan, as they were just before they were read. */
final class SeenSource {
    private SeenSource() {}

    /** All that a plan reads, tables and files that are only carried along, in the order of its steps. */
    static List<Operation.Read> reads(Plan plan) {
        List<Operation.Read> reads = new ArrayList<>();
        for (Plan.Planned step : plan.steps()) {
            for (Operation operation : step.operations()) {
                if (operation instanceof Operation.Read read) {
                    reads.add(read);
                }
            }
        }
        return reads;
    }

    /** What the steps before one read. */
    static List<Operation.Read> reads(Plan plan, Plan.Planned last) {
        List<Operation.Read> reads = new ArrayList<>();
        for (Plan.Planned step : plan.steps()) {
            if (step.equals(last)) {
                break;
            }
            for (Operation operation : step.operations()) {
                if (operation instanceof Operation.Read read) {
                    reads.add(read);
                }
            }
        }
        return reads;
    }

    /** A source as it is now; to be taken before it is read. */
    static SourceSeen of(Operation.Read read, boolean withHash, List<SourceSeen> known) {
        byte[] data = data(read);
        return data != null ? SourceSeen.ofData(data) : SourceSeen.of(files(read), Instant.now(), withHash, known);
    }

    /** The data of a source that stands in the descriptor; null where it is in files. */
    private static byte @Nullable [] data(Operation.Read read) {
        Resource resource = read.source().resource();
        Json data = resource.data();
        return data == null || !resource.paths().isEmpty()
                ? null
                : JsonWriter.compact(data).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a source has the bytes that it had. */
    static boolean isUntouched(SourceSeen before, Operation.Read read) {
        byte[] data = data(read);
        return data == null ? before.isUntouched(files(read)) : before.isUntouched(SourceSeen.ofData(data));
    }

    /** Under which name it is kept what is known of the files at a place. */
    static String name(Place read) {
        return "read-" + read.table();
    }

    private static List<Path> files(Operation.Read read) {
        return read.source().data().files(read.source().resource());
    }

    /** Bytes of all files. */
    static long bytes(Plan plan) {
        return reads(plan).stream().mapToLong(SeenSource::bytes).sum();
    }

    /** Bytes of the files of a source. */
    static long bytes(Operation.Read read) {
        long bytes = 0;
        try {
            for (Path file : files(read)) {
                bytes += Files.size(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a source: cannot be read: " + e.getMessage(), e);
        }
        return bytes;
    }

    /** All sources of a plan as they are now, by name. */
    static Map<String, Json> now(Plan plan, boolean withHash, List<SourceSeen> known) {
        Map<String, Json> seen = new LinkedHashMap<>();
        Map<Operation.Read, Place> places = PlaceIdentity.reads(plan);
        for (Operation.Read read : reads(plan)) {
            seen.put(
                    name(Objects.requireNonNull(places.get(read))),
                    of(read, withHash, known).json());
        }
        return seen;
    }

    /** The same as {@code seen}, with the hashes of all files. */
    static Map<String, Json> hashed(Plan plan, Map<String, Json> seen) {
        Map<String, Json> hashed = new LinkedHashMap<>(seen);
        PlaceIdentity.reads(plan).forEach((read, place) -> {
            SourceSeen files = SourceSeen.read(seen.get(name(place)) instanceof JsonArray array ? array : null);
            if (files != null) {
                hashed.replace(name(place), files.hashed(files(read)).json());
            }
        });
        return hashed;
    }

    /** The same as {@code seen}, with the hashes that the stages of a run have come by. */
    static Map<String, Json> withHashes(Map<String, Json> seen, List<Stage> stages) {
        Map<Path, String> hashes = new HashMap<>();
        stages.forEach(stage -> hashes.putAll(stage.hashes()));
        Map<String, Json> known = new LinkedHashMap<>(seen);
        known.replaceAll((name, entry) -> {
            SourceSeen files = SourceSeen.read(entry instanceof JsonArray array ? array : null);
            return files == null ? entry : files.withHashes(hashes).json();
        });
        return known;
    }

    /** Whether all files are known by their times alone: else what was found of them is worth keeping. */
    static boolean areMarked(JsonObject before, Map<String, Json> now) {
        return now.entrySet().stream().allMatch(entry -> {
            SourceSeen files = SourceSeen.read(before.array(entry.getKey()));
            SourceSeen later = entry.getValue() instanceof JsonArray array ? SourceSeen.read(array) : null;
            return files != null && later != null && files.isMarked(later);
        });
    }

    /** The files that are known from what was kept. */
    static List<SourceSeen> known(JsonObject properties) {
        List<SourceSeen> known = new ArrayList<>();
        JsonObject sources = properties.object("sources");
        JsonObject edits = properties.object("edits");
        for (JsonObject kept : new JsonObject[] {sources, edits}) {
            for (Json entry : kept == null ? List.<Json>of() : kept.properties().values()) {
                Json files = entry instanceof JsonObject source ? source.get("file") : entry;
                SourceSeen seen =
                        files instanceof JsonArray array && !array.objects().isEmpty() ? SourceSeen.read(array) : null;
                if (seen != null) {
                    known.add(seen);
                }
            }
        }
        return known;
    }

    /**
     * Whether the files of a source have the bytes that they had.
     *
     * @param now all sources as they are now
     */
    static boolean isUntouched(
            JsonObject seen, Map<String, Json> now, Place place, Operation.Read read, RunEdits edits) {
        SourceEdits taken = edits.of(read);
        if (taken != null && (taken.hasTaken() || taken.superseded() > 0)) {
            return taken.hasTaken();
        }
        SourceSeen before = SourceSeen.read(seen.array(name(place)));
        SourceSeen later = now.get(name(place)) instanceof JsonArray files ? SourceSeen.read(files) : null;
        return before != null && later != null && before.isUntouched(later);
    }

    /** Whether the files of all sources of a plan have the bytes that they had. */
    static boolean areUntouched(JsonObject seen, Map<String, Json> now, Plan plan, RunEdits edits) {
        return PlaceIdentity.reads(plan).entrySet().stream()
                .allMatch(read -> isUntouched(seen, now, read.getValue(), read.getKey(), edits));
    }

    /** Whether files have the size, times and file keys that they had when they were seen. */
    static boolean isStill(Map<String, Json> seen, Plan plan) {
        Map<String, Json> now = now(plan, false, List.of());
        return now.keySet().stream().allMatch(name -> marks(seen.get(name)).equals(marks(now.get(name))));
    }

    private static List<JsonObject> marks(@Nullable Json files) {
        return files instanceof JsonArray array
                ? array.objects().stream()
                        .map(file -> file.without("taken").without("sha256"))
                        .toList()
                : List.of();
    }
}
