package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Command;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(out, err, Map.of());

    private int run(String... words) {
        return Main.run(terminal, words);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpAndVersionGoToStdout() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("weir: "));
        out.reset();
        assertEquals(0, run("--version"));
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("weir "));
        assertEquals("", said());
    }

    @Test
    void noCommandIsWrongUsage() {
        assertEquals(2, run());
        assertEquals(0, out.size());
        assertTrue(said().contains("Usage: weir COMMAND"));
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        assertEquals(2, run("hlep"));
        assertTrue(said().startsWith("weir: unknown command hlep; did you mean help?\n"), said());
    }

    @Test
    void anUnknownOptionNamesTheNearest() {
        assertEquals(2, run("help", "--quite"));
        assertEquals("weir: unknown option --quite; did you mean --quiet?\n", said());
    }

    @Test
    void quietPrintsNoResult() {
        assertEquals(0, run("help", "--quiet"));
        assertEquals(0, out.size());
    }

    @Test
    void everyCommandIsNamedOnceAndHasHelp() {
        Set<String> names = new HashSet<>();
        for (Command command : Main.commands()) {
            assertTrue(names.add(command.name()), command.name());
            out.reset();
            assertEquals(0, run(command.name(), "--help"));
            String help = out.toString(StandardCharsets.UTF_8);
            assertTrue(help.startsWith("Usage: weir " + command.name()), help);
            out.reset();
            assertEquals(0, run("help", command.name()));
            assertEquals(help, out.toString(StandardCharsets.UTF_8));
            assertFalse(command.summary().endsWith("."), command.name());
        }
    }

    @Test
    void aDefinitionIsTwoAndTheWorldIsThree() {
        assertEquals(2, Failure.report(new UsageException("missing PATH"), terminal));
        assertEquals(3, Failure.report(new NoSuchFileException("a/b.csv"), terminal));
        assertEquals(
                3,
                Failure.report(
                        new UncheckedIOException("[c.csv] cut short", new IOException("Input/output error")),
                        terminal));
        assertEquals(3, Failure.report(new UncheckedIOException(new NoSuchFileException("d.csv")), terminal));
        assertEquals(
                "weir: missing PATH\nweir: a/b.csv: no such file or folder\nweir: [c.csv] cut short\n"
                        + "weir: d.csv: no such file or folder\n",
                said());
    }

    @Test
    void anErrorOfWeirItselfShowsItsTraceOnlyWhenAsked() {
        assertEquals(3, Failure.report(new IllegalStateException("impossible"), terminal));
        assertFalse(said().contains("\tat "), said());
        terminal.setVerbose(true);
        assertEquals(3, Failure.report(new IllegalStateException("impossible"), terminal));
        assertTrue(said().contains("\tat dev.weir.cli.MainTest"), said());
    }

    @Test
    void aClosedPipeIsQuiet() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new Terminal.ClosedPipe();
            }
        };
        assertEquals(0, Main.run(new Terminal(closed, err, Map.of()), "--help"));
        assertEquals("", said());
    }
}
