package dev.weir.cli;

import dev.weir.cli.command.UsageException;
import dev.weir.compare.Comparison;
import dev.weir.descriptor.Resource;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What git gives a diff driver: {@code path old-file old-hex old-mode new-file new-hex new-mode}, and for a renamed file
 * its other name and what git says of it. A table is read as the resource of the package around its path; of a descriptor
 * no data is read, as git has but the file itself.
 */
final class GitDriver {
    /** How many arguments there are at the most. */
    static final int MOST = 9;

    private static final int LEAST = 7;
    private static final int OLD = 1;
    private static final int NEW = 4;

    private GitDriver() {}

    static Compared compared(List<String> words, RunOptions options) {
        if (words.size() != LEAST && words.size() != MOST) {
            throw new UsageException("diff takes two paths, or the seven arguments of a git diff driver; got "
                    + words.size() + " arguments");
        }
        String path = words.get(0);
        Resource resource = resource(GivenPath.of(path), options);
        OpenPackage before = open(words.get(OLD), path, resource, options);
        OpenPackage after = open(words.get(NEW), path, resource, options);
        boolean isTable = resource != null || !before.isDescribed() || !after.isDescribed();
        return new Compared(
                path, isTable ? Comparison.of(before, after, options) : Comparison.ofDescriptors(before, after));
    }

    private static OpenPackage open(String word, String path, @Nullable Resource resource, RunOptions options) {
        Path file = GivenPath.of(word);
        if (word.equals("/dev/null")) {
            return Weir.openNothing(file, options);
        }
        return resource != null ? Weir.openAs(file, resource, options) : Weir.openLeniently(file, options);
    }

    /** The resource whose file a path is, in the nearest package above it; null where there is none. */
    private static @Nullable Resource resource(Path path, RunOptions options) {
        Path file = path.toAbsolutePath().normalize();
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            Path descriptor = folder.resolve("datapackage.json");
            if (Files.isRegularFile(descriptor) && !descriptor.equals(file)) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                for (Resource resource :
                        Weir.openLeniently(descriptor, options).dataPackage().resources()) {
                    if (resource.paths().equals(List.of(name))) {
                        return resource;
                    }
                }
                return null;
            }
        }
        return null;
    }
}
