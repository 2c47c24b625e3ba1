package dev.weir.cli.diff;

import dev.weir.compare.PackageDifference;
import dev.weir.compare.ResourceDifference;
import dev.weir.compare.SchemaChange;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.numbering.Numbering;
import dev.weir.numbering.NumberingOptions;
import dev.weir.numbering.Reason;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A difference as one JSON object: schema, resources, bump and reasons. */
public final class DiffJson {
    private DiffJson() {}

    public static String of(PackageDifference difference) {
        Numbering numbering = Numbering.of(difference, NumberingOptions.DEFAULT);
        JsonObject json = JsonObject.EMPTY
                .with(
                        "schema",
                        JsonArray.of(difference.schema().stream()
                                .map(DiffJson::schema)
                                .toList()))
                .with(
                        "resources",
                        JsonArray.of(difference.resources().stream()
                                .map(DiffJson::resource)
                                .toList()))
                .with("bump", numbering.bump().text())
                .with(
                        "reasons",
                        JsonArray.ofTexts(numbering.reasons().stream()
                                .map(Reason::toString)
                                .toList()));
        return JsonWriter.pretty(json);
    }

    private static Json schema(SchemaChange change) {
        JsonObject json = JsonObject.EMPTY.with("kind", change.kind().text());
        json = change.resource() == null ? json : json.with("resource", change.resource());
        json = change.field() == null ? json : json.with("field", change.field());
        json = json.with("property", change.property())
                .with("before", value(change.before()))
                .with("after", value(change.after()));
        boolean isRenamed =
                change.kind() == SchemaChange.Kind.FIELD_RENAMED || change.kind() == SchemaChange.Kind.RESOURCE_RENAMED;
        return isRenamed
                ? json.with("confidence", new JsonNumber(BigDecimal.valueOf(change.confidence()), Json.Place.NONE))
                : json;
    }

    private static Json value(@Nullable Json value) {
        return value == null ? new JsonNull(Json.Place.NONE) : value;
    }

    private static Json resource(ResourceDifference table) {
        return JsonObject.EMPTY
                .with("name", table.name())
                .with("key", JsonArray.ofTexts(table.key()))
                .with("keyIsInferred", Json.of(table.keyIsInferred()))
                .with("added", Json.of(table.added()))
                .with("removed", Json.of(table.removed()))
                .with("changed", Json.of(table.changed()))
                .with("textOnly", Json.of(table.textOnly()))
                .with("moved", Json.of(table.moved()));
    }
}
