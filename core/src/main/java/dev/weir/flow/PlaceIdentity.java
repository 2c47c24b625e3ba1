package dev.weir.flow;

import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import dev.weir.process.Staged;
import dev.weir.source.DataFolder;
import dev.weir.source.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the places of a plan from what they do and what they are made of, not from where they stand: in another plan the
 * same place is found again. Names of resources are not part of it, but where files are written. Places that do the same
 * are numbered in the order in which they are asked for, which is that of the plan. One plan, one thread.
 */
public final class PlaceIdentity {
    /** Changed when state kept by older code cannot be used. */
    private static final String CODE = "2";

    private static final int DIGITS = 20;

    private final CodeDigest code = new CodeDigest();
    private final Map<String, Integer> given = new HashMap<>();

    /** The places of all that a plan reads, by the operations themselves. */
    public static Map<Operation.Read, Place> reads(Plan plan) {
        PlaceIdentity identity = new PlaceIdentity();
        Map<Operation.Read, Place> places = new IdentityHashMap<>();
        for (Plan.Planned step : plan.steps()) {
            for (Operation operation : step.operations()) {
                if (operation instanceof Operation.Read read) {
                    places.put(read, identity.read(read));
                }
            }
        }
        return places;
    }

    /** A resource that is read: its files and how they are read. */
    public Place read(Operation.Read read) {
        Schema schema = read.resource().schema();
        JsonObject json = JsonObject.EMPTY
                .with("folder", place(read.source().data().folder()))
                .with("files", Meaning.ofFiles(read.resource()))
                .with("from", Meaning.ofFiles(read.source().resource()))
                .with("order", read.order().name());
        if (read.source().resource().paths().isEmpty()) {
            json = json.with("name", read.resource().name()); // its data may change, and is not what tells it apart
        }
        return named("read", schema == null ? json : json.with("schema", Meaning.ofCells(schema)));
    }

    /**
     * A step's work on tables.
     *
     * @param inputs where their rows come from
     */
    public Place apply(Plan.Planned step, Operation.Apply apply, List<Place> inputs) {
        JsonObject processor = processor(step.processor());
        String form = code.of(apply.form().getClass());
        JsonArray from = hashes(inputs);
        if (processor == null || form == null || from == null) {
            return nameless();
        }
        List<JsonObject> schemas = new ArrayList<>();
        for (String input : apply.inputs()) {
            schemas.add(schema(step.before().resource(input)));
        }
        return named(
                "apply",
                processor
                        .with("form", className(apply.form()) + form)
                        .with("onError", String.valueOf(apply.onError()))
                        .with("inputs", from)
                        .with("reads", JsonArray.of(schemas))
                        .with("makes", schema(step.after().resource(apply.output()))));
    }

    /**
     * A table that a step sees go by as it stands.
     *
     * @param rows where its rows, or its files, come from
     */
    public Place tap(Plan.Planned step, Operation.Apply apply, Place rows) {
        JsonObject processor = processor(step.processor());
        JsonArray from = hashes(List.of(rows));
        if (processor == null || from == null) {
            return nameless();
        }
        Resource resource = step.after().resource(apply.output());
        JsonObject json = processor
                .with("resource", apply.output())
                .with("rows", from)
                .with("place", step.processor() instanceof Staged staged ? place(staged.place()) : "")
                .with("schema", schema(resource));
        return named("tap", resource == null ? json : json.with("files", Meaning.ofFiles(resource)));
    }

    /**
     * A check of the rows of a table, and the rows of it that go on where those in error do not.
     *
     * @param how what is looked at, and what becomes of rows in error
     * @param keys the checks of its keys
     */
    public Place tableCheck(Place rows, Schema schema, JsonObject how, List<Place> keys) {
        JsonArray checked = hashes(keys);
        return checked == null
                ? nameless()
                : check(
                        "rows",
                        List.of(rows),
                        how.with("schema", Meaning.of(schema)).with("keys", checked));
    }

    /** Rows that steps have put aside. */
    public Place quarantine(List<Place> from) {
        return check("quarantine", from, JsonObject.EMPTY);
    }

    /**
     * A check that keys are there once, or (of two tables) that what is referred to is there.
     *
     * @param fields those of the key, 0-based, one array a table
     * @param asNumber which of them are compared as numbers
     */
    public Place keyCheck(List<Place> rows, List<int[]> fields, boolean[] asNumber) {
        List<String> places = fields.stream().map(Arrays::toString).toList();
        return check(
                "keys",
                rows,
                JsonObject.EMPTY.with("fields", JsonArray.ofTexts(places)).with("asNumber", Arrays.toString(asNumber)));
    }

    private Place check(String kind, List<Place> rows, JsonObject json) {
        JsonArray from = hashes(rows);
        return from == null ? nameless() : named(kind, json.with("of", from));
    }

    private @Nullable JsonObject processor(Processor processor) {
        String digest = code.of(processor.getClass());
        return !processor.hasIdentity() || digest == null
                ? null
                : JsonObject.EMPTY
                        .with("step", processor.name())
                        .with("version", processor.version())
                        .with("class", className(processor) + digest)
                        .with("configuration", processor.configuration());
    }

    private static String place(Object place) {
        return place instanceof Path path ? DataFolder.place(path).toString() : String.valueOf(place);
    }

    private static JsonObject schema(@Nullable Resource resource) {
        Schema schema = resource == null ? null : resource.schema();
        return schema == null ? JsonObject.EMPTY : Meaning.of(schema);
    }

    private static @Nullable JsonArray hashes(List<Place> places) {
        List<String> hashes = new ArrayList<>();
        for (Place place : places) {
            if (place.hash() == null) {
                return null;
            }
            hashes.add(place.hash());
        }
        return JsonArray.ofTexts(hashes);
    }

    /** Rows of one table under two names differ only in what happens to them from outside: they are numbered, too. */
    private Place named(String kind, JsonObject json) {
        String hash = Sha256.of((CODE + kind + JsonWriter.compact(json)).getBytes(StandardCharsets.UTF_8));
        String table = hash.substring(0, DIGITS);
        int number = given.merge(table, 1, Integer::sum);
        return number == 1 ? new Place(table, hash) : new Place(table + "." + number, hash + "." + number);
    }

    private Place nameless() {
        return new Place("new." + given.merge("new", 1, Integer::sum), null);
    }

    /** The class of an object; of a function the class that wrote it, as its own name differs from run to run. */
    static String className(Object of) {
        String name = of.getClass().getName();
        int function = name.indexOf("$$Lambda");
        return function < 0 ? name : name.substring(0, function);
    }
}
