package dev.weir.cli;

import dev.weir.cli.command.Terminal;
import java.io.OutputStream;
import java.util.Map;

/**
 * Loads the classes that commands need, once, for the class-data archive of the launcher: what ran here starts fast.
 * It reads and writes nothing that stays.
 */
final class Rehearsal {
    private static final String[][] LINES = {
        {"--help"}, {"--version"}, {"help", "help"}, {"help", "--unknown"},
    };

    private Rehearsal() {}

    public static void main(String[] words) {
        Terminal.ofProcess();
        for (String[] line : LINES) {
            Main.run(new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Map.of()), line);
        }
    }
}
