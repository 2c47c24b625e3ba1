package dev.weir.carry;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Ed25519 signatures of statements: a DSSE envelope, as in-toto asks for, around the statement's bytes. Keys are PEM files,
 * as {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} write them. Spec:
 * https://github.com/secure-systems-lab/dsse
 */
public final class Signatures {
    private static final String TYPE = "application/vnd.in-toto+json";
    private static final String ALGORITHM = "Ed25519";

    private Signatures() {}

    /** A key or a signature that is not what it should be. */
    public static final class RefusedException extends WeirException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * The private key of a file in PKCS #8.
     *
     * @throws RefusedException where it is none
     */
    public static PrivateKey privateKey(Path file) {
        byte[] key = pem(file, "PRIVATE KEY");
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException notOurs) {
            throw new RefusedException(file + ": no private key of " + ALGORITHM);
        }
    }

    /**
     * The public key of a file.
     *
     * @throws RefusedException where it is none
     */
    public static PublicKey publicKey(Path file) {
        byte[] key = pem(file, "PUBLIC KEY");
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(key));
        } catch (GeneralSecurityException notOurs) {
            throw new RefusedException(file + ": no public key of " + ALGORITHM);
        }
    }

    private static byte[] pem(Path file, String label) {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + ": " + unreadable.getMessage(), unreadable);
        }
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new RefusedException(file + ": no PEM file with a " + label);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException broken) {
            throw new RefusedException(file + ": broken base64");
        }
    }

    /** The statement's bytes in an envelope. */
    public static JsonObject signed(byte[] statement, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(encoded(TYPE, statement));
            Base64.Encoder base64 = Base64.getEncoder();
            JsonObject signed = JsonObject.EMPTY.with("sig", base64.encodeToString(signature.sign()));
            return JsonObject.EMPTY
                    .with("payloadType", TYPE)
                    .with("payload", base64.encodeToString(statement))
                    .with("signatures", JsonArray.of(List.<Json>of(signed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java of 17 has " + ALGORITHM, e);
        }
    }

    /**
     * The statement's bytes in an envelope.
     *
     * @throws RefusedException where no signature is the key's
     */
    public static byte[] opened(JsonObject envelope, PublicKey key) {
        try {
            byte[] statement = Base64.getDecoder().decode(envelope.text("payload", ""));
            for (JsonObject signed : envelope.objects("signatures")) {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initVerify(key);
                signature.update(encoded(envelope.text("payloadType", ""), statement));
                if (isOf(signature, Base64.getDecoder().decode(signed.text("sig", "")))
                        && envelope.text("payloadType", "").equals(TYPE)) {
                    return statement;
                }
            }
        } catch (IllegalArgumentException broken) {
            throw new RefusedException("the signature is no base64");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java of 17 has " + ALGORITHM, e);
        }
        throw new RefusedException("no signature of this key");
    }

    private static boolean isOf(Signature signature, byte[] bytes) {
        try {
            return signature.verify(bytes);
        } catch (GeneralSecurityException ofAnotherLength) {
            return false;
        }
    }

    /** What is signed: the type and the bytes, each with its length, so that none can be taken for the other. */
    private static byte[] encoded(String type, byte[] body) {
        byte[] head = ("DSSEv1 " + type.getBytes(StandardCharsets.UTF_8).length + " " + type + " " + body.length + " ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
