package dev.weir.write;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.process.RunInputs;
import dev.weir.process.Whole;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes packages: into a folder, as its next version, or into a zip.
 *
 * <p>In a folder data files are named {@code data/<n>/<name>.csv}, n being the version that wrote the file, and never
 * change once named; a resource whose bytes did not change keeps its file; {@code data/<name>.csv} is a hard link to the
 * newest. The switch is one rename of {@code datapackage.json}; the files of the version before stay, those of older
 * versions are removed, and no file that no version of ours named is ever touched. A zip is replaced as a whole.
 */
public final class PackageWriter {
    private PackageWriter() {}

    /** Whether a package is written to a zip there, not to a folder: by the name. */
    public static boolean isZip(Path to) {
        return Disk.name(to).toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /** How the file of a table that steps have made is made of rows; null where they are not told apart in it. */
    public static Whole.@Nullable Records records(Resource described) {
        return CsvLayout.of(new Resource(WrittenDescriptor.csv(described).json()))
                .records();
    }

    /**
     * Stages the next version in {@code to}, a zip where its name ends in {@code .zip}; leftovers of an unfinished run
     * are removed, nothing else is changed before {@link PackageStage#commit}.
     *
     * @param described the package to write; its {@code created} will be {@code inputs.now()}
     * @param keeper numbers the versions of a folder and keeps their bytes
     * @throws ConflictException where {@code to} is a file, or a folder with something in it but no descriptor
     * @throws java.io.UncheckedIOException where {@code to} cannot be read or written
     */
    public static PackageStage stage(
            Path to, DumpOptions options, DataPackage described, RunInputs inputs, VersionKeeper keeper) {
        Target target = isZip(to) ? ZipTarget.open(to) : FolderTarget.open(to, options.fixedPaths(), keeper);
        return new PackageStage(target, options, described, inputs.now());
    }
}
