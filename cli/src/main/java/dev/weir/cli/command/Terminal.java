package dev.weir.cli.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes: results to {@link #out()}, everything else to stderr. Text is UTF-8 whatever the locale, lines
 * end in LF. Used by one thread; what says progress from another takes {@link #say} only, which is synchronized.
 */
public final class Terminal {
    private static final int BUFFER_BYTES = 1 << 16;
    private final OutputStream out;
    private final OutputStream err;
    private final Map<String, String> environment;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private boolean quiet;
    private boolean verbose;

    /** A terminal that writes to any two streams, for tests and for embedding. */
    public Terminal(OutputStream out, OutputStream err, Map<String, String> environment) {
        this(out, err, environment, "");
    }

    private Terminal(OutputStream out, OutputStream err, Map<String, String> environment, String terminals) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.outIsTerminal = terminals.contains("1");
        this.errIsTerminal = terminals.contains("2");
    }

    /**
     * The process's own stdout and stderr. The launcher says in the system property {@code weir.terminals} which of 1
     * and 2 are terminals: asking from Java costs a class load of the console.
     */
    public static Terminal ofProcess() {
        return new Terminal(
                new BufferedOutputStream(new Pipe(), BUFFER_BYTES),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                System.getProperty("weir.terminals", ""));
    }

    /** The stream of results: buffered; nowhere under {@code --quiet}. */
    public OutputStream out() {
        return quiet ? OutputStream.nullOutputStream() : out;
    }

    /** Writes text to the results. */
    public void print(String text) throws IOException {
        out().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes one line to the results. */
    public void println(String line) throws IOException {
        print(line + "\n");
    }

    /** Says a line of log on stderr, unless quiet. */
    public void say(String line) {
        if (!quiet) {
            complain(line);
        }
    }

    /** Says a line on stderr, quiet or not. A stderr that is gone is not an error: nobody is there to be told. */
    public synchronized void complain(String line) {
        try {
            out.flush(); // what came before stands before it
        } catch (IOException failed) {
            // whoever writes the next result is told
        }
        try {
            err.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException nobodyListens) {
            return;
        }
    }

    /** Writes to stderr as it is, with no newline: a progress bar that redraws itself. */
    public synchronized void draw(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException nobodyListens) {
            return;
        }
    }

    public void flush() throws IOException {
        out.flush();
    }

    public void setQuiet(boolean quiet) {
        this.quiet = quiet;
    }

    public void setVerbose(boolean verbose) {
        this.verbose = verbose;
    }

    public boolean isQuiet() {
        return quiet;
    }

    public boolean isVerbose() {
        return verbose;
    }

    /** Whether results may be coloured: stdout is a terminal, {@code NO_COLOR} is unset or empty, and it is not dumb. */
    public boolean isColoured() {
        return outIsTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /** Whether somebody watches stderr: progress is drawn only then. */
    public boolean isWatched() {
        return errIsTerminal && !quiet && !"dumb".equals(environment.get("TERM"));
    }

    /** The environment that the command sees. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Nobody reads stdout any more ({@code weir … | head -1}): the command ends quietly, exit 0. */
    public static final class ClosedPipe extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The process's stdout, with a failure told apart: a reader that left, or a file that cannot grow. */
    private static final class Pipe extends FilterOutputStream {
        private final FileOutputStream stdout;

        Pipe() {
            this(new FileOutputStream(FileDescriptor.out));
        }

        private Pipe(FileOutputStream stdout) {
            super(stdout);
            this.stdout = stdout;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                stdout.write(bytes, from, length);
            } catch (IOException failed) {
                if (isPipe()) {
                    throw new ClosedPipe();
                }
                throw new IOException("standard output: " + failed.getMessage(), failed);
            }
        }

        /** A file has a position; the message of the error cannot be asked: it is in the user's language. */
        private boolean isPipe() {
            try {
                return stdout.getChannel().position() < 0;
            } catch (IOException hasNone) {
                return true;
            }
        }
    }
}
