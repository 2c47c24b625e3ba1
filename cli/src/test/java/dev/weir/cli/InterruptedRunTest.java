package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, and a reader that leaves. */
class InterruptedRunTest {
    @TempDir
    Path folder;

    private void write(int megabytes) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; rows.length() < 1 << 20; i++) {
            rows.append(i).append(",some text in row ").append(i).append('\n');
        }
        byte[] megabyte = rows.toString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(folder.resolve("t.csv"))) {
            out.write("id,text\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < megabytes; i++) {
                out.write(megabyte);
            }
        }
    }

    private void flow(String steps) throws IOException {
        String schema = "{fields: [{name: id, type: integer}, {name: text, type: string}]}";
        Files.writeString(
                folder.resolve("weir.yaml"), "flow:\n  - load: {path: t.csv, schema: " + schema + "}\n" + steps);
    }

    @Test
    void anInterruptEndsARunAtOnceAndPublishesNothing() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "no kill command here");
        write(200);
        flow("  - filter-rows: {where: \"text like '%row 1%' or text like '%zzz%'\"}\n  - dump: {to: dist}\n");
        Process run = ChildProcess.startInterruptible(folder, "run", "--threads", "1");
        while (run.isAlive() && !Files.exists(folder.resolve("dist"))) {
            Thread.onSpinWait();
        }
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(run.pid()))
                .start()
                .waitFor();
        assertTrue(run.waitFor(20, TimeUnit.SECONDS), "the run goes on");
        String said = Files.readString(folder.resolve("err"));
        assertEquals(130, run.exitValue(), said);
        assertEquals("weir: interrupted; what was not finished is not published\n", said);
        if (Files.exists(folder.resolve("dist"))) {
            try (Stream<Path> left = Files.walk(folder.resolve("dist"))) {
                assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
            }
        }
    }

    @Test
    void aReaderThatLeavesEndsTheRunQuietly() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
        write(8);
        flow("  - print: {rows: 1000000, format: csv}\n");
        String command = String.join(" ", ChildProcess.command(List.of(), "run"));
        Process run = new ProcessBuilder("/bin/sh", "-c", "(" + command + "; echo code $? >&2) | head -n 1")
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertTrue(run.waitFor(60, TimeUnit.SECONDS), "the run goes on");
        assertEquals("id,text\n", Files.readString(folder.resolve("out")));
        String said = Files.readString(folder.resolve("err"));
        assertTrue(said.endsWith("code 0\n"), said);
        assertFalse(said.contains("xception"), said);
    }
}
