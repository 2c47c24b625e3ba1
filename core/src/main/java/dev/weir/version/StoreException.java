package dev.weir.version;

import dev.weir.descriptor.WeirException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A store that cannot be read as it stands: something of it is missing, damaged or of a newer format. Begins with the file. */
public final class StoreException extends WeirException {
    private static final long serialVersionUID = 1L;
    private final String file;
    private final String note;

    StoreException(String file, String problem) {
        this(file, problem, new FileSystemException(file, null, problem));
    }

    StoreException(Path file, String problem) {
        this(file.toString(), problem);
    }

    StoreException(Path file, String problem, IOException cause) {
        this(file.toString(), problem, cause);
    }

    private StoreException(String file, String problem, IOException cause) {
        super(file + ": " + problem, cause);
        this.file = file;
        this.note = problem;
    }

    /** The file that is wrong. */
    public String file() {
        return file;
    }

    /** What is wrong with it, without the file. */
    public String note() {
        return note;
    }
}
