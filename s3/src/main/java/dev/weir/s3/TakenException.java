package dev.weir.s3;

import software.amazon.awssdk.core.exception.SdkException;

/** Another object came to stand where one was to be put. */
final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SdkException refused;

    TakenException(SdkException refused) {
        super(refused);
        this.refused = refused;
    }

    @Override
    public synchronized SdkException getCause() {
        return refused;
    }
}
