package dev.weir.cli;

import dev.weir.cli.command.UsageException;
import dev.weir.version.Version;
import dev.weir.version.VersionSelector;
import dev.weir.version.VersionStore;

/** A word of the command line that means one version: {@code DIR@1.2.0}, {@code DIR@latest}, {@code DIR@#7}. */
record VersionFolder(String folder, VersionStore store, Version version) {

    static VersionFolder of(String word) {
        VersionSelector selector = VersionSelector.of(word);
        if (selector == null) {
            throw new UsageException("\"" + word + "\" names no version: write DIR@1.2.0, DIR@latest or DIR@#7");
        }
        VersionStore store = VersionStore.open(GivenPath.of(selector.folder()));
        return new VersionFolder(selector.folder(), store, store.get(selector.version()));
    }

    /** Whether another is a version of the same folder. */
    boolean isBeside(VersionFolder other) {
        return folder.equals(other.folder);
    }
}
