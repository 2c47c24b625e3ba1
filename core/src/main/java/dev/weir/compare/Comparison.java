package dev.weir.compare;

import dev.weir.compare.SchemaChange.Kind;
import dev.weir.compare.same.CommonFiles;
import dev.weir.compare.same.SameBytes;
import dev.weir.compare.same.TablePair;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.Copies;
import dev.weir.report.ErrorCode;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.source.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares two packages: descriptors, then the rows of every table that both have. */
public final class Comparison {
    private final OpenPackage before;
    private final OpenPackage after;
    private final long memoryBytes;
    private final SchemaComparison schema = new SchemaComparison();
    private final List<ResourceDifference> resources = new ArrayList<>();
    private CommonFiles files = CommonFiles.NOTHING;
    private boolean isLenient;
    private boolean counts;
    private Map<Path, Copies> copies = Map.of();

    private Comparison(OpenPackage before, OpenPackage after, long memoryBytes) {
        this.before = before;
        this.after = after;
        this.memoryBytes = memoryBytes;
    }

    /**
     * How {@code after} differs from {@code before}. Two tables without a descriptor are compared whatever their names. A
     * file that is not there is a difference of the descriptors: its resource has no rows.
     *
     * @param options how much memory the rows that differ may take: a third of the heap where it does not say
     * @throws dev.weir.source.SourceException where a table cannot be read to its end, or more differs than fits
     */
    public static PackageDifference of(OpenPackage before, OpenPackage after, RunOptions options) {
        return new Comparison(before, after, memoryBytes(options)).compare(true);
    }

    /** The same where something is known of the files. */
    public static PackageDifference of(OpenPackage before, OpenPackage after, RunOptions options, CommonFiles files) {
        Comparison comparison = new Comparison(before, after, memoryBytes(options));
        comparison.files = files;
        return comparison.compare(true);
    }

    /**
     * The same where it is known what files of {@code after} have from files of {@code before}, which is not read twice.
     *
     * @param copies by the files of {@code after}
     */
    public static PackageDifference of(
            OpenPackage before, OpenPackage after, RunOptions options, Map<Path, Copies> copies) {
        Comparison comparison = new Comparison(before, after, memoryBytes(options));
        comparison.copies = copies;
        return comparison.compare(true);
    }

    /**
     * The same, where the rows that differ are only counted: {@link ResourceDifference#rows} is empty.
     *
     * @param copies of files of {@code after} what they have from files of {@code before}, which is not read
     * @param files is told what others have in common
     */
    public static PackageDifference ofCounts(
            OpenPackage before, OpenPackage after, RunOptions options, Map<Path, Copies> copies, CommonFiles files) {
        Comparison comparison = new Comparison(before, after, memoryBytes(options));
        comparison.files = files;
        comparison.counts = true;
        comparison.copies = copies;
        return comparison.compare(true);
    }

    /**
     * The same for versions as they were published: a table that cannot be read to its end, before or after, is compared
     * by its descriptor alone and is none of the resources.
     */
    public static PackageDifference ofReadable(OpenPackage before, OpenPackage after, RunOptions options) {
        Comparison comparison = new Comparison(before, after, memoryBytes(options));
        comparison.isLenient = true;
        return comparison.compare(true);
    }

    private static long memoryBytes(RunOptions options) {
        return options.memoryBytes() > 0
                ? options.memoryBytes()
                : Runtime.getRuntime().maxMemory() / 3;
    }

    /** How the descriptors differ; no data is read. */
    public static PackageDifference ofDescriptors(OpenPackage before, OpenPackage after) {
        return new Comparison(before, after, 0).compare(false);
    }

    private PackageDifference compare(boolean withRows) {
        if (before.isDescribed() && after.isDescribed()) {
            schema.ofPackages(
                    before.dataPackage().unpinned(), after.dataPackage().unpinned());
        }
        List<ResourcePairs.Pair> pairs = isOneEach()
                ? List.of(new ResourcePairs.Pair(
                        before.dataPackage().resources().get(0),
                        after.dataPackage().resources().get(0),
                        1))
                : ResourcePairs.of(before.dataPackage(), after.dataPackage());
        for (ResourcePairs.Pair pair : pairs) {
            Resource old = pair.before();
            Resource now = pair.after();
            if (now == null && old != null) {
                schema.add(Kind.RESOURCE_REMOVED, label(old), null, "name", Json.of(label(old)), null);
            } else if (old == null && now != null) {
                schema.add(Kind.RESOURCE_ADDED, label(now), null, "name", null, Json.of(label(now)));
            } else if (old != null && now != null) {
                compare(old, now, pair.confidence(), withRows);
            }
        }
        return new PackageDifference(before.dataPackage(), after.dataPackage(), schema.changes(), resources);
    }

    /** Whether there is one table on either side, and at the least one of them has no name but that of its file. */
    private boolean isOneEach() {
        return (!before.isDescribed() || !after.isDescribed())
                && before.dataPackage().resources().size() == 1
                && after.dataPackage().resources().size() == 1;
    }

    private void compare(Resource old, Resource now, double confidence, boolean withRows) {
        String name = label(now);
        OpenPackage.Table first = before.table(old);
        OpenPackage.Table second = after.table(now);
        if (before.isDescribed() && after.isDescribed()) {
            schema.ofResources(old, now, name, confidence);
        }
        Json missing = withRows ? missing(first) : null;
        Json missingNow = withRows ? missing(second) : null;
        boolean isThere = missing == null && missingNow == null;
        boolean isTable = isThere && first.isTable() && second.isTable() && isReadable(first) && isReadable(second);
        Schema oldSchema = schema(first, withRows && isTable);
        Schema newSchema = schema(second, withRows && isTable);
        boolean mayRead = withRows && isTable;
        Map<String, FieldRenames.Renamed> renamed =
                FieldRenames.of(oldSchema, newSchema, mayRead ? first : null, mayRead ? second : null);
        schema.ofSchemas(oldSchema, newSchema, name, renamed);
        if (mayRead) {
            compareRows(name, first, second);
        } else if (!isThere) {
            schema.add(Kind.DATA_MISSING, name, null, "data", missing, missingNow);
        } else if (withRows && isReadable(first) && isReadable(second) && !SameBytes.of(first, second)) {
            schema.add(Kind.DATA, name, null, "data", null, null);
        }
    }

    /** Which file of a table is not there, and why; null where all are. */
    private static @Nullable Json missing(OpenPackage.Table table) {
        try {
            table.files();
            return null;
        } catch (SourceException absent) {
            if (absent.code() != ErrorCode.SCHEME_ERROR) {
                throw absent;
            }
            return Json.of(String.join(", ", table.descriptor().paths()) + ": " + absent.note());
        }
    }

    private void compareRows(String name, OpenPackage.Table first, OpenPackage.Table second) {
        try {
            resources.add(TableComparison.of(name, first, second, memoryBytes, counts, copies(first, second), files));
        } catch (SourceException unreadable) {
            if (!isLenient) {
                throw unreadable;
            }
        }
    }

    private @Nullable Copies copies(OpenPackage.Table first, OpenPackage.Table second) {
        if (copies.isEmpty() || first.files().size() != 1 || second.files().size() != 1) {
            return null;
        }
        Copies known = copies.get(second.files().get(0).toAbsolutePath().normalize());
        Path older = first.files().get(0).toAbsolutePath().normalize();
        return known != null && known.file().toAbsolutePath().normalize().equals(older) ? known : null;
    }

    /** Whether to try to read a table: what is not there is an error unless it may be. */
    private boolean isReadable(OpenPackage.Table table) {
        if (!isLenient || !table.isTable()) {
            return true;
        }
        try {
            table.rawRows(null, false).close();
            return true;
        } catch (SourceException unreadable) {
            return false;
        }
    }

    /** What a resource is called: by its name, else by its first path, else by its place. */
    private String label(Resource resource) {
        String name = resource.json().text("name", "");
        int place = Math.max(
                before.dataPackage().resources().indexOf(resource),
                after.dataPackage().resources().indexOf(resource));
        return !name.isEmpty()
                ? name
                : resource.paths().isEmpty()
                        ? "resource " + (place + 1)
                        : resource.paths().get(0);
    }

    private static Schema schema(OpenPackage.Table table, boolean mayRead) {
        Schema stated = table.descriptor().schema();
        return stated == null ? mayRead ? TablePair.schema(table) : Schema.EMPTY : TablePair.readable(stated);
    }
}
