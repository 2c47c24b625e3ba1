package dev.weir.run;

import dev.weir.descriptor.Resource;
import dev.weir.parse.TableSource;
import dev.weir.report.ErrorCode;
import dev.weir.report.ErrorLog;
import dev.weir.report.RowError;
import dev.weir.source.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Size and hash of a resource's files as they are stored, against what the descriptor states.
 *
 * @param bytes -1 where there is no file
 * @param hash with its algorithm in front, null where none was asked for
 */
record FileStats(long bytes, @Nullable String hash) {
    static final FileStats UNKNOWN = new FileStats(-1, null);

    /**
     * Errors: {@code byte-count}, {@code hash-count}; a missing file is the source's.
     *
     * @param always whether the hash is wanted where the descriptor states none
     */
    static FileStats check(TableSource source, boolean always, ErrorLog log) {
        Resource resource = source.resource();
        List<Path> files = source.data().files(resource);
        if (files.isEmpty()) {
            return UNKNOWN;
        }
        try {
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            long stated = resource.bytes();
            if (stated >= 0 && stated != bytes) {
                log.add(RowError.ofFile(
                        ErrorCode.BYTE_COUNT,
                        resource.name(),
                        "expected is \"" + stated + "\" and actual is \"" + bytes + "\""));
            }
            String hash = resource.hash();
            if (hash == null && !always) {
                return new FileStats(bytes, null);
            }
            String algorithm =
                    hash == null ? "sha256" : hash.contains(":") ? hash.substring(0, hash.indexOf(':')) : "md5";
            String digest = digest(files, algorithm);
            String expected = hash == null ? digest : hash.substring(hash.indexOf(':') + 1);
            if (digest == null) {
                return new FileStats(bytes, null);
            }
            if (expected != null && !expected.toLowerCase(Locale.ROOT).equals(digest)) {
                log.add(RowError.ofFile(
                        ErrorCode.HASH_COUNT,
                        resource.name(),
                        "expected is \"" + expected + "\" and actual is \"" + digest + "\""));
            }
            return new FileStats(bytes, algorithm + ":" + digest);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(files.get(0) + ": cannot be read: " + Reason.of(e), e));
        }
    }

    /** The digest in hexadecimal digits; null where this Java does not know the algorithm. */
    private static @Nullable String digest(List<Path> files, String algorithm) throws IOException {
        MessageDigest digest;
        try {
            String name = algorithm.toUpperCase(Locale.ROOT);
            digest = MessageDigest.getInstance(
                    name.startsWith("SHA") && !name.contains("-") ? "SHA-" + name.substring(3) : name);
        } catch (NoSuchAlgorithmException e) {
            return null;
        }
        byte[] buffer = new byte[1 << 18];
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (byte value : digest.digest()) {
            text.append(Character.forDigit(value >> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
        }
        return text.toString();
    }
}
