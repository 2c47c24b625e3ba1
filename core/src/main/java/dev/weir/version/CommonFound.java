package dev.weir.version;

import dev.weir.compare.same.CommonFiles;
import dev.weir.compare.same.CommonRecords;
import dev.weir.run.OpenPackage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what the new files of a version were found to have in common with those of another. */
final class CommonFound implements CommonFiles {
    private final Map<String, Found> files = new HashMap<>();

    /**
     * What a file has in common with an older one.
     *
     * @param older the path of that
     */
    record Found(String older, CommonRecords records) {}

    @Override
    public void found(OpenPackage.Table before, OpenPackage.Table after, CommonRecords common) {
        List<String> older = before.descriptor().paths();
        List<String> newer = after.descriptor().paths();
        if (older.size() == 1 && newer.size() == 1) {
            files.put(newer.get(0), new Found(older.get(0), common));
        }
    }

    @Nullable
    Found of(String path) {
        return files.get(path);
    }
}
