package dev.weir.version;

import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.WeirException;
import java.nio.file.Path;
import java.util.List;

/** A store has no version of the name that was asked for. */
public final class NoVersionException extends WeirException {
    private static final long serialVersionUID = 1L;

    private NoVersionException(String message) {
        super(message);
    }

    static NoVersionException of(Path folder, String selector, List<Version> versions) {
        if (selector.equals("latest")) {
            return new NoVersionException(
                    folder + ": has no valid version, so none is the latest; #" + versions.size() + " is the newest");
        }
        List<String> names = versions.stream().map(Version::version).toList();
        return new NoVersionException(folder + ": has no version " + selector + Nearest.hint(selector, names)
                + "; \"weir log " + folder + "\" lists them, #1 to #" + versions.size());
    }
}
