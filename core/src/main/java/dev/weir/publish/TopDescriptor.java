package dev.weir.publish;

import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.WeirException;
import dev.weir.descriptor.YamlReader;
import dev.weir.version.Version;
import dev.weir.version.VersionFile;
import dev.weir.version.VersionStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The descriptor of a version as it stands at the top: its files are named where the version's folder has them. */
final class TopDescriptor {
    static final String NAME = "datapackage.json";
    private static final List<String> NAMES = List.of(NAME, "datapackage.yaml", "datapackage.yml");

    /** A version that would not be whole at another place. */
    static final class NotWholeException extends WeirException {
        private static final long serialVersionUID = 1L;

        NotWholeException(String message) {
            super(message);
        }
    }

    private final VersionAddress version;

    private TopDescriptor(VersionAddress version) {
        this.version = version;
    }

    /** A version's own descriptor, as it is in the store. */
    static JsonObject own(VersionStore store, VersionAddress version) {
        for (String name : NAMES) {
            VersionFile file = version.version().file(name);
            if (file != null) {
                byte[] bytes = store.bytes(file);
                String said = version.words() + ": " + name;
                Json read = name.equals(NAME) ? JsonReader.read(bytes, said) : YamlReader.read(bytes, said);
                if (read instanceof JsonObject object) {
                    return object;
                }
            }
        }
        throw new NotWholeException(
                version.words() + ": has no descriptor that can be read, so it cannot be published");
    }

    static JsonObject of(JsonObject own, VersionAddress version, Catalog catalog) {
        return new TopDescriptor(version).described(own).with(Catalog.PROPERTY, catalog.json());
    }

    /**
     * Sees to it that all data of a version is in it.
     *
     * @throws NotWholeException where a resource names a file that is not
     */
    static void requireWhole(JsonObject own, VersionAddress version) {
        for (JsonObject resource : own.objects("resources")) {
            for (String path : resource.has("path") ? resource.texts("path") : resource.texts("url")) {
                if (!DataPath.isUrl(path) && file(version.version(), path) == null) {
                    throw new NotWholeException(version.words() + ": resource " + resource.text("name", "?") + " names "
                            + path + ", which is no file of the version: it cannot be published");
                }
            }
        }
    }

    private JsonObject described(JsonObject own) {
        JsonObject described = common(own);
        List<Json> resources = new ArrayList<>();
        for (JsonObject resource : own.objects("resources")) {
            JsonObject moved = common(resource);
            for (String property : List.of("path", "url", "schema", "dialect")) {
                moved = moved(moved, property);
            }
            resources.add(moved);
        }
        return described.with("resources", JsonArray.of(resources));
    }

    /** What a package and a resource both may name files in. */
    private JsonObject common(JsonObject node) {
        JsonObject changed = moved(node, "image");
        for (String list : List.of("licenses", "sources")) {
            if (node.array(list) != null) {
                List<Json> items = new ArrayList<>();
                for (JsonObject item : node.objects(list)) {
                    items.add(moved(item, "path"));
                }
                changed = changed.with(list, JsonArray.of(items));
            }
        }
        return changed;
    }

    private JsonObject moved(JsonObject node, String property) {
        Json value = node.get(property);
        if (value instanceof JsonText text) {
            return node.with(property, Json.of(moved(text.value())));
        } else if (value instanceof JsonArray array
                && array.items().size() == array.texts().size()) {
            return node.with(
                    property,
                    JsonArray.ofTexts(array.texts().stream().map(this::moved).toList()));
        }
        return node;
    }

    private String moved(String path) {
        VersionFile file = DataPath.isUrl(path) ? null : file(version.version(), path);
        return file == null ? path : version.folder() + file.path();
    }

    private static @Nullable VersionFile file(Version version, String path) {
        VersionFile exact = version.file(path);
        return exact != null ? exact : version.file(path.replaceAll("(^|/)(\\./)+", "$1"));
    }
}
