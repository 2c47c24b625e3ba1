package dev.weir.write;

import dev.weir.carry.hash.LogicalHash;
import dev.weir.carry.hash.TableHash;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.Resource;
import dev.weir.process.Copies;
import dev.weir.process.Whole;
import dev.weir.run.RunOptions;
import dev.weir.source.DataFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code logicalHash} of tables that a stage has written: as rows went by, else from that of the version before and
 * the records that have changed, else by reading the file.
 */
final class StoredHash {
    private final Target target;
    private final DataFolder folder;

    StoredHash(Target target) {
        this.target = target;
        this.folder = new DataFolder(target.descriptor().resolveSibling(""), true, RunOptions.DEFAULT.limits());
    }

    /** Of a table that was written. */
    String of(TableFile table) {
        LogicalHash seen = table.logicalHash();
        if (seen != null) {
            return seen.hex();
        }
        Resource resource = new Resource(
                table.resource().json().without("data").without("url").with("path", "table.csv"));
        Path file = table.file().path();
        Copies copies = table.copies();
        Whole.Records records = table.records();
        String before = known(resource);
        return copies == null || records == null || before == null
                ? TableHash.of(resource, folder, List.of(file))
                : TableHash.of(resource, folder, file, copies, records.headBytes(), before);
    }

    /** Of a resource that is as it was; null where it is no table. */
    @Nullable
    String of(KeptFiles kept) {
        String before = known(kept.resource());
        List<String> paths = kept.published().paths();
        Json path = paths.size() == 1 ? Json.of(paths.get(0)) : JsonArray.ofTexts(paths);
        Resource resource = new Resource(
                kept.resource().json().without("data").without("url").with("path", path));
        return before != null || !TableHash.isTable(resource, folder)
                ? before
                : TableHash.of(resource, folder, target.current(resource.name()));
    }

    /**
     * Of a resource that was copied byte for byte; null where it is no table.
     *
     * @param files where its files are now
     */
    @Nullable
    String of(CopiedFiles copied, CopiedFiles.Measured measured, List<Path> files) {
        Resource there = there(copied.resource().name());
        boolean isSame = there != null && measured.hash().equals(there.hash()) && measured.bytes() == there.bytes();
        String before = isSame ? known(copied.resource()) : null;
        Resource source = copied.source().resource();
        Json path = source.json().get("path");
        Resource resource =
                path == null ? source : new Resource(copied.resource().json().with("path", path));
        return before != null || !TableHash.isTable(resource, copied.source().data())
                ? before
                : TableHash.of(resource, copied.source().data(), files);
    }

    /** What is published of a table that is read the same way; null where that is not known. */
    private @Nullable String known(Resource resource) {
        Resource there = there(resource.name());
        String hash = there == null ? null : there.json().text(WrittenDescriptor.LOGICAL_HASH);
        return there != null && hash != null && LogicalHash.isHex(hash) && isReadAlike(there, resource) ? hash : null;
    }

    private static boolean isReadAlike(Resource one, Resource other) {
        return Stream.of("schema", "dialect", "encoding")
                .allMatch(property ->
                        Objects.equals(one.json().get(property), other.json().get(property)));
    }

    private @Nullable Resource there(String name) {
        DataPackage published = target.published();
        return published == null ? null : published.resource(name);
    }
}
