package dev.weir.version;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.DataFolder;
import dev.weir.source.OpenedPackage;
import dev.weir.write.VersionKeeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A package that is written but not yet in place, open for reading: its new files are read where they are. */
final class StagedPackage {
    private StagedPackage() {}

    static OpenPackage of(Path folder, VersionKeeper.Made made, RunOptions options) {
        Map<String, Path> places = new HashMap<>();
        made.files().forEach(placed -> places.put(placed.path(), placed.file()));
        List<Resource> resources = new ArrayList<>();
        DataPackage described = new DataPackage(made.descriptor());
        for (Resource resource : described.resources()) {
            List<String> paths = new ArrayList<>();
            for (String path : resource.paths()) {
                Path place = places.get(path);
                paths.add(place == null ? path : folder.relativize(place).toString());
            }
            resources.add(paths.equals(resource.paths()) ? resource : moved(resource, paths));
        }
        DataPackage staged = described.withResources(resources);
        JsonObject json = staged.json();
        OpenedPackage opened = new OpenedPackage(
                folder.resolve(StoreFolder.DESCRIPTOR),
                json,
                staged,
                Checked.NOTHING,
                new DataFolder(folder, true, options.limits()));
        return Weir.open(opened, options);
    }

    /** A resource under other names: what its format and compression are is said, where the names said it. */
    private static Resource moved(Resource resource, List<String> paths) {
        String name = resource.paths().get(0).toLowerCase(Locale.ROOT);
        Resource moved = resource.with("path", path(paths));
        String packed = name.endsWith(".gz") ? "gz" : name.endsWith(".zip") ? "zip" : "";
        if (!packed.isEmpty() && resource.compression() == null) {
            moved = moved.with("compression", Json.of(packed));
        }
        String plain = packed.isEmpty() ? name : name.substring(0, name.lastIndexOf('.'));
        int dot = plain.lastIndexOf('.');
        boolean isSaid = resource.format() != null || resource.mediatype() != null || dot < plain.lastIndexOf('/');
        return isSaid ? moved : moved.with("format", Json.of(plain.substring(dot + 1)));
    }

    private static Json path(List<String> paths) {
        return paths.size() == 1 ? Json.of(paths.get(0)) : JsonArray.ofTexts(paths);
    }
}
