package dev.weir.carry;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files beside a package that say where it comes from: {@code provenance/<version>/} with {@code statement.json}
 * (in-toto), {@code statement.dsse.json} where it is signed, {@code openlineage.jsonl}; and {@code croissant.json}, of the
 * newest version. Their bytes follow from the facts alone.
 */
public final class Provenance {
    private static final String FOLDER = "provenance";
    private static final String STATEMENT = "statement.json";
    private static final String ENVELOPE = "statement.dsse.json";

    private Provenance() {}

    /**
     * Writes them; each file appears whole.
     *
     * @param folder of the package
     * @param key signs the statement; null for no signature
     * @return the files, as paths from the package's folder
     * @throws UncheckedIOException where one cannot be written
     */
    public static List<String> write(Path folder, Origin origin, @Nullable PrivateKey key) {
        String place = FOLDER + "/" + version(origin.written().json());
        List<String> written = new ArrayList<>();
        byte[] statement = JsonWriter.write(Statement.of(origin));
        put(folder, place + "/" + STATEMENT, statement, written);
        if (key == null) {
            delete(folder.resolve(place).resolve(ENVELOPE)); // of a statement that is no more
        } else {
            byte[] envelope = JsonWriter.write(Signatures.signed(statement, key));
            put(folder, place + "/" + ENVELOPE, envelope, written);
        }
        StringBuilder events = new StringBuilder();
        OpenLineage.of(origin)
                .forEach(event -> events.append(JsonWriter.compact(event)).append('\n'));
        put(folder, place + "/openlineage.jsonl", events.toString().getBytes(StandardCharsets.UTF_8), written);
        put(folder, "croissant.json", JsonWriter.write(Croissant.of(origin)), written);
        return written;
    }

    /**
     * Whether they are there for the version that the descriptor states.
     *
     * @param signed whether a signature has to be there, too
     */
    public static boolean isThere(Path folder, boolean signed) {
        Path place = folder.resolve(FOLDER).resolve(version(read(folder.resolve("datapackage.json"))));
        return Files.isRegularFile(place.resolve(signed ? ENVELOPE : STATEMENT));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(file + ": cannot be deleted: " + problem.getMessage(), problem);
        }
    }

    /** A version as a folder's name: what is no letter, digit, point, plus or dash is an underscore. */
    private static String version(JsonObject descriptor) {
        String version = descriptor.text("version", "").replaceAll("[^A-Za-z0-9.+-]", "_");
        return version.isEmpty() || version.startsWith(".") ? "_" + version : version;
    }

    private static void put(Path folder, String path, byte[] bytes, List<String> written) {
        Path file = folder.resolve(path);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.resolveSibling(""));
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            delete(temporary);
            throw new UncheckedIOException(file + ": cannot be written: " + problem.getMessage(), problem);
        }
        written.add(path);
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
        Path envelope =
                folder.resolve(FOLDER).resolve(version(read(descriptor))).resolve(ENVELOPE);
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
