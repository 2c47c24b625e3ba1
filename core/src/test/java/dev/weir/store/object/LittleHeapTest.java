package dev.weir.store.object;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of more bytes than the heap has: kept, in full and as differences, and read back in a process of their own. */
class LittleHeapTest {
    private static final int BYTES = 64 << 20;

    @TempDir
    Path folder;

    @Test
    void aFileNeedNotFitInMemory() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-Xshare:auto", "-cp", classPath()));
        command.addAll(List.of(LittleHeapTest.class.getName(), folder.toString()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int code = process.waitFor();
        assertEquals("0 depths 0 1 2, same same same\n", code + " " + Files.readString(output));
    }

    /** The class path of the test: that of the process, unless the test's launcher has a loader of its own. */
    private static String classPath() {
        if (LittleHeapTest.class.getClassLoader() instanceof URLClassLoader loader) {
            List<String> places = new ArrayList<>();
            for (URL place : loader.getURLs()) {
                places.add(Path.of(URI.create(place.toString())).toString());
            }
            return String.join(System.getProperty("path.separator"), places);
        }
        return System.getProperty("java.class.path");
    }

    /** What runs in the small heap. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        ObjectStore store = ObjectStore.open(folder.resolve("objects"));
        StringBuilder depths = new StringBuilder("depths");
        StringBuilder read = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (int version = 0; version < 3; version++) {
            Path file = write(folder.resolve("v" + version), version);
            names.add(store.put(file, names.isEmpty() ? List.of() : List.of(names.get(version - 1))));
            depths.append(' ').append(store.depth(names.get(version)));
        }
        for (int version = 0; version < 3; version++) {
            Path out = folder.resolve("out");
            try (FileChannel channel = FileChannel.open(
                    out, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                store.copyTo(names.get(version), channel);
            }
            boolean same = Files.mismatch(out, folder.resolve("v" + version)) < 0;
            read.append(version == 0 ? ", " : " ").append(same ? "same" : "differs");
        }
        System.out.println(depths.append(read));
    }

    /** Rows of which every thousandth says which version it is of. */
    private static Path write(Path file, int version) throws IOException {
        Random random = new Random(1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            long written = 0;
            for (int row = 0; written < BYTES; row++) {
                String line = row + "," + random.nextInt(100_000) + (row % 1000 == 7 ? ",v" + version : ",") + "\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
                written += line.length();
            }
        }
        return file;
    }
}
