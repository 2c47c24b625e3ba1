package dev.weir.run;

import dev.weir.report.Report;
import dev.weir.source.OpenedPackage;
import dev.weir.source.PackageReader;
import dev.weir.validate.RowChecks;
import java.nio.file.Path;

/** Where reading and running start. */
public final class Weir {
    private Weir() {}

    /**
     * Validates a package: the descriptor, then every row.
     *
     * @param path a folder with a descriptor, or a descriptor by any name
     * @throws java.io.UncheckedIOException where {@code path} is not there or cannot be read
     */
    public static Report validate(Path path, RunOptions options) {
        return validate(path, options, true);
    }

    /**
     * Opens a package for reading.
     *
     * @throws dev.weir.descriptor.DescriptorException with every finding, where the descriptor has errors
     * @throws java.io.UncheckedIOException where {@code path} is not there or cannot be read
     */
    public static OpenPackage open(Path path) {
        return open(path, RunOptions.DEFAULT);
    }

    /** Opens a package for reading, with options. */
    public static OpenPackage open(Path path, RunOptions options) {
        PackageReader reader = new PackageReader(options.limits(), options.trusted(), RowChecks.RULE);
        return new OpenPackage(reader.open(path), options);
    }

    /** Validates a package's descriptor, without data. */
    public static Report validateDescriptor(Path path, RunOptions options) {
        return validate(path, options, false);
    }

    private static Report validate(Path path, RunOptions options, boolean withData) {
        OpenedPackage opened =
                new PackageReader(options.limits(), options.trusted(), RowChecks.RULE).openLeniently(path);
        return Validation.run(path.toString(), opened, options, withData);
    }
}
