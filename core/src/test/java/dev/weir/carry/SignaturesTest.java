package dev.weir.carry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed statements, with the keys and the signature of RFC 8410 and RFC 8032. */
class SignaturesTest {
    private static final byte[] STATEMENT = "{\"a\": 1}\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private PrivateKey key;
    private PublicKey open;

    @BeforeEach
    void keys() throws IOException {
        key = Signatures.privateKey(
                pem("k", "PRIVATE KEY", "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"));
        open = Signatures.publicKey(
                pem("p", "PUBLIC KEY", "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="));
    }

    private Path pem(String name, String label, String base64) throws IOException {
        String text = "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void whatWasSignedIsOpenedByItsKey() {
        JsonObject signed = Signatures.signed(STATEMENT, key);
        assertEquals("application/vnd.in-toto+json", signed.text("payloadType"));
        assertEquals(signed, Signatures.signed(STATEMENT, key));
        assertArrayEquals(STATEMENT, Signatures.opened(signed, open));
    }

    @Test
    void whatIsNotWhatWasSignedIsRefused() throws IOException {
        JsonObject signed = Signatures.signed(STATEMENT, key);
        String other = Base64.getEncoder().encodeToString("{\"a\": 2}\n".getBytes(StandardCharsets.UTF_8));
        refused(signed.with("payload", other), open);
        refused(signed.with("payloadType", "text/plain"), open);
        refused(signed.with("signatures", JsonArray.of(List.of())), open);
        refused(signed.with("signatures", JsonArray.of(List.<Json>of(JsonObject.EMPTY.with("sig", "AAAA")))), open);
        refused(signed.with("payload", "no base64!"), open);
        PublicKey others = Signatures.publicKey(
                pem("o", "PUBLIC KEY", "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="));
        refused(signed, others);
    }

    private static void refused(JsonObject envelope, PublicKey key) {
        assertThrows(Signatures.RefusedException.class, () -> Signatures.opened(envelope, key));
    }

    @Test
    void whatIsNoKeyIsRefusedByTheNameOfItsFile() throws IOException {
        for (Path file : List.of(
                pem("none", "CERTIFICATE", "AAAA"),
                pem("empty", "PRIVATE KEY", ""),
                pem("other", "PRIVATE KEY", "AAAA"))) {
            String message = assertThrows(Signatures.RefusedException.class, () -> Signatures.privateKey(file))
                    .getMessage();
            assertEquals(file.toString(), message.substring(0, message.indexOf(": ")));
        }
        Path given = folder.resolve("k");
        assertThrows(Signatures.RefusedException.class, () -> Signatures.publicKey(given));
    }
}
