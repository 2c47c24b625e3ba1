package dev.weir.store.object;

import java.io.IOException;
import java.io.UncheckedIOException;

/** An object that is not what its name says: damaged, cut short, or without the object that it builds on. */
public final class ObjectException extends UncheckedIOException {
    /** What is wrong with an object whose hash is not its name. */
    public static final String OTHER_BYTES = "is damaged: it holds other bytes than its name says";

    private static final long serialVersionUID = 1L;
    private final String file;
    private final String hash;
    private final String note;

    ObjectException(String file, String hash, String note) {
        super(file + ": " + note, new IOException(note));
        this.file = file;
        this.hash = hash;
        this.note = note;
    }

    /** The file that is wrong. */
    public String file() {
        return file;
    }

    /** The name of the object, or of the pack. */
    public String hash() {
        return hash;
    }

    /** What is wrong, without the file. */
    public String note() {
        return note;
    }
}
