package dev.weir.version;

import dev.weir.process.Carrier;
import dev.weir.run.RunOptions;
import dev.weir.write.VersionKeeper;
import java.nio.file.Path;

/**
 * Keeps every version that a dump writes to a folder: its manifest and the bytes of its files.
 *
 * <p>Files of up to 64 MiB are kept as objects at once. A larger one stays where the dump wrote it, under a name that is
 * never given again, until it is packed: at a commit when more such bytes lie there than the newest version has, or by
 * {@code gc}.
 */
public final class DumpedVersions implements VersionKeeper {
    static final long LARGE = 64L << 20;

    private final RunOptions options;
    private final long large;
    private final boolean takesNetwork;
    private final Carrier carrier;

    public DumpedVersions(RunOptions options) {
        this(options, false, Carrier.NOTHING);
    }

    /**
     * @param takesNetwork whether folders may be on network file systems, whose locks and renames may not hold
     * @param carrier makes what versions carry beside their data
     */
    public DumpedVersions(RunOptions options, boolean takesNetwork, Carrier carrier) {
        this(options, LARGE, takesNetwork, carrier);
    }

    /** @param large what is larger is not packed at once */
    DumpedVersions(RunOptions options, long large) {
        this(options, large, false, Carrier.NOTHING);
    }

    private DumpedVersions(RunOptions options, long large, boolean takesNetwork, Carrier carrier) {
        this.carrier = carrier;
        this.options = options;
        this.large = large;
        this.takesNetwork = takesNetwork;
    }

    @Override
    public Keeping keep(Path folder) {
        return new DumpedVersion(folder, options, large, takesNetwork, carrier);
    }
}
