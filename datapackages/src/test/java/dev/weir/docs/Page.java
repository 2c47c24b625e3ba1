package dev.weir.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Markdown page whose fenced blocks are made, not typed.
 *
 * <ul>
 *   <li>{@code ```console}: a line {@code $ command} (going on in the next line after a backslash), then what it prints,
 *       then the next. The commands of a page run in order in one {@link Scratch}.
 *   <li>{@code ```java tag=NAME}: a snippet of the tests.
 *   <li>{@code ```yaml file=PATH} (any language): a file of the scratch folder, whole.
 * </ul>
 */
final class Page {
    private static final String FENCE = "```";
    private static final Pattern MEASURED =
            Pattern.compile("\\d+(\\.\\d+)?(?= (ms|s|min|MB/s|GB/s|rows/s)\\b)" + "|(?<=\"seconds\": )\\d+(\\.\\d+)?");
    private final Scratch scratch;
    private final Snippets snippets;
    private int commands;

    Page(Scratch scratch, Snippets snippets) {
        this.scratch = scratch;
        this.snippets = snippets;
    }

    /** The page as it should be: each block made again, the rest as it was. */
    String rendered(String text) throws IOException {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        StringBuilder rendered = new StringBuilder();
        int next = 0;
        while (next < lines.size()) {
            String line = lines.get(next++);
            rendered.append(line).append(next < lines.size() ? "\n" : "");
            if (line.startsWith(FENCE)) {
                int end = next;
                while (end < lines.size() && !lines.get(end).equals(FENCE)) {
                    end++;
                }
                if (end == lines.size()) {
                    throw new IllegalArgumentException("a block has no end: " + line);
                }
                rendered.append(block(line.substring(FENCE.length()), lines.subList(next, end)));
                rendered.append(FENCE).append(end + 1 < lines.size() ? "\n" : "");
                next = end + 1;
            }
        }
        return rendered.toString();
    }

    /** How many commands were run. */
    int commands() {
        return commands;
    }

    private String block(String info, List<String> lines) throws IOException {
        String before = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        int tag = info.indexOf(" tag=");
        int file = info.indexOf(" file=");
        if (info.equals("console")) {
            return session(lines);
        } else if (tag > 0) {
            return snippets.of(info.substring(tag + " tag=".length()).strip());
        } else if (file > 0) {
            String path = info.substring(file + " file=".length()).strip();
            return Files.readString(scratch.folder().resolve(path)).strip() + "\n";
        }
        return before;
    }

    private String session(List<String> lines) throws IOException {
        StringBuilder made = new StringBuilder();
        int next = 0;
        while (next < lines.size()) {
            String line = lines.get(next++);
            if (!line.startsWith("$ ")) {
                throw new IllegalArgumentException("a console block begins with \"$ command\", not with: " + line);
            }
            StringBuilder command = new StringBuilder(line.substring(2));
            made.append(line).append('\n');
            while (line.endsWith("\\") && next < lines.size()) {
                line = lines.get(next++);
                command.append('\n').append(line);
                made.append(line).append('\n');
            }
            List<String> shown = new ArrayList<>();
            while (next < lines.size() && !lines.get(next).startsWith("$ ")) {
                shown.add(lines.get(next++));
            }
            commands++;
            String before = shown.isEmpty() ? "" : String.join("\n", shown) + "\n";
            String output = scratch.run(command.toString());
            made.append(sameButMeasured(before, output) ? before : output);
        }
        return made.toString();
    }

    /** Whether two outputs differ at most in times and rates, which no two runs share. */
    private static boolean sameButMeasured(String before, String output) {
        return MEASURED.matcher(before)
                .replaceAll("#")
                .equals(MEASURED.matcher(output).replaceAll("#"));
    }
}
