package dev.weir.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.report.ErrorCode;
import dev.weir.source.Sha256;
import dev.weir.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over a real connection on loopback, which tests alone may reach without being trusted. */
class WebCacheTest {
    private static final WebLimits QUICK = new WebLimits(100_000, 2000, 150, 400, 1024, 5, 4096);

    @TempDir
    Path folder;

    private final Server server = new Server();

    @AfterEach
    void close() {
        server.close();
    }

    private WebCache trusted() {
        return new WebCache(folder, true, QUICK);
    }

    /** A cache that is not trusted, for which a host has the addresses said. */
    private WebCache resolving(Map<String, String> addresses) {
        WebRequest.Resolver resolver = host -> {
            String address = addresses.get(host);
            return address == null
                    ? InetAddress.getAllByName(host)
                    : new InetAddress[] {
                        InetAddress.getByAddress(
                                host, InetAddress.getByName(address).getAddress())
                    };
        };
        return new WebCache(folder, QUICK, new WebRequest(false, QUICK, resolver, (SSLSocketFactory)
                SSLSocketFactory.getDefault()));
    }

    private static Path fetch(WebCache cache, String address) {
        return cache.fetch(URI.create(address), null, Long.MAX_VALUE);
    }

    private String fetched(String path) throws IOException {
        return Files.readString(fetch(trusted(), server.at(path)));
    }

    private SourceException refused(WebCache cache, String address) {
        SourceException refused = assertThrows(SourceException.class, () -> fetch(cache, address));
        assertTrue(files().isEmpty(), () -> "left: " + files());
        return refused;
    }

    private String failed(String path) {
        UncheckedIOException failed = assertThrows(UncheckedIOException.class, () -> fetch(trusted(), server.at(path)));
        assertTrue(files().isEmpty(), () -> "left: " + files());
        return String.valueOf(failed.getMessage());
    }

    /** What is in the cache but notes of addresses. */
    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("addresses"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fileIsNamedByWhatItHoldsAndAsTheAddress() throws IOException {
        server.file("/a/orders.csv?x=1", "id\n1\n");
        WebCache cache = trusted();
        Path file = fetch(cache, server.at("/a/orders.csv?x=1#part"));
        assertEquals("id\n1\n", Files.readString(file));
        assertEquals("orders.csv", String.valueOf(file.getFileName()));
        assertTrue(file.startsWith(folder.resolve(Sha256.of("id\n1\n".getBytes(StandardCharsets.UTF_8)))));
        assertEquals(server.at("/a/orders.csv?x=1#part"), String.valueOf(cache.address(file)));
    }

    @Test
    void nameWithoutEndingTakesThatOfItsMediaType() {
        server.file("/export", "id\n1\n", "Content-Type: text/csv; charset=utf-8");
        assertEquals(
                "export.csv",
                String.valueOf(fetch(trusted(), server.at("/export")).getFileName()));
    }

    @Test
    void chunksAreReadToTheirEnd() throws IOException {
        server.answer(
                "/c", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nid\n\r\n2;x=y\r\n1\n\r\n0\r\n\r\n");
        assertEquals("id\n1\n", fetched("/c"));
    }

    @Test
    void addressIsAskedOnceAProcess() {
        server.file("/a.csv", "id\n");
        WebCache cache = trusted();
        assertEquals(fetch(cache, server.at("/a.csv")), fetch(cache, server.at("/a.csv")));
        assertEquals(1, server.requests.size());
    }

    @Test
    void unchangedFileIsNotSentAgain() throws IOException {
        server.file("/a.csv", "id\n1\n", "ETag: \"v1\"");
        fetched("/a.csv");
        server.answer("/a.csv", "HTTP/1.1 304 Not Modified\r\n\r\n");
        assertEquals("id\n1\n", fetched("/a.csv"));
        assertTrue(server.requests.get(1).contains("If-None-Match: \"v1\"\n"), server.requests.get(1));
    }

    @Test
    void changedFileIsSentAgain() throws IOException {
        server.file("/a.csv", "id\n1\n", "Last-Modified: Tue, 01 Dec 2020 00:00:00 GMT");
        fetched("/a.csv");
        server.file("/a.csv", "id\n2\n");
        assertEquals("id\n2\n", fetched("/a.csv"));
        assertTrue(server.requests.get(1).contains("If-Modified-Since: Tue, 01 Dec 2020 00:00:00 GMT\n"));
    }

    @Test
    void damagedFileOfTheCacheIsFetchedAgain() throws IOException {
        server.file("/a.csv", "id\n1\n", "ETag: \"v1\"");
        Files.writeString(fetch(trusted(), server.at("/a.csv")), "id\n9\n");
        assertEquals("id\n1\n", fetched("/a.csv"));
        assertFalse(server.requests.get(1).contains("If-None-Match"));
    }

    @Test
    void fileOfTheStatedHashIsNotAskedForAgain() throws IOException {
        server.file("/a.csv", "id\n1\n");
        server.file("/b/other.csv", "id\n1\n");
        String hash = Sha256.of("id\n1\n".getBytes(StandardCharsets.UTF_8));
        fetched("/a.csv");
        Path file = trusted().fetch(URI.create(server.at("/b/other.csv")), hash, Long.MAX_VALUE);
        assertEquals("id\n1\n", Files.readString(file));
        assertEquals("other.csv", String.valueOf(file.getFileName()));
        assertEquals(1, server.requests.size());
        Files.writeString(file, "id\n9\n");
        assertEquals(
                "id\n1\n",
                Files.readString(trusted().fetch(URI.create(server.at("/b/other.csv")), hash, Long.MAX_VALUE)));
    }

    @Test
    void redirectsAreFollowedAndRelativePathsStartFromTheLast() throws IOException {
        server.answer("/a", "HTTP/1.1 302 Found\r\nLocation: /b/c.csv\r\nContent-Length: 0\r\n\r\n");
        server.file("/b/c.csv", "id\n");
        WebCache cache = trusted();
        Path file = fetch(cache, server.at("/a"));
        assertEquals("id\n", Files.readString(file));
        assertEquals(server.at("/a"), String.valueOf(cache.address(file)));
        assertEquals(server.at("/b/c.csv"), String.valueOf(cache.base(file)));
    }

    @Test
    void endlessRedirectsAreALimit() {
        server.answer("/a", "HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n");
        SourceException refused = refused(trusted(), server.at("/a"));
        assertEquals(ErrorCode.SOURCE_ERROR, refused.code());
        assertEquals(6, server.requests.size());
    }

    @Test
    void privateAddressesAreNotAskedInAnySpelling() {
        int port = server.port();
        for (String host : List.of(
                "127.0.0.1",
                "localhost",
                "LOCALHOST",
                "127.1",
                "2130706433",
                "017700000001",
                "0177.0.0.1",
                "0x7f000001",
                "0x7f.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::]",
                "0.0.0.0",
                "10.0.0.1",
                "169.254.169.254",
                "192.168.0.1",
                "224.0.0.1",
                "[fe80::1]",
                "[fd00::1]")) {
            SourceException refused = refused(resolving(Map.of()), "http://" + host + ":" + port + "/a");
            assertEquals(ErrorCode.SCHEME_ERROR, refused.code(), host);
        }
        assertTrue(server.requests.isEmpty());
    }

    @Test
    void hostThatResolvesToAPrivateAddressIsNotAsked() {
        SourceException refused =
                refused(resolving(Map.of("data.example.org", "127.0.0.1")), "http://data.example.org:" + server.port());
        assertTrue(refused.note().contains("127.0.0.1, which is an address of this computer"), refused.note());
        assertTrue(server.requests.isEmpty());
    }

    @Test
    void redirectToAPrivateAddressIsNotFollowed() {
        server.file("/b", "id\n");
        WebRequest.Resolver resolver = host -> new InetAddress[] {
            host.equals("public.example") ? InetAddress.getLoopbackAddress() : InetAddress.getByName("10.0.0.1")
        };
        WebRequest.Rule rule = address -> address.isLoopbackAddress() ? null : PublicAddress.problem(address);
        WebRequest request =
                new WebRequest(false, QUICK, resolver, rule, (SSLSocketFactory) SSLSocketFactory.getDefault());
        for (String location : List.of("http://inside.example/b", "//inside.example/b", "http://0x7f.1/b")) {
            server.answer("/a", "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
            WebCache cache = new WebCache(folder, QUICK, request);
            assertEquals(
                    ErrorCode.SCHEME_ERROR,
                    refused(cache, "http://public.example:" + server.port() + "/a")
                            .code(),
                    location);
        }
    }

    /** The host is resolved once, and what was checked is what is connected to: a second answer is never asked for. */
    @Test
    void hostIsResolvedOnce() {
        server.file("/a.csv", "id\n");
        List<String> asked = new ArrayList<>();
        WebRequest.Resolver resolver = host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        WebCache cache = new WebCache(
                folder, QUICK, new WebRequest(true, QUICK, resolver, (SSLSocketFactory) SSLSocketFactory.getDefault()));
        fetch(cache, "http://data.example.org:" + server.port() + "/a.csv");
        assertEquals(List.of("data.example.org"), asked);
        assertTrue(server.requests.get(0).contains("Host: data.example.org:"), server.requests.get(0));
    }

    @Test
    void otherSchemesAndUsersAreRefused() {
        for (String address : List.of(
                "ftp://example.org/a",
                "file:///etc/passwd",
                "jar:http://example.org/a!/b",
                "https://user:pw@example.org/",
                "http:///a",
                "http:a",
                "gopher://example.org/")) {
            assertEquals(ErrorCode.SCHEME_ERROR, refused(trusted(), address).code(), address);
        }
    }

    @Test
    void redirectToAnotherSchemeIsRefused() {
        for (String location : List.of("file:///etc/passwd", "ftp://example.org/a", "javascript:1", "http://a b/")) {
            server.answer("/a", "HTTP/1.1 301 Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
            assertEquals(
                    ErrorCode.SCHEME_ERROR, refused(trusted(), server.at("/a")).code(), location);
        }
    }

    @Test
    void wrongLengthsAreNoFile() {
        server.answer("/short", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nid\n1\n");
        server.answer("/long", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nid\n1\n");
        server.answer("/two", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nid\n1\n");
        server.answer("/none", "HTTP/1.1 200 OK\r\n\r\nid\n1\n");
        server.answer("/word", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nid\n1\n");
        server.answer("/both", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        server.answer("/chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nid\n1\n\r\n");
        server.answer("/size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nid\n");
        server.answer("/over", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nid\n1\n\r\n0\r\n\r\n");
        for (String path : List.of("/short", "/long", "/two", "/none", "/word", "/both", "/chunk", "/size", "/over")) {
            String message = failed(path);
            assertTrue(message.startsWith(server.at(path) + ": "), message);
        }
        assertTrue(failed("/short").contains("the connection ended after 5 bytes, 5 too early"), failed("/short"));
    }

    @Test
    void whatDoesNotSpeakHttpIsNoFile() {
        server.answer("/a", "SSH-2.0-x\r\n\r\n");
        server.answer("/empty", "");
        assertTrue(failed("/a").contains("does not speak HTTP"));
        failed("/empty");
    }

    @Test
    void endlessBodyIsALimit() {
        byte[] chunk = ("2000\r\n" + "x".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        server.answer("/a", out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) { // until the client is gone
                out.write(chunk);
            }
        });
        SourceException refused = refused(trusted(), server.at("/a"));
        assertEquals(ErrorCode.SOURCE_ERROR, refused.code());
        assertTrue(refused.note().contains("more than 100000 bytes"), refused.note());
    }

    @Test
    void endlessHeadersAreALimit() {
        server.answer("/a", out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) { // until the client is gone
                out.write("X: y\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        assertEquals(ErrorCode.SOURCE_ERROR, refused(trusted(), server.at("/a")).code());
    }

    @Test
    void silenceIsALimit() {
        Object never = new Object();
        server.answer("/a", out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nid".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            pause(never, 5000);
        });
        SourceException refused = refused(trusted(), server.at("/a"));
        assertTrue(refused.note().contains("sent nothing for 150 ms"), refused.note());
    }

    @Test
    void dripsAreALimit() {
        Object never = new Object();
        server.answer("/a", out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) { // until the client is gone
                out.write('x');
                out.flush();
                pause(never, 20);
            }
        });
        SourceException refused = refused(trusted(), server.at("/a"));
        assertTrue(refused.note().contains("fewer than 1024 bytes a second"), refused.note());
    }

    /** The slow side of a connection: nothing wakes it. */
    private static void pause(Object never, long millis) {
        synchronized (never) {
            try {
                never.wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void compressionThatWasNotAskedForIsRefused() throws IOException {
        server.file("/a.csv", "xxxx", "Content-Encoding: gzip");
        server.file("/b.csv", "xxxx", "Content-Encoding: br");
        assertEquals(
                ErrorCode.SCHEME_ERROR, refused(trusted(), server.at("/a.csv")).code());
        assertEquals(
                ErrorCode.SCHEME_ERROR, refused(trusted(), server.at("/b.csv")).code());
        server.file("/a.csv.gz", "xxxx", "Content-Encoding: gzip");
        assertEquals("xxxx", fetched("/a.csv.gz"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertTrue(refused(trusted(), server.at("/nothing")).note().contains("answers 404"));
        server.answer("/secret", "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
        assertTrue(refused(trusted(), server.at("/secret")).note().contains("answers 401"));
    }
}
