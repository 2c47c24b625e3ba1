package dev.weir.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.weir.report.ErrorCode;
import dev.weir.source.SourceException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over https, from a server on loopback whose certificate is for localhost. */
class SecureTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private HttpsServer server;
    private SSLContext context;
    private int port;

    @BeforeEach
    void serve() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-validity",
                        "3650")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        known.setCertificateEntry("test", keys.getCertificate("test"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        port = server.getAddress().getPort();
        server.createContext("/a.csv", exchange -> {
            byte[] file = "id\n1\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        server.createContext("/down", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://localhost:" + port + "/a.csv");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Not trusted, in a world where loopback is a public address. */
    private WebCache cache(SSLSocketFactory secure) {
        WebRequest.Resolver resolver = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        WebRequest request = new WebRequest(false, WebLimits.DEFAULT, resolver, address -> null, secure);
        return new WebCache(folder.resolve("cache"), WebLimits.DEFAULT, request);
    }

    private Path fetch(SSLSocketFactory secure, String address) {
        return cache(secure).fetch(URI.create(address), null, 1000);
    }

    @Test
    void fileOfAServerWithItsCertificateIsRead() throws Exception {
        Path file = fetch(context.getSocketFactory(), "https://localhost:" + port + "/a.csv");
        assertEquals("id\n1\n", Files.readString(file));
    }

    @Test
    void certificateMustBeTrustedAndOfTheHost() {
        SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
        assertThrows(UncheckedIOException.class, () -> fetch(usual, "https://localhost:" + port + "/a.csv"));
        UncheckedIOException other = assertThrows(
                UncheckedIOException.class,
                () -> fetch(context.getSocketFactory(), "https://other.example:" + port + "/a.csv"));
        assertTrue(String.valueOf(other.getMessage()).startsWith("https://other.example"), other::getMessage);
    }

    @Test
    void redirectToHttpIsRefused() {
        SourceException refused = assertThrows(
                SourceException.class, () -> fetch(context.getSocketFactory(), "https://localhost:" + port + "/down"));
        assertEquals(ErrorCode.SCHEME_ERROR, refused.code());
        assertTrue(refused.note().contains("from https to http"), refused::note);
    }
}
