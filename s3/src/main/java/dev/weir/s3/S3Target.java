package dev.weir.s3;

import dev.weir.publish.Content;
import dev.weir.publish.Target;
import dev.weir.run.Interruption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects below a prefix of a bucket. An object appears whole; one that is there is not replaced (If-None-Match), but for
 * the switch, which replaces what was read and nothing else (If-Match). Each carries the SHA-256 of its bytes, by which it
 * is known again; equal files are copied by the server. Any number may publish at a time: one of them switches.
 */
final class S3Target implements Target {
    static final String HASH = "sha256";
    private static final String SWITCH = "switch";
    private static final int ATTEMPTS = 5;

    /** A server copies objects up to this size in one request. */
    private static final long MOST_COPIED = 5L << 30;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final String place;
    private final Upload upload;

    /** @param place the server in words, for messages */
    S3Target(S3Client client, String bucket, String prefix, String place) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.place = place;
        this.upload = new Upload(client, bucket);
    }

    @Override
    public String name() {
        return "s3://" + bucket + "/" + (prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1));
    }

    @Override
    public @Nullable Found read(String path) {
        return asked(path, "read", () -> {
            try {
                ResponseBytes<GetObjectResponse> got = client.getObjectAsBytes(
                        request -> request.bucket(bucket).key(prefix + path));
                return new Found(got.asByteArray(), got.response().eTag());
            } catch (NoSuchKeyException absent) {
                return null;
            }
        });
    }

    @Override
    public List<String> names(String folder) {
        List<String> names = new ArrayList<>();
        String below = prefix + folder;
        String token = null;
        do {
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix(below)
                    .delimiter("/")
                    .continuationToken(token)
                    .build();
            ListObjectsV2Response page = asked(folder, "listed", () -> client.listObjectsV2(request));
            for (S3Object object : page.contents()) {
                if (object.key().length() > below.length()) { // some tools make an empty object of a folder's name
                    names.add(object.key().substring(below.length()));
                }
            }
            for (CommonPrefix common : page.commonPrefixes()) {
                names.add(common.prefix().substring(below.length()));
            }
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (token != null);
        return names;
    }

    @Override
    public void begin(String who) {
        // Whoever comes second finds out at the switch.
    }

    @Override
    public Put put(String path, Content content, @Nullable String like) {
        for (int attempt = 1; ; attempt++) {
            HeadObjectResponse there = head(path);
            if (there != null) {
                return isOf(there, content) ? Put.THERE : Put.OTHER;
            }
            if (like != null && copy(path, content, like)) {
                return Put.COPIED;
            }
            try {
                asked(path, "written", () -> {
                    send(path, content);
                    return "";
                });
                return Put.SENT;
            } catch (TakenException another) {
                if (attempt == ATTEMPTS) {
                    throw failed(path, "written", another.getCause());
                }
            }
        }
    }

    /** A server may refuse what is there before it has read all of it: the client then sees a broken connection. */
    private void send(String path, Content content) {
        try {
            upload.put(prefix + path, type(path), content);
        } catch (SdkClientException broken) {
            if (head(path) == null) {
                throw broken;
            }
            throw new TakenException(broken);
        }
    }

    private @Nullable HeadObjectResponse head(String path) {
        return asked(path, "read", () -> {
            try {
                return client.headObject(request -> request.bucket(bucket).key(prefix + path));
            } catch (NoSuchKeyException absent) {
                return null;
            }
        });
    }

    private static boolean isOf(HeadObjectResponse there, Content content) {
        Long size = there.contentLength();
        return content.hash().equals(there.metadata().get(HASH)) && size != null && size == content.size();
    }

    /** Has the server copy what it has; over nothing but an object of the same bytes, which two may write at a time. */
    private boolean copy(String path, Content content, String like) {
        HeadObjectResponse there = content.size() > MOST_COPIED ? null : head(like);
        if (there == null || !isOf(there, content)) {
            return false;
        }
        asked(
                path,
                "copied",
                () -> client.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey(prefix + like)
                        .copySourceIfMatch(there.eTag())
                        .destinationBucket(bucket)
                        .destinationKey(prefix + path)));
        return true;
    }

    @Override
    public void settle() {
        // An object that was answered for lasts.
    }

    @Override
    public boolean replace(String path, @Nullable String tag, byte[] bytes) {
        String mine = UUID.randomUUID().toString();
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(prefix + path)
                .contentType(type(path))
                .metadata(Map.of(HASH, Content.of(bytes).hash(), SWITCH, mine));
        if (tag == null) {
            request.ifNoneMatch("*");
        } else {
            request.ifMatch(tag);
        }
        return asked(path, "written", () -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    client.putObject(request.build(), RequestBody.fromBytes(bytes));
                    return true;
                } catch (SdkException refused) {
                    boolean isAnswer = refused instanceof S3Exception answer && Upload.isTaken(answer);
                    if (!isAnswer && !(refused instanceof SdkClientException)) {
                        throw refused;
                    }
                    // An answer that was lost makes the client ask again, and find its own object in the way.
                    HeadObjectResponse now = head(path);
                    if (now != null && mine.equals(now.metadata().get(SWITCH))) {
                        return true;
                    }
                    boolean isAsRead = now == null ? tag == null : now.eTag().equals(tag);
                    if (isAsRead && !isAnswer) {
                        throw refused;
                    }
                    if (!isAsRead || attempt == ATTEMPTS) {
                        return false;
                    }
                }
            }
        });
    }

    private static String type(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json" -> "application/json";
            case "csv" -> "text/csv";
            case "md", "txt" -> "text/plain; charset=utf-8";
            default -> "application/octet-stream";
        };
    }

    /** Asks the server, and says what fails in its words, with the object in front. */
    private <T extends @Nullable Object> T asked(String path, String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (AbortedException interrupted) {
            throw new Interruption();
        } catch (S3Exception refused) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Interruption();
            }
            throw failed(path, what, refused);
        } catch (SdkException problem) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Interruption();
            }
            throw failed(path, what, problem);
        }
    }

    private UncheckedIOException failed(String path, String what, Throwable problem) {
        String object = name() + (name().endsWith("/") ? "" : "/") + path;
        String reason = String.valueOf(problem.getMessage());
        if (problem instanceof S3Exception refused) {
            String code = refused.awsErrorDetails() == null
                    ? ""
                    : refused.awsErrorDetails().errorCode();
            reason = switch (code == null ? "" : code) {
                case "NoSuchBucket" -> "there is no bucket " + bucket + ": make it first";
                case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                    "the server refuses these credentials (" + code + ")";
                case "NotImplemented" ->
                    "the server cannot do conditional writes, which publishing needs: " + refused.getMessage();
                default -> reason;
            };
        }
        return new UncheckedIOException(
                object + ": cannot be " + what + " at " + place + ": " + reason, new IOException(reason, problem));
    }

    @Override
    public void close() {
        client.close();
    }

    /** The bytes of a digest, from its digits. */
    static byte[] bytes(String hash) {
        return HexFormat.of().parseHex(hash);
    }
}
