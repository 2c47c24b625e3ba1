package dev.weir.version;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a folder shows that has no store yet, written by an earlier Weir or by others: the first version. */
final class Adopted {
    private Adopted() {}

    /** The version, without its bytes kept; null where the folder has no descriptor. */
    static @Nullable Version of(Path folder, long large, RunOptions options, Instant now) {
        byte[] bytes = StoreFolder.bytes(folder.resolve(StoreFolder.DESCRIPTOR));
        if (bytes == null) {
            return null;
        }
        Set<String> paths = new LinkedHashSet<>();
        paths.add(StoreFolder.DESCRIPTOR);
        String declared = null;
        if (JsonReader.read(bytes, folder.toString()) instanceof JsonObject json) {
            DataPackage there = new DataPackage(json);
            declared = there.version();
            for (Resource resource : there.resources()) {
                resource.paths().stream().filter(SafeFiles::isSafe).forEach(paths::add);
            }
        }
        List<VersionFile> files = new ArrayList<>();
        for (String path : paths.stream().sorted().toList()) {
            Path file = folder.resolve(path);
            if (Files.isRegularFile(file)) {
                long size = SafeFiles.size(file);
                String at = size > large ? path : null;
                files.add(new VersionFile(path, SafeFiles.hash(file), size, at));
            }
        }
        boolean valid = Weir.validate(folder, options).valid();
        Judged judged = new Judge(List.of(), options).first(declared, valid);
        return new Version(
                "",
                1,
                judged.version(),
                declared,
                now,
                valid,
                null,
                judged.bump(),
                judged.reasons(),
                1,
                files,
                judged.resources(),
                JsonObject.EMPTY);
    }
}
