package dev.weir.cli;

import dev.weir.cli.command.Terminal;
import dev.weir.descriptor.WeirException;
import dev.weir.report.ErrorCode;
import dev.weir.run.Interruption;
import dev.weir.source.SourceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Turns what was thrown into a message and an exit code: 1 for data that cannot be decoded, 2 for a wrong definition, 3 for a failing world, 130 when interrupted. */
final class Failure {
    private static final int INVALID = 1;
    private static final int DEFINITION = 2;
    private static final int WORLD = 3;
    private static final int INTERRUPTED = 130;

    private Failure() {}

    /** Says what went wrong on stderr and gives the exit code. The trace is shown only if asked for. */
    static int report(Throwable thrown, Terminal terminal) {
        IOException io = inputOrOutput(thrown);
        if (io instanceof Terminal.ClosedPipe) {
            return 0;
        }
        int code = WORLD;
        if (thrown instanceof Interruption || io instanceof ClosedByInterruptException) {
            terminal.complain("weir: interrupted; what was not finished is not published");
            code = INTERRUPTED;
        } else if (thrown instanceof WeirException) {
            terminal.complain("weir: " + message(thrown));
            code = thrown instanceof SourceException source ? ofSource(source) : io != null ? WORLD : DEFINITION;
        } else if (io != null) {
            terminal.complain(
                    "weir: " + (thrown.getCause() == io && named(thrown, io) ? message(thrown) : message(io)));
        } else if (thrown instanceof OutOfMemoryError) {
            terminal.complain(
                    "weir: out of memory (" + thrown.getMessage() + "); give more with WEIR_JAVA_OPTS=-Xmx4g");
        } else {
            terminal.complain("weir: an error of Weir itself, please report it: " + thrown
                    + (terminal.isVerbose() ? "" : " (--verbose shows where)"));
        }
        if (terminal.isVerbose()) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            terminal.complain(trace.toString().stripTrailing());
        }
        return code;
    }

    /** A file that is not there is the world's fault; one that cannot be decoded holds invalid data. */
    private static int ofSource(SourceException source) {
        return source.code() == ErrorCode.SCHEME_ERROR ? WORLD : INVALID;
    }

    /** The failure of the world in a chain of causes, or null. */
    private static @Nullable IOException inputOrOutput(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof IOException io) {
                return io;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Whether a wrapper says more than the name of the exception in it. */
    private static boolean named(Throwable wrapper, IOException io) {
        String message = wrapper.getMessage();
        return wrapper instanceof UncheckedIOException && message != null && !message.equals(io.toString());
    }

    /** The message for people: the file first, then what is wrong with it. */
    private static String message(Throwable thrown) {
        if (thrown instanceof FileSystemException failed && failed.getFile() != null) {
            String other = failed.getOtherFile() == null ? "" : " (to " + failed.getOtherFile() + ")";
            return failed.getFile() + other + ": " + reason(failed);
        }
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }

    private static String reason(FileSystemException failed) {
        if (failed instanceof NoSuchFileException) {
            return "no such file or folder";
        } else if (failed instanceof AccessDeniedException) {
            return "permission denied";
        } else if (failed instanceof FileAlreadyExistsException) {
            return "is there already";
        } else if (failed instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        } else if (failed instanceof NotDirectoryException) {
            return "is not a folder";
        }
        return failed.getReason() == null ? failed.getClass().getSimpleName() : failed.getReason();
    }
}
