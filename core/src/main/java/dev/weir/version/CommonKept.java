package dev.weir.version;

import dev.weir.compare.same.CommonFiles;
import dev.weir.compare.same.CommonRecords;
import dev.weir.descriptor.Schema;
import dev.weir.run.OpenPackage;
import dev.weir.store.object.ObjectException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the files of two versions of one store have in common, from what was kept with the versions between them: only what
 * is not the same is read then.
 */
final class CommonKept implements CommonFiles {
    private final VersionStore store;
    private final Version before;
    private final Version after;
    private final Map<String, VersionFile> files = new HashMap<>();

    CommonKept(VersionStore store, Version before, Version after) {
        this.store = store;
        this.before = before;
        this.after = after;
        for (Version version : store.log()) {
            for (VersionFile file : version.files()) {
                if (file.common() != null) {
                    files.put(file.hash(), file);
                }
            }
        }
    }

    @Override
    public @Nullable CommonRecords known(OpenPackage.Table old, OpenPackage.Table now) {
        String from = hash(before, old);
        String to = hash(after, now);
        if (from == null || to == null || !before.valid() || !after.valid() || !haveOneKey(old, now)) {
            return null;
        }
        CommonRecords found = between(from, to);
        if (found == null) {
            CommonRecords other = between(to, from);
            found = other == null ? null : other.reversed();
        }
        return found == null || found.isEmpty() ? null : found;
    }

    private static @Nullable String hash(Version version, OpenPackage.Table table) {
        List<String> paths = table.descriptor().paths();
        VersionFile file = paths.size() == 1 ? version.file(paths.get(0)) : null;
        return file == null ? null : file.hash();
    }

    private static boolean haveOneKey(OpenPackage.Table old, OpenPackage.Table now) {
        Schema first = old.descriptor().schema();
        Schema second = now.descriptor().schema();
        return first != null
                && second != null
                && !first.primaryKey().isEmpty()
                && first.primaryKey().equals(second.primaryKey());
    }

    /** What an older file and a newer one have in common, step by step from the newer one; null where a step is not known. */
    private @Nullable CommonRecords between(String older, String newer) {
        CommonRecords all = null;
        String hash = newer;
        for (int steps = files.size(); !hash.equals(older); steps--) {
            VersionFile file = files.get(hash);
            VersionFile.Common common = file == null ? null : file.common();
            CommonRecords step = common == null || steps == 0 ? null : read(common);
            if (common == null || step == null) {
                return null;
            }
            all = all == null ? step : step.then(all);
            hash = common.file();
        }
        return all;
    }

    private @Nullable CommonRecords read(VersionFile.Common common) {
        if (!store.objects().has(common.records())) {
            return null;
        }
        try {
            return CommonRecords.read(store.objects().bytes(common.records()));
        } catch (ObjectException e) {
            throw new StoreException(store.objects().file(e.hash()), e.note());
        }
    }
}
