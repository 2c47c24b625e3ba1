package dev.weir.publish;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.version.Version;
import dev.weir.version.VersionFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of a published version's files. It is put before any of them and so takes the address: who finds that of
 * another version there puts nothing.
 */
final class FileList {
    private FileList() {}

    static byte[] of(VersionAddress version, List<VersionFile> published) {
        List<Json> files = new ArrayList<>();
        for (VersionFile file : published) {
            files.add(JsonObject.EMPTY
                    .with("path", file.path())
                    .with("hash", "sha256:" + file.hash())
                    .with("bytes", Json.of(file.bytes())));
        }
        Version said = version.version();
        return JsonWriter.write(JsonObject.EMPTY
                .with("version", said.version())
                .with("created", said.created().toString())
                .with("number", Json.of(said.number()))
                .with("manifest", said.name())
                .with("files", JsonArray.of(files)));
    }

    /** What a list says of the version that it is of, in words; where it is none, that. */
    static String words(byte[] bytes, String path) {
        try {
            if (JsonReader.read(bytes, path) instanceof JsonObject list && list.text("manifest") != null) {
                return "version " + list.text("version", "?") + " of " + list.text("created", "?") + " (manifest "
                        + list.text("manifest") + ")";
            }
        } catch (DescriptorException none) {
            // said below
        }
        return "a file that is no list of a version's files";
    }
}
