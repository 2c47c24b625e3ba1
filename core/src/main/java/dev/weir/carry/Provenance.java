package dev.weir.carry;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that a version carries to say where it comes from: {@code provenance/<version>/} with {@code statement.json}
 * (in-toto), {@code statement.dsse.json} where it is signed, {@code openlineage.jsonl}; and {@code croissant.json}. Their bytes follow from the facts alone.
 */
public final class Provenance {
    private static final String FOLDER = "provenance";
    private static final String STATEMENT = "statement.json";
    private static final String ENVELOPE = "statement.dsse.json";

    private Provenance() {}

    /**
     * Makes them.
     *
     * @param key signs the statement; null for no signature
     * @return the bytes of each, by its path from the package's folder
     */
    public static Map<String, byte[]> files(Origin origin, @Nullable PrivateKey key) {
        String place = FOLDER + "/" + version(origin.written().json()) + "/";
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] statement = JsonWriter.write(Statement.of(origin));
        files.put(place + STATEMENT, statement);
        if (key != null) {
            files.put(place + ENVELOPE, JsonWriter.write(Signatures.signed(statement, key)));
        }
        StringBuilder events = new StringBuilder();
        OpenLineage.of(origin)
                .forEach(event -> events.append(JsonWriter.compact(event)).append('\n'));
        files.put(place + "openlineage.jsonl", events.toString().getBytes(StandardCharsets.UTF_8));
        files.put("croissant.json", JsonWriter.write(Croissant.of(origin)));
        return files;
    }

    /**
     * The file that says it of a version, by its path from the package's folder.
     *
     * @param signed whether that is the signed one
     */
    public static String path(JsonObject descriptor, boolean signed) {
        return FOLDER + "/" + version(descriptor) + "/" + (signed ? ENVELOPE : STATEMENT);
    }

    /** A version as a folder's name: what is no letter, digit, point, plus or dash is an underscore. */
    private static String version(JsonObject descriptor) {
        String version = descriptor.text("version", "").replaceAll("[^A-Za-z0-9.+-]", "_");
        return version.isEmpty() || version.startsWith(".") ? "_" + version : version;
    }

    /**
     * Checks a package against its signed statement: the signature, then every file that the statement names.
     *
     * @param folder of the package
     * @return what is wrong, each with the file's name; empty for nothing
     * @throws UncheckedIOException where a file cannot be read
     */
    public static List<String> verify(Path folder, PublicKey key) {
        Path descriptor = folder.resolve("datapackage.json");
        Path envelope = folder.resolve(path(read(descriptor), true));
        if (!Files.isRegularFile(envelope)) {
            return List.of(envelope + ": there is no signature");
        }
        byte[] statement;
        try {
            statement = Signatures.opened(read(envelope), key);
        } catch (Signatures.RefusedException refused) {
            return List.of(envelope + ": " + refused.getMessage());
        }
        List<String> wrong = new ArrayList<>();
        JsonObject said = object(JsonReader.read(statement, envelope.toString()));
        List<JsonObject> subjects = said.objects("subject");
        if (subjects.isEmpty() || !"datapackage.json".equals(subjects.get(0).text("name"))) {
            wrong.add(envelope + ": it is not about a package");
        }
        for (JsonObject subject : subjects) {
            Path file = folder.resolve(subject.text("name", ""));
            JsonObject digest = subject.object("digest");
            String expected = digest == null ? "" : digest.text("sha256", "");
            if (!Files.isRegularFile(file)) {
                wrong.add(file + ": it is signed, but not there");
            } else if (!Facts.stored(file, "").sha256().equals(expected)) {
                wrong.add(file + ": it is not what was signed");
            }
        }
        return wrong;
    }

    private static JsonObject read(Path file) {
        try {
            return object(JsonReader.read(Files.readAllBytes(file), file.toString()));
        } catch (DescriptorException broken) {
            return JsonObject.EMPTY;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static JsonObject object(Json json) {
        return json instanceof JsonObject object ? object : JsonObject.EMPTY;
    }
}
