package dev.weir.source;

import dev.weir.descriptor.DataPath;
import dev.weir.report.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How files of a package come from addresses: those that it names, and, where its descriptor has an address, the others
 * beside that.
 *
 * @param base the address that relative paths start from; null for a descriptor that is a local file
 */
public record RemoteFolder(Remote remote, @Nullable URI base) {

    /** The folder of a descriptor, which may have been fetched. */
    static @Nullable RemoteFolder of(@Nullable Remote remote, Path descriptor) {
        return remote == null ? null : new RemoteFolder(remote, remote.base(descriptor));
    }

    /** Whether a file of this name comes from an address. */
    boolean holds(String path) {
        return base != null || DataPath.isUrl(path);
    }

    /** What relative paths start from, as a folder that is not there: it tells packages apart. */
    @Nullable
    Path folder() {
        return base == null ? null : remote.folder().resolve("at").resolve(Sha256.of(bytes(base)));
    }

    private static byte[] bytes(URI base) {
        return base.resolve(".").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The file that a descriptor names; a relative path may not lead out of the folder, whoever is trusted. */
    Path fetch(String path, @Nullable String sha256, long mostBytes) {
        return remote.fetch(address(path), sha256, mostBytes);
    }

    private URI address(String path) {
        if (base == null || DataPath.isUrl(path)) {
            return parse(path);
        }
        String problem = DataPath.problem(path);
        if (problem != null) {
            throw new SourceException(ErrorCode.SCHEME_ERROR, path, problem);
        }
        try {
            String start = String.valueOf(base.getRawPath());
            String folder = start.substring(0, start.lastIndexOf('/') + 1);
            String name = new URI(null, null, "/" + path, null).toASCIIString().substring(1);
            return URI.create(
                    base.getScheme() + "://" + base.getRawAuthority() + (folder.isEmpty() ? "/" : folder) + name);
        } catch (URISyntaxException invalid) {
            throw new SourceException(ErrorCode.SCHEME_ERROR, path, "This is no path here: " + invalid.getReason());
        }
    }

    /** An address as people write it: blanks are taken for %20. */
    public static URI parse(String text) {
        try {
            return new URI(text.replace(" ", "%20"));
        } catch (URISyntaxException invalid) {
            throw new SourceException(
                    ErrorCode.SCHEME_ERROR, text, "This is no address: " + invalid.getReason(), -1, invalid);
        }
    }
}
