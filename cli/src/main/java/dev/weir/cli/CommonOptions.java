package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.run.RunOptions;
import dev.weir.source.Remote;
import dev.weir.web.WebCache;
import dev.weir.web.WebLimits;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options that several commands share. */
final class CommonOptions {
    static final Option THREADS = Option.value("threads", "N", "how many threads work at once (all cores)");
    static final Option MEMORY =
            Option.value("memory", "SIZE", "heap for keys, groups, joins and sorts: 500m, 2g (a third of the heap)");

    static final Option REMOTE =
            Option.flag("remote", "reads what has an http(s) address, too; no private one unless --trusted");

    private CommonOptions() {}

    /** What brings files from addresses, where the command line asks for it; else null. */
    static @Nullable Remote remote(Arguments arguments, Terminal terminal) {
        return arguments.has("remote")
                ? new WebCache(cache(terminal.environment()), arguments.has("trusted"), WebLimits.DEFAULT)
                : null;
    }

    /** The user's folder for what can be fetched again. */
    private static Path cache(Map<String, String> environment) {
        String stated = environment.getOrDefault("XDG_CACHE_HOME", "");
        String local = environment.getOrDefault("LOCALAPPDATA", "");
        Path caches = !stated.isEmpty()
                ? Path.of(stated)
                : !local.isEmpty() ? Path.of(local) : Path.of(System.getProperty("user.home", "."), ".cache");
        return caches.resolve("weir").resolve("remote");
    }

    static RunOptions runOptions(Arguments arguments) {
        RunOptions options = RunOptions.DEFAULT;
        long threads = arguments.number("threads", 0);
        if (threads > 0) {
            options = options.withThreads((int) Math.min(threads, 1024));
        }
        String memory = arguments.value("memory");
        return memory == null ? options : options.withMemoryBytes(bytes(memory));
    }

    private static long bytes(String size) {
        if (!size.isEmpty()) {
            char unit = Character.toLowerCase(size.charAt(size.length() - 1));
            int shift = unit == 'k' ? 10 : unit == 'm' ? 20 : unit == 'g' ? 30 : 0;
            try {
                long number = Long.parseLong(shift == 0 ? size : size.substring(0, size.length() - 1));
                if (number > 0 && number <= Long.MAX_VALUE >> shift) {
                    return number << shift;
                }
            } catch (NumberFormatException notANumber) {
                // said below, as a size of nothing is
            }
        }
        throw new UsageException("--memory takes a size such as 500m or 2g, not \"" + size + "\"");
    }
}
