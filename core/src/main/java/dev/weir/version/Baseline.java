package dev.weir.version;

import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.write.Disk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The package that the next version is compared with: that of the newest valid version, or, as long as there is none, of
 * the newest. In the folder where that shows it, else brought back for a while.
 */
final class Baseline implements AutoCloseable {
    private final @Nullable OpenPackage opened;
    private final @Nullable Version version;
    private final @Nullable Path temporary;

    private Baseline(@Nullable OpenPackage opened, @Nullable Version version, @Nullable Path temporary) {
        this.version = version;
        this.opened = opened;
        this.temporary = temporary;
    }

    /**
     * Finds and opens it.
     *
     * @param adopted what the folder shows as the first version of a store that is yet to be made; null for none
     * @param known files that are known to be what was written
     */
    static Baseline of(
            @Nullable VersionStore store, @Nullable Version adopted, Path place, RunOptions options, Set<Path> known) {
        if (store == null) {
            return new Baseline(adopted == null ? null : Judge.open(place, options), adopted, null);
        }
        Version valid = store.latest();
        Version latest = valid == null ? store.head() : valid;
        StoreFolder folder = store.folder();
        if (latest.number() == store.shown().number() && Showing.isThere(folder, latest, known)) {
            return new Baseline(Judge.open(folder.folder(), options), latest, null);
        }
        SafeFiles.makeFolders(folder.weir(), new ArrayList<>());
        Path temporary = Disk.temporary(folder.weir(), 0);
        boolean done = false;
        try {
            Checkout.files(store, latest, temporary);
            Baseline found = new Baseline(Judge.open(temporary, options), latest, temporary);
            done = true;
            return found;
        } finally {
            if (!done) {
                Checkout.delete(temporary);
            }
        }
    }

    @Nullable
    OpenPackage opened() {
        return opened;
    }

    /** Which version it is. */
    @Nullable
    Version version() {
        return version;
    }

    @Override
    public void close() {
        if (temporary != null) {
            Checkout.delete(temporary);
        }
    }
}
