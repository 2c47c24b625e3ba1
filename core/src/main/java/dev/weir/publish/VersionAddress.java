package dev.weir.publish;

import dev.weir.version.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A valid version and where it is published.
 *
 * @param address the name of its folder in {@code versions}: the version, as far as every system and every URL takes it
 */
record VersionAddress(Version version, String address) {
    private static final String VERSIONS = "versions/";

    /** The valid versions of a log, oldest first; each has its address for good, whatever comes behind it. */
    static List<VersionAddress> of(List<Version> log) {
        List<VersionAddress> valid = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Version version : log) {
            if (version.valid()) {
                String name = version.version().replaceAll("[^A-Za-z0-9.-]", "_");
                name = name.isEmpty() || name.startsWith(".") ? "_" + name : name;
                if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                    name += "_" + version.number();
                    taken.add(name.toLowerCase(Locale.ROOT));
                }
                valid.add(new VersionAddress(version, name));
            }
        }
        return valid;
    }

    /** The folder of the version's files, with a {@code /} behind. */
    String folder() {
        return VERSIONS + address + "/";
    }

    /** The list of the version's files. */
    String list() {
        return VERSIONS + address + ".json";
    }

    /** The version in words: {@code version 1.2.0 (#3)}. */
    String words() {
        return "version " + version.version() + " (#" + version.number() + ")";
    }
}
