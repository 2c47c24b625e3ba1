package dev.weir.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The JSON Schema (draft 7) of a kind of descriptor, for editors and other validators: what the standard's text says, as
 * far as a JSON Schema can say it. It needs no other file.
 *
 * <p>What it cannot say {@link DescriptorCheck} does: names that are unique, keys that name fields, values that must be
 * of a field's type, patterns, dates. The profiles that the standard publishes differ from its text in places; this one
 * keeps to the text.
 */
public final class Profile {
    /** The versions of the standard that there are profiles of. */
    public static final List<String> VERSIONS = List.of("1.0", "2.0");

    private Profile() {}

    /**
     * A profile.
     *
     * @param version one of {@link #VERSIONS}
     */
    public static JsonObject of(DescriptorKind kind, String version) {
        JsonObject root = JsonObject.EMPTY.with("$ref", Json.of("#/definitions/" + kind.noun()));
        return JsonObject.EMPTY
                .with("$schema", Json.of("http://json-schema.org/draft-07/schema#"))
                .with("title", Json.of(kind.title() + ", version " + version))
                .with("allOf", JsonArray.of(List.of(root)))
                .with("definitions", definitions(version));
    }

    private static Json definitions(String version) {
        String name = "profiles/" + version + ".json";
        try (InputStream in = Profile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no profile of version " + version);
            }
            return JsonReader.read(in.readAllBytes(), name);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
