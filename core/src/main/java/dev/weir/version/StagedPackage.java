package dev.weir.version;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DataPackage;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.DataFolder;
import dev.weir.source.OpenedPackage;
import dev.weir.write.VersionKeeper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A package that is written but not yet in place, open for reading: its new files are read where they are. */
final class StagedPackage {
    private StagedPackage() {}

    static OpenPackage of(Path folder, VersionKeeper.Made made, RunOptions options) {
        Map<String, Path> places = new HashMap<>();
        made.files().forEach(placed -> places.put(placed.path(), placed.file()));
        OpenedPackage opened = new OpenedPackage(
                folder.resolve(StoreFolder.DESCRIPTOR),
                made.descriptor(),
                new DataPackage(made.descriptor()),
                Checked.NOTHING,
                new DataFolder(folder, true, options.limits()).withElsewhere(places));
        return Weir.open(opened, options);
    }
}
