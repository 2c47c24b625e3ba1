package dev.weir.write;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor in the target's folder as it was read: its bytes, and what it says.
 *
 * @param bytes null where the file is not there
 */
record Published(Path file, byte @Nullable [] bytes, DataPackage dataPackage) {
    private static final Pattern NUMBERED = Pattern.compile("data/([0-9]{1,9})/([^/\\\\.][^/\\\\]*)");

    /** Reads it; a package without resources where it is not there. */
    static Published read(Path file) {
        byte[] bytes = bytes(file);
        if (bytes == null) {
            return new Published(file, null, DataPackage.EMPTY);
        }
        return JsonReader.read(bytes, file.toString()) instanceof JsonObject object
                ? new Published(file, bytes, new DataPackage(object))
                : new Published(file, bytes, DataPackage.EMPTY);
    }

    /** The same for a file of our own that may be broken: then it says nothing. */
    static Published readLeniently(Path file) {
        try {
            return read(file);
        } catch (DescriptorException broken) {
            return new Published(file, null, DataPackage.EMPTY);
        }
    }

    static byte @Nullable [] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException e) {
            throw Disk.failed(file, "read", e);
        }
    }

    boolean isThere() {
        return bytes != null;
    }

    /** Whether the file still has the bytes that were read. */
    boolean isCurrent() {
        return Arrays.equals(bytes, bytes(file));
    }

    /** The paths of all resources. */
    Set<String> paths() {
        Set<String> paths = new HashSet<>();
        for (Resource resource : dataPackage.resources()) {
            paths.addAll(resource.paths());
        }
        return paths;
    }

    /** The number of the version that wrote a file, by its path; -1 where the path has none. */
    static int number(String path) {
        var matcher = NUMBERED.matcher(path);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** How a message calls the version. */
    String version() {
        String version = dataPackage.version();
        return bytes == null ? "no version" : version == null ? "a version without a number" : "version " + version;
    }

    List<String> paths(String resource) {
        Resource found = dataPackage.resource(resource);
        return found == null ? List.of() : found.paths();
    }
}
