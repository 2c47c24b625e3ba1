package dev.weir.s3;

import software.amazon.awssdk.services.s3.model.S3Exception;

/** Another object came to stand where one was to be put. */
final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final S3Exception refused;

    TakenException(S3Exception refused) {
        super(refused);
        this.refused = refused;
    }

    @Override
    public synchronized S3Exception getCause() {
        return refused;
    }
}
