package dev.weir.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Why the world failed, in words: the message of many an exception is but the name of the file. */
public final class Reason {
    private Reason() {}

    /** The reason alone, without the file. */
    public static String of(IOException problem) {
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        } else if (problem instanceof NoSuchFileException) {
            return "there is no such file or folder";
        } else if (problem instanceof FileAlreadyExistsException) {
            return "it is there already";
        } else if (problem instanceof FileSystemException named) {
            String reason = named.getReason();
            return reason == null ? named.getClass().getSimpleName().replace("Exception", "") : reason;
        }
        String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }

    /** Whether a problem is that nothing may be written there. */
    public static boolean isReadOnly(@Nullable Throwable problem) {
        return problem instanceof AccessDeniedException
                || problem instanceof FileSystemException named
                        && String.valueOf(named.getReason()).startsWith("Read-only file system");
    }
}
