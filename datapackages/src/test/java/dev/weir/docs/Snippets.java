package dev.weir.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Regions of the Java files of this module, between {@code // tag::NAME} and {@code // end::NAME}, without indent. */
final class Snippets {
    private final Map<String, String> byTag = new HashMap<>();

    /** Reads every Java file below a folder. */
    Snippets(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.startsWith(folder.resolve("target")))
                    .sorted()
                    .toList()) {
                read(file);
            }
        }
    }

    /** The text of a tag, ending in a newline. */
    String of(String tag) {
        String text = byTag.get(tag);
        if (text == null) {
            throw new IllegalArgumentException("no Java file has \"// tag::" + tag + "\"; there are " + byTag.keySet());
        }
        return text;
    }

    private void read(Path file) throws IOException {
        String open = null;
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String word = line.strip();
            if (word.startsWith("// tag::")) {
                open = word.substring("// tag::".length());
                lines.clear();
            } else if (open != null && word.equals("// end::" + open)) {
                String text = String.join("\n", lines).stripIndent().strip() + "\n";
                if (byTag.put(open, text) != null) {
                    throw new IllegalStateException(file + ": tag " + open + " is there twice");
                }
                open = null;
            } else {
                lines.add(line);
            }
        }
        if (open != null) {
            throw new IllegalStateException(file + ": tag " + open + " has no end");
        }
    }
}
