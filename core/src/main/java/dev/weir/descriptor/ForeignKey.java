package dev.weir.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key: {@code fields} of this table name rows of {@code resource} by its {@code referenceFields}.
 *
 * @param resource the name of the referenced resource, {@code ""} for the table itself
 * @param dataPackage the package of the referenced resource, null for this one
 */
public record ForeignKey(
        List<String> fields,
        String resource,
        List<String> referenceFields,
        @Nullable String dataPackage) {

    static ForeignKey of(JsonObject json) {
        JsonObject reference = json.object("reference");
        JsonObject target = reference == null ? JsonObject.EMPTY : reference;
        return new ForeignKey(
                json.texts("fields"), target.text("resource", ""), target.texts("fields"), target.text("package"));
    }

    public boolean isSelf() {
        return resource.isEmpty() && dataPackage == null;
    }
}
