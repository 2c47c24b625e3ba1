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

    /** Whether it refers to a package by a path, so that it can be looked up; those by address or name cannot. */
    public boolean isInFile() {
        return dataPackage != null && isPath(dataPackage);
    }

    /** Whether what a reference calls its package is the path of a descriptor, not an address or a package's name. */
    static boolean isPath(String dataPackage) {
        return !DataPath.isUrl(dataPackage)
                && (dataPackage.indexOf('/') >= 0
                        || dataPackage.endsWith(".json")
                        || dataPackage.endsWith(".yaml")
                        || dataPackage.endsWith(".yml"));
    }

    /** The name under which the referenced table is known beside those of this package. */
    public String table() {
        return dataPackage == null ? resource : dataPackage + '\n' + resource;
    }
}
