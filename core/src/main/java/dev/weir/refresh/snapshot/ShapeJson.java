package dev.weir.refresh.snapshot;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Physical;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the raw text of kept rows is read, as JSON and back. */
public final class ShapeJson {
    private ShapeJson() {}

    public static JsonArray write(List<@Nullable Physical> shape) {
        List<Json> columns = new ArrayList<>();
        for (Physical physical : shape) {
            columns.add(physical == null ? new JsonNull(Json.Place.NONE) : write(physical));
        }
        return JsonArray.of(columns);
    }

    private static JsonObject write(Physical physical) {
        List<Json> missing = new ArrayList<>();
        for (MissingValue value : physical.missingValues()) {
            JsonObject one = JsonObject.EMPTY.with("value", value.value());
            missing.add(value.label() == null ? one : one.with("label", value.label()));
        }
        return JsonObject.EMPTY
                .with("dialect", physical.dialect().json())
                .with("field", physical.field().json())
                .with("missingValues", JsonArray.of(missing));
    }

    public static List<@Nullable Physical> read(JsonArray shape) {
        List<@Nullable Physical> columns = new ArrayList<>();
        for (Json column : shape.items()) {
            columns.add(column instanceof JsonObject physical ? read(physical) : null);
        }
        return columns;
    }

    private static Physical read(JsonObject physical) {
        List<MissingValue> missing = new ArrayList<>();
        for (JsonObject value : physical.objects("missingValues")) {
            missing.add(new MissingValue(value.text("value", ""), value.text("label")));
        }
        JsonObject dialect = physical.object("dialect");
        JsonObject field = physical.object("field");
        if (dialect == null || field == null) {
            throw new RefusedException("state that is not whole");
        }
        return new Physical(new Dialect(dialect), new Field(field), List.copyOf(missing));
    }
}
