package dev.weir.write;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.parse.TableSource;
import dev.weir.process.Operation;
import dev.weir.process.Stage;
import dev.weir.process.Whole;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package on its way to its target. Each of its resources is opened once and its rows are taken in order; then all is
 * prepared, and committed by one rename.
 *
 * <p>A resource that no step touched is copied byte for byte, packed as it is, and its rows are not looked at. Where no
 * data byte and no property but {@code version} and {@code created} would differ, nothing is written.
 */
public final class PackageStage implements Stage {
    private final Target target;
    private final DumpOptions options;
    private final DataPackage described;
    private final Instant now;
    private final Map<String, Stored> stored = new HashMap<>();
    private final @Nullable StoredHash logical;
    private final Map<Path, String> hashes = new HashMap<>();
    private @Nullable JsonObject descriptor;
    private List<Operation.Read> reads = List.of();
    private @Nullable PinnedSources sources;
    private boolean valid = true;
    private boolean unchanged;
    private @Nullable Outcome outcome;

    /** A resource on its way. */
    sealed interface Stored permits TableFile, CopiedFiles, KeptFiles {}

    PackageStage(Target target, DumpOptions options, DataPackage described, Instant now) {
        this.target = target;
        this.options = options;
        this.described = described;
        this.now = now;
        this.logical = options.logicalHash() ? new StoredHash(target) : null;
    }

    /** What became of the package. */
    public sealed interface Outcome {}

    /**
     * A version was written.
     *
     * @param number its number in the folder; 0 for a zip and for fixed paths
     * @param bytes of all its data files, those that it shares with the version before too
     */
    public record Written(int number, String version, long bytes) implements Outcome {}

    /** Nothing would have differed, so nothing was written; {@code version} is the one that is there. */
    public record Unchanged(String version) implements Outcome {}

    /** Opens a resource: every resource of the package is opened once, before or while others are written. */
    public Whole.Table open(Whole.Opening opening) {
        Resource resource = opening.resource();
        Resource there = opening.same() ? held(resource.name()) : null;
        if (there != null) {
            boolean copied = opening.untouched() != null;
            Resource as = copied
                    ? resource
                    : new Resource(WrittenDescriptor.csv(resource).json());
            KeptFiles kept = new KeptFiles(as, there);
            stored.put(resource.name(), kept);
            return kept;
        }
        TableSource untouched = opening.untouched();
        if (untouched != null) {
            CopiedFiles copied = new CopiedFiles(resource, untouched);
            stored.put(resource.name(), copied);
            return copied;
        }
        Resource csv = new Resource(WrittenDescriptor.csv(resource).json());
        CsvLayout layout = CsvLayout.of(csv);
        TableFile table = new TableFile(csv, layout, target.newFile(), opening.errors(), options.logicalHash());
        stored.put(resource.name(), table);
        return table;
    }

    @Override
    public boolean holds(String resource) {
        return held(resource) != null;
    }

    /** What is published of a resource, if its files are there; null if not. */
    private @Nullable Resource held(String name) {
        DataPackage published = target.published();
        Resource there = published == null ? null : published.resource(name);
        return there != null && KeptFiles.areThere(there, target.current(name)) ? there : null;
    }

    /** The paths of sources start from this folder; without one no sources are written down. */
    public PackageStage from(Path folder) {
        sources = new PinnedSources(folder);
        return this;
    }

    @Override
    public void reads(List<Operation.Read> before) {
        reads = List.copyOf(before);
    }

    @Override
    public void markInvalid() {
        valid = false;
    }

    @Override
    public void prepare() {
        List<JsonObject> resources = new ArrayList<>();
        for (Resource resource : described.resources()) {
            resources.add(prepare(resource));
        }
        JsonObject made = WrittenDescriptor.dataPackage(described, resources, now);
        DataPackage published = target.published();
        unchanged = published != null && same(published.json(), made) && !target.misses();
        if (!unchanged) {
            made = sources == null ? made : sources.addTo(made, reads);
            made = made.with("version", target.version(made, described.version(), options, valid, now));
            target.prepare(made);
        }
        descriptor = made;
    }

    @Override
    public void leave() {
        DataPackage published = target.published();
        unchanged = true;
        descriptor = published == null ? JsonObject.EMPTY : published.json();
    }

    private static boolean same(JsonObject published, JsonObject made) {
        return counted(published).equals(counted(made));
    }

    /** What makes a version where it differs. */
    private static JsonObject counted(JsonObject json) {
        return new DataPackage(json).unpinned().without("version").without("created");
    }

    private JsonObject prepare(Resource resource) {
        Stored way = stored.get(resource.name());
        if (way instanceof TableFile table) {
            NewFile file = table.file();
            file.seal();
            return place(
                    table.resource(),
                    List.of(file),
                    List.of(".csv"),
                    file.size(),
                    file.hash(),
                    logical == null ? null : logical.of(table));
        }
        if (way instanceof CopiedFiles copied) {
            return copy(copied);
        }
        if (way instanceof KeptFiles kept) {
            Resource there = kept.published();
            return WrittenDescriptor.stored(
                    kept.resource(),
                    there.paths(),
                    there.bytes(),
                    String.valueOf(there.hash()),
                    logical == null ? null : logical.of(kept));
        }
        if (isElsewhere(resource)) {
            return resource.json();
        }
        throw new IllegalStateException("resource '" + resource.name() + "' was not opened");
    }

    private static boolean isElsewhere(Resource resource) {
        return resource.paths().isEmpty()
                ? resource.data() != null
                : resource.paths().stream().allMatch(DataPath::isUrl);
    }

    private JsonObject place(
            Resource resource,
            List<NewFile> files,
            List<String> extensions,
            long bytes,
            String hash,
            @Nullable String logicalHash) {
        List<String> paths = target.place(resource, files, extensions, bytes, hash);
        return WrittenDescriptor.stored(resource, paths, bytes, hash, logicalHash);
    }

    private JsonObject copy(CopiedFiles untouched) {
        TableSource source = untouched.source();
        Resource resource = untouched.resource();
        if (isElsewhere(source.resource()) && source.data().remote() == null) {
            return resource.json();
        }
        List<Path> files = source.data().files(source.resource());
        List<Path> current = target.current(resource.name());
        DataPackage published = target.published();
        Resource there = published == null ? null : published.resource(resource.name());
        if (there != null && CopiedFiles.areSame(files, current)) {
            CopiedFiles.Measured measured = CopiedFiles.measure(files);
            if (measured.bytes() == there.bytes() && measured.hash().equals(there.hash())) {
                return WrittenDescriptor.stored(
                        resource,
                        there.paths(),
                        measured.bytes(),
                        measured.hash(),
                        logical == null ? null : logical.of(untouched, measured, current));
            }
        }
        CopiedFiles.Measured same = options.fixedPaths() ? null : CopiedFiles.same(files, current);
        if (same != null && there != null && same.hash().equals(there.hash())) {
            note(files, same);
            return WrittenDescriptor.stored(
                    resource,
                    there.paths(),
                    same.bytes(),
                    same.hash(),
                    logical == null ? null : logical.of(untouched, same, current));
        }
        List<NewFile> copies = new ArrayList<>();
        List<String> extensions = new ArrayList<>();
        CopiedFiles.Measured measured = CopiedFiles.copy(files, target, copies);
        note(files, measured);
        for (String path : source.resource().paths()) {
            extensions.add(SafeNames.extension(path));
        }
        List<Path> copied = copies.stream().map(NewFile::path).toList();
        String says = logical == null ? null : logical.of(untouched, measured, copied);
        return place(resource, copies, extensions, measured.bytes(), measured.hash(), says);
    }

    private void note(List<Path> files, CopiedFiles.Measured measured) {
        if (files.size() != 1) {
            return;
        }
        Path file = files.get(0);
        hashes.put(file.toAbsolutePath().normalize(), measured.hash().substring("sha256:".length()));
        if (sources != null) {
            sources.note(file, measured.hash());
        }
    }

    @Override
    public Map<Path, String> hashes() {
        return hashes;
    }

    @Override
    public void commit() {
        JsonObject made = descriptor;
        if (made == null) {
            throw new IllegalStateException("commit before prepare");
        }
        if (unchanged) {
            target.leave();
            DataPackage published = target.published();
            String version = published == null ? null : published.version();
            outcome = new Unchanged(version == null ? "" : version);
            return;
        }
        target.commit();
        outcome = new Written(target.number(), made.text("version", ""), bytes(made));
    }

    private static long bytes(JsonObject descriptor) {
        long bytes = 0;
        JsonArray resources = descriptor.array("resources");
        for (JsonObject resource : resources == null ? List.<JsonObject>of() : resources.objects()) {
            bytes += resource.get("bytes") instanceof JsonNumber number
                    ? number.value().longValue()
                    : 0;
        }
        return bytes;
    }

    @Override
    public @Nullable String published() {
        return target.hash();
    }

    @Override
    public void abandon() {
        target.abandon();
    }

    /** {@code dist: version 1.0.0 written, 2 resources, 1,234 bytes}, or that nothing differs. */
    @Override
    public String summary() {
        Outcome known = outcome();
        if (known instanceof Written written) {
            int count = stored.size();
            return target.descriptor() + ": wrote version " + written.version() + ", " + count
                    + (count == 1 ? " resource, " : " resources, ") + written.bytes() + " bytes";
        }
        return target.descriptor() + ": unchanged, version " + ((Unchanged) known).version();
    }

    /** What became of the package; after {@link #commit}. */
    public Outcome outcome() {
        Outcome known = outcome;
        if (known == null) {
            throw new IllegalStateException("the package was not committed");
        }
        return known;
    }

    /** What is published there: {@code datapackage.json} in a folder, else the zip. */
    public Path descriptor() {
        return target.descriptor();
    }
}
