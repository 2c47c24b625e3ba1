package dev.weir.source;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DescriptorCheck;
import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.DescriptorKind;
import dev.weir.descriptor.FieldRule;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.YamlReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Opens packages: reads the descriptor, puts the schemas and dialects that it refers to in their place, checks it all.
 *
 * @param trusted whether the descriptor may name files outside its folder
 * @param rule judges values by the type of their field
 * @param remote brings what has an address; null where nothing remote is read
 */
public record PackageReader(
        Limits limits,
        boolean trusted,
        FieldRule rule,
        @Nullable Remote remote) {
    private static final List<String> NAMES = List.of("datapackage.json", "datapackage.yaml", "datapackage.yml");

    /**
     * A file that describes a part of a package, opened as the package that it would be in.
     *
     * @param kind which part
     * @param opened a package of one resource where it is one, else of none; what was found points into the file
     */
    public record Part(DescriptorKind kind, OpenedPackage opened) {}

    /** Nothing remote is read. */
    public PackageReader(Limits limits, boolean trusted, FieldRule rule) {
        this(limits, trusted, rule, null);
    }

    /** With the default limits, nothing trusted, and no knowledge of types. */
    public PackageReader() {
        this(Limits.DEFAULT, false, FieldRule.NONE);
    }

    /**
     * Opens the package of a folder or a zip file (its {@code datapackage.json}, else {@code .yaml}, else {@code .yml}) or
     * a descriptor by any name.
     *
     * @throws DescriptorException with every error, where there is one
     * @throws UncheckedIOException where {@code path} is not there or cannot be read
     */
    public OpenedPackage open(Path path) {
        OpenedPackage opened = openLeniently(path);
        if (!opened.checked().isValid()) {
            throw new DescriptorException(
                    opened.data().name(opened.file()), opened.checked().errors());
        }
        return opened;
    }

    /** The same, but a descriptor with errors is opened as far as it can be read, its findings in its {@code checked}. */
    public OpenedPackage openLeniently(Path path) {
        List<Finding> warnings = new ArrayList<>();
        Path file = path;
        try {
            file = descriptor(path, warnings);
            Json json = read(file);
            DataFolder data = DataFolder.of(file, trusted, limits, remote);
            JsonObject descriptor = json instanceof JsonObject object ? object : JsonObject.EMPTY;
            References references = new References(this, data);
            Json resolved = references.resolve(json);
            Checked checked = references.place(new DescriptorCheck(trusted, rule).dataPackage(resolved));
            return new OpenedPackage(
                    file,
                    descriptor,
                    new DataPackage(resolved instanceof JsonObject object ? object : JsonObject.EMPTY),
                    new Checked(List.of(), warnings).and(checked),
                    data);
        } catch (DescriptorException unreadable) {
            return new OpenedPackage(
                    file,
                    JsonObject.EMPTY,
                    DataPackage.EMPTY,
                    new Checked(unreadable.findings(), warnings),
                    new DataFolder(path, trusted, limits, remote));
        }
    }

    /**
     * Opens a file that describes a part of a package: a resource is a package of its own, of a schema, a dialect or a
     * field there is no data. Findings point into the file.
     *
     * @return null where the file is not JSON or YAML, or describes a package
     * @throws UncheckedIOException where {@code path} cannot be read
     */
    public @Nullable Part openPart(Path path) {
        Path named = path.getFileName();
        if (named == null || NAMES.contains(named.toString()) || !Files.isRegularFile(path) || ZipArchive.isZip(path)) {
            return null;
        }
        Json json;
        try {
            json = read(path);
        } catch (DescriptorException unreadable) {
            return null;
        }
        DescriptorKind kind = DescriptorKind.of(json);
        return kind == DescriptorKind.PACKAGE ? null : new Part(kind, part(kind, path, json));
    }

    private OpenedPackage part(DescriptorKind kind, Path file, Json json) {
        DataFolder data = DataFolder.of(file, trusted, limits, remote);
        DescriptorCheck check = new DescriptorCheck(trusted, rule);
        JsonObject object = (JsonObject) json;
        List<Finding> warnings = new ArrayList<>();
        if (kind != DescriptorKind.RESOURCE) {
            warnings.add(new Finding("", Json.Place.NONE, "This is a " + kind.title() + " by itself: no data is read"));
            return new OpenedPackage(
                    file,
                    object,
                    DataPackage.EMPTY,
                    new Checked(List.of(), warnings).and(kind.check(check, json)),
                    data);
        }
        References references = new References(this, data);
        JsonObject resolved = (JsonObject) references.resolve(ofOne(json));
        Json resource = resolved.objects("resources").get(0);
        Checked checked = references.place(moved(check.resource(resource), "", kind.pointer()));
        return new OpenedPackage(
                file, ofOne(json), new DataPackage(resolved), moved(checked, kind.pointer(), ""), data);
    }

    private static JsonObject ofOne(Json resource) {
        return JsonObject.EMPTY.with("resources", JsonArray.of(List.of(resource)));
    }

    /** The same findings, whose pointers begin otherwise. */
    private static Checked moved(Checked checked, String from, String to) {
        return new Checked(moved(checked.errors(), from, to), moved(checked.warnings(), from, to));
    }

    private static List<Finding> moved(List<Finding> findings, String from, String to) {
        return findings.stream()
                .map(found ->
                        new Finding(to + found.pointer().substring(from.length()), found.place(), found.message()))
                .toList();
    }

    private Path descriptor(Path path, List<Finding> warnings) {
        if (!ZipArchive.holds(path) && ZipArchive.isZip(path)) {
            try {
                return descriptor(ZipArchive.folder(path, limits), path + " has", warnings);
            } catch (SourceException refused) {
                throw new DescriptorException(
                        path.toString(), List.of(new Finding("", Json.Place.NONE, refused.note())));
            }
        }
        if (!Files.isDirectory(path)) {
            if (Files.notExists(path)) {
                throw new UncheckedIOException(
                        path + ": there is no such file or folder", new NoSuchFileException(path.toString()));
            }
            return path;
        }
        if (!Files.isExecutable(path)) {
            throw new UncheckedIOException(
                    path + ": cannot be read: permission denied", new AccessDeniedException(path.toString()));
        }
        return descriptor(path, "The folder has", warnings);
    }

    private static Path descriptor(Path path, String has, List<Finding> warnings) {
        for (String name : NAMES) {
            Path file = path.resolve(name);
            if (Files.isRegularFile(file)) {
                if (!name.equals(NAMES.get(0))) {
                    warnings.add(new Finding(
                            "",
                            Json.Place.NONE,
                            "The descriptor is " + name + ", but a published package has " + NAMES.get(0)
                                    + ": other tools will not find it"));
                }
                return file;
            }
        }
        throw new DescriptorException(
                path.toString(),
                List.of(new Finding(
                        "", Json.Place.NONE, has + " no " + NAMES.get(0) + ": make one, or name the descriptor")));
    }

    /** The tree of a descriptor, by the ending of its name. */
    Json read(Path file) {
        byte[] bytes = SmallFile.read(file, limits.descriptorBytes());
        String name = file.toString().toLowerCase(Locale.ROOT);
        URI address = remote == null ? null : remote.address(file);
        String shown = address == null ? file.toString() : address.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml")
                ? YamlReader.read(bytes, shown)
                : JsonReader.read(bytes, shown);
    }
}
