package dev.weir.web;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.source.Reason;
import dev.weir.source.Remote;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Files from addresses in a folder of the user: {@code <SHA-256 of the bytes>/<hash of the address>/<name>}. A file gets
 * there whole or not at all, and its hash is taken again before it is used.
 *
 * <p>An address is asked once a process. A file whose hash is stated and that is here is not asked for; of another the
 * server is asked whether it has changed. The folder may be deleted at any time. Several processes may use it; safe for
 * several threads, one of which fetches at a time.
 */
public final class WebCache implements Remote {
    private static final long OLD_MILLIS = 24L * 3600 * 1000;
    private static final Map<String, String> ENDINGS = Map.of(
            "text/csv", ".csv",
            "text/tab-separated-values", ".tsv",
            "application/json", ".json",
            "application/x-ndjson", ".ndjson",
            "application/zip", ".zip",
            "application/yaml", ".yaml");

    private final Path folder;
    private final WebLimits limits;
    private final WebRequest request;
    private final Map<URI, Path> fetched = new HashMap<>();
    private final Map<Path, Place> places = new HashMap<>();

    /** The address that was asked for, and the one that answered. */
    private record Place(URI asked, URI answered) {}

    /** What is known of an address from the last time. */
    private record Known(
            Path file, @Nullable String etag, @Nullable String modified) {}

    /**
     * @param folder the cache, made where it is not there
     * @param trusted whether private addresses, and redirects from https to http, are followed
     */
    public WebCache(Path folder, boolean trusted, WebLimits limits) {
        this(folder, limits, new WebRequest(trusted, limits, InetAddress::getAllByName, (SSLSocketFactory)
                SSLSocketFactory.getDefault()));
    }

    WebCache(Path folder, WebLimits limits, WebRequest request) {
        this.folder = folder.toAbsolutePath();
        this.limits = limits;
        this.request = request;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public synchronized @Nullable URI address(Path file) {
        Place place = places.get(file);
        return place == null ? null : place.asked();
    }

    @Override
    public synchronized @Nullable URI base(Path file) {
        Place place = places.get(file);
        return place == null ? null : place.answered();
    }

    @Override
    public synchronized Path fetch(URI asked, @Nullable String sha256, long mostBytes) {
        URI address = withoutFragment(asked);
        Path known = fetched.get(address);
        if (known != null) {
            return known;
        }
        try {
            Place place = new Place(asked, address);
            Path file = null;
            if (sha256 != null) {
                file = held(address, sha256);
            }
            if (file == null) {
                Known before = known(address);
                try (WebRequest.Answer answer = request.get(address, conditions(before))) {
                    place = new Place(asked, answer.address());
                    file = answer.status() == 304 && before != null
                            ? before.file()
                            : download(address, answer, Math.min(mostBytes, limits.bytes()));
                }
            }
            fetched.put(address, file);
            places.put(file, place);
            return file;
        } catch (IOException problem) {
            throw new UncheckedIOException(folder + ": the cache cannot be used: " + Reason.of(problem), problem);
        }
    }

    private static URI withoutFragment(URI address) {
        String text = address.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? address : URI.create(text.substring(0, hash));
    }

    private static Map<String, String> conditions(@Nullable Known before) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (before != null && before.etag() != null) {
            headers.put("If-None-Match", before.etag());
        } else if (before != null && before.modified() != null) {
            headers.put("If-Modified-Since", before.modified());
        }
        return headers;
    }

    private Path download(URI address, WebRequest.Answer answer, long most) throws IOException {
        if (answer.status() == 404 || answer.status() == 410) {
            throw WebRequest.refused(address, "There is no such file: the server answers " + answer.status());
        }
        if (answer.status() != 200) {
            throw WebRequest.refused(address, "The server does not give the file but answers " + answer.status());
        }
        String encoding = answer.headers().getOrDefault("content-encoding", "identity");
        boolean isStored = encoding.toLowerCase(Locale.ROOT).endsWith("gzip")
                && String.valueOf(address.getPath()).endsWith(".gz");
        if (!encoding.equalsIgnoreCase("identity") && !isStored) {
            throw WebRequest.refused(
                    address, "The server sends it compressed by " + encoding + ", which it was not asked");
        }
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "weir", ".part");
        try {
            removeOld(Files.getLastModifiedTime(part));
            String hash = copy(address, answer, part, most);
            Path file = of(address, hash).resolve(name(address, answer.headers().get("content-type")));
            Files.createDirectories(of(address, hash));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            remember(address, answer, hash, String.valueOf(file.getFileName()));
            return file;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Removes what killed processes left. */
    private void removeOld(FileTime now) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "weir*.part")) {
            for (Path part : parts) {
                if (Files.exists(part)
                        && now.toMillis() - Files.getLastModifiedTime(part).toMillis() > OLD_MILLIS) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** Writes the body, and gives its SHA-256. */
    private String copy(URI address, WebRequest.Answer answer, Path part, long most) throws IOException {
        MessageDigest digest = Sha256.digest();
        long start = System.nanoTime();
        long count = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int read = next(address, answer, buffer); read >= 0; read = next(address, answer, buffer)) {
                count += read;
                long millis = (System.nanoTime() - start) / 1_000_000;
                if (count > most) {
                    throw WebRequest.limit(address, "The server sends more than " + most + " bytes, Weir's limit here");
                }
                if (millis > limits.graceMillis() && count / (millis / 1000.0) < limits.bytesPerSecond()) {
                    throw WebRequest.limit(
                            address,
                            "The server sends fewer than " + limits.bytesPerSecond() + " bytes a second, Weir's limit");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private int next(URI address, WebRequest.Answer answer, byte[] buffer) {
        try {
            return answer.body().read(buffer);
        } catch (SocketTimeoutException late) {
            throw WebRequest.limit(address, "The server sent nothing for " + limits.idleMillis() + " ms, Weir's limit");
        } catch (IOException problem) {
            throw new UncheckedIOException(address + ": is not whole: " + Reason.of(problem), problem);
        }
    }

    /** The last name of an address; without an ending that says what it is, one for its media type. */
    private static String name(URI address, @Nullable String mediaType) {
        String path = String.valueOf(address.getPath());
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "-");
        String name = last.substring(Math.max(0, last.length() - 100)).replaceFirst("^\\.+", "");
        name = name.isEmpty() ? "file" : name;
        String type = mediaType == null ? "" : mediaType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return name.lastIndexOf('.') > 0 ? name : name + ENDINGS.getOrDefault(type, "");
    }

    private Path of(URI address, String sha256) {
        return folder.resolve(sha256).resolve(hash(address).substring(0, 16));
    }

    private static String hash(URI address) {
        return Sha256.of(address.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A file of the stated hash, from whatever address it was fetched, under this one's name; null where there is none. */
    private @Nullable Path held(URI address, String sha256) throws IOException {
        if (!Files.isDirectory(folder.resolve(sha256))) {
            return null;
        }
        Path file = of(address, sha256).resolve(name(address, null));
        try (Stream<Path> held = Files.walk(folder.resolve(sha256), 2)) {
            for (Path each : held.filter(Files::isRegularFile).toList()) {
                if (whole(each, sha256) != null) {
                    if (!Files.exists(file)) {
                        Files.createDirectories(of(address, sha256));
                        Files.createLink(file, each);
                    }
                    return whole(file, sha256);
                }
            }
        }
        return null;
    }

    private static @Nullable Path whole(Path file, String sha256) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(sha256) ? file : null;
    }

    private Path note(URI address) {
        return folder.resolve("addresses").resolve(hash(address) + ".json");
    }

    private @Nullable Known known(URI address) throws IOException {
        Path note = note(address);
        if (!Files.isRegularFile(note)) {
            return null;
        }
        try {
            Json json = JsonReader.read(Files.readAllBytes(note), note.toString());
            if (json instanceof JsonObject known && known.text("address", "").equals(address.toString())) {
                String hash = known.text("sha256", "");
                String name = known.text("name", "");
                if (hash.matches("[0-9a-f]{64}") && name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
                    Path file = whole(of(address, hash).resolve(name), hash);
                    return file == null ? null : new Known(file, known.text("etag"), known.text("modified"));
                }
            }
        } catch (DescriptorException | IllegalArgumentException damaged) { // fetched again
            return null;
        }
        return null;
    }

    private void remember(URI address, WebRequest.Answer answer, String hash, String name) throws IOException {
        String etag = answer.headers().get("etag");
        String modified = answer.headers().get("last-modified");
        JsonObject known = JsonObject.EMPTY
                .with("address", address.toString())
                .with("sha256", hash)
                .with("name", name);
        known = etag == null ? known : known.with("etag", etag);
        known = modified == null ? known : known.with("modified", modified);
        Path note = note(address);
        Files.createDirectories(folder.resolve("addresses"));
        Path part = Files.createTempFile(folder, "weir", ".part");
        try {
            Files.write(part, JsonWriter.write(known));
            Files.move(part, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
