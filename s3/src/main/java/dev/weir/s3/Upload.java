package dev.weir.s3;

import dev.weir.publish.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends an object where there is none: small ones from memory, others from a temporary file, as a request that fails is
 * sent again; those past 100 MB in parts. Memory: the largest small object.
 */
final class Upload {
    private static final long IN_MEMORY = 8L << 20;
    private static final long IN_ONE = 100_000_000;
    private static final long MOST_PARTS = 9_000;
    private static final long PART = 64L << 20;

    private final S3Client client;
    private final String bucket;

    Upload(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Whether the server says that a condition does not hold, or that another writes the same object now. */
    static boolean isTaken(S3Exception refused) {
        return refused.statusCode() == 412 || refused.statusCode() == 409;
    }

    /** @throws TakenException where there is an object */
    void put(String key, String type, Content content) {
        try {
            if (content.size() <= IN_MEMORY) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) content.size());
                content.writeTo(Channels.newChannel(bytes));
                one(key, type, content, RequestBody.fromBytes(bytes.toByteArray()));
            } else {
                spooled(key, type, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file cannot be written: " + e.getMessage(), e);
        } catch (S3Exception refused) {
            if (isTaken(refused)) {
                throw new TakenException(refused);
            }
            throw refused;
        }
    }

    private void spooled(String key, String type, Content content) throws IOException {
        Path file = Files.createTempFile("weir-publish", ".tmp");
        try {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
            if (content.size() <= IN_ONE) {
                one(key, type, content, RequestBody.fromFile(file));
            } else {
                parts(key, type, content, file);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void one(String key, String type, Content content, RequestBody body) {
        client.putObject(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentType(type)
                        .metadata(Map.of(S3Target.HASH, content.hash()))
                        .checksumSHA256(Base64.getEncoder().encodeToString(S3Target.bytes(content.hash())))
                        .ifNoneMatch("*")
                        .build(),
                body);
    }

    private void parts(String key, String type, Content content, Path file) throws IOException {
        String id = client.createMultipartUpload(request -> request.bucket(bucket)
                        .key(key)
                        .contentType(type)
                        .metadata(Map.of(S3Target.HASH, content.hash())))
                .uploadId();
        boolean done = false;
        try {
            List<CompletedPart> sent = new ArrayList<>();
            long part = Math.max(PART, content.size() / MOST_PARTS + 1);
            for (long from = 0; from < content.size(); from += part) {
                sent.add(part(key, id, sent.size() + 1, file, from, Math.min(part, content.size() - from)));
            }
            client.completeMultipartUpload(request -> request.bucket(bucket)
                    .key(key)
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(sent))
                    .ifNoneMatch("*"));
            done = true;
        } finally {
            if (!done) {
                abort(key, id);
            }
        }
    }

    private CompletedPart part(String key, String id, int number, Path file, long from, long length) {
        RequestBody body = RequestBody.fromContentProvider(
                () -> {
                    try {
                        FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                        in.position(from);
                        return (InputStream) new Limited(Channels.newInputStream(in), length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                length,
                "application/octet-stream");
        String tag = client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength(length),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** As far as it goes: what stays is cleared away by the bucket's rule for unfinished uploads. */
    private void abort(String key, String id) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id));
        } catch (RuntimeException e) {
            // The failure that led here is the one to report.
        }
    }
}
