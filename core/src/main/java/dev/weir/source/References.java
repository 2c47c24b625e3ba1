package dev.weir.source;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemas and dialects that a package gives by path: read, and put in their place. */
final class References {
    private final PackageReader reader;
    private final DataFolder data;
    private final Map<String, Json> read = new HashMap<>();
    private final Map<String, Reference> references = new HashMap<>();
    private final List<Finding> errors = new ArrayList<>();

    /** What stands at a pointer of the package: the reference's place and the file it names. */
    private record Reference(Json.Place place, String file) {}

    References(PackageReader reader, DataFolder data) {
        this.reader = reader;
        this.data = data;
    }

    /** The package with every reference replaced that can be; what cannot is an error. */
    Json resolve(Json json) {
        if (!(json instanceof JsonObject dataPackage) || !(dataPackage.get("resources") instanceof JsonArray array)) {
            return json;
        }
        List<Json> resources = new ArrayList<>();
        for (int i = 0; i < array.items().size(); i++) {
            Json resource = array.items().get(i);
            resources.add(resource instanceof JsonObject object ? resolve(object, "/resources/" + i) : resource);
        }
        return dataPackage.with("resources", new JsonArray(resources, array.place()));
    }

    private JsonObject resolve(JsonObject resource, String pointer) {
        JsonObject resolved = resource;
        for (String name : List.of("dialect", "schema")) {
            if (resource.get(name) instanceof JsonText text && isNamed(text)) {
                String at = pointer + '/' + name;
                try {
                    resolved = resolved.with(name, read(text, at));
                } catch (SourceException absent) {
                    errors.add(new Finding(at, text.place(), absent.file() + ": " + absent.note()));
                } catch (DescriptorException unreadable) {
                    for (Finding finding : unreadable.findings()) {
                        errors.add(moved(finding, at, new Reference(text.place(), unreadable.file())));
                    }
                }
            }
        }
        return resolved;
    }

    /** Whether the check will not refuse the path anyway. */
    private boolean isNamed(JsonText text) {
        return data.trusted() || DataPath.problem(text.value()) == null;
    }

    private Json read(JsonText text, String pointer) {
        Path file = data.file(text.value());
        Json json = read.get(text.value());
        if (json == null) {
            json = reader.read(file);
            read.put(text.value(), json);
        }
        if (!(json instanceof JsonObject)) {
            throw new DescriptorException(
                    data.name(file),
                    List.of(new Finding("", json.place(), "This must be an object but is of the kind " + json.kind())));
        }
        references.put(pointer, new Reference(text.place(), data.name(file)));
        return json;
    }

    /** The findings of the whole, those within a referred file at the reference, with its name and place in words. */
    Checked place(Checked checked) {
        return new Checked(errors, List.of()).and(new Checked(place(checked.errors()), place(checked.warnings())));
    }

    private List<Finding> place(List<Finding> findings) {
        List<Finding> placed = new ArrayList<>();
        for (Finding finding : findings) {
            Reference reference = reference(finding.pointer());
            placed.add(reference == null ? finding : moved(finding, "", reference));
        }
        return placed;
    }

    private static Finding moved(Finding finding, String prefix, Reference reference) {
        Json.Place place = finding.place();
        String where = place.line() > 0 ? ":" + place.line() + ':' + place.column() : "";
        return new Finding(
                prefix + finding.pointer(),
                reference.place(),
                "in " + reference.file() + where + ": " + finding.message());
    }

    private @Nullable Reference reference(String pointer) {
        int end = -1;
        for (int slashes = 0; slashes < 4; slashes++) {
            end = pointer.indexOf('/', end + 1);
            if (end < 0) {
                end = pointer.length();
                break;
            }
        }
        return references.get(pointer.substring(0, end));
    }
}
