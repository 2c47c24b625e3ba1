package dev.weir.source;

import dev.weir.descriptor.WeirException;
import dev.weir.report.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a resource that cannot be had or read: the file is not there, lies outside the package, is no archive, holds
 * bytes that its encoding has not. An answer about the data, so a validation reports it; a failing disk is an {@link
 * java.io.UncheckedIOException} instead.
 */
public final class SourceException extends WeirException {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;
    private final String file;
    private final String note;
    private final long position;

    /** @param position offset of the byte in the file, decompressed, from 0; -1 where it is about the whole file */
    public SourceException(ErrorCode code, String file, String note, long position, @Nullable Throwable cause) {
        super(file + (position < 0 ? "" : " at byte " + position) + ": " + note, cause);
        this.code = code;
        this.file = file;
        this.note = note;
        this.position = position;
    }

    SourceException(ErrorCode code, String file, String note) {
        this(code, file, note, -1, null);
    }

    /** {@code scheme-error}, {@code encoding-error}, {@code compression-error}, {@code source-error} or {@code schema-error}. */
    public ErrorCode code() {
        return code;
    }

    /** The file as its user would name it. */
    public String file() {
        return file;
    }

    /** What is wrong and what to do, without the file. */
    public String note() {
        return note;
    }

    /** The offset of the byte in the file, decompressed and before it is transcoded, from 0; or -1. */
    public long position() {
        return position;
    }
}
