package dev.weir.processors.outside;

import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;
import dev.weir.process.Options;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.processors.table.Concatenation;
import dev.weir.source.DataFolder;
import dev.weir.source.Limits;
import dev.weir.source.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Loads tables from files: one, or all that a glob matches, in the order of their paths. */
final class LoadedFiles {
    private LoadedFiles() {}

    static Loaded of(Options options, TableOptions tables) {
        NamedFile.check(options, "path", options.text("path"));
        List<String> paths = paths(options, options.text("path"));
        String name = options.textOrNull("name");
        boolean together = paths.size() > 1 && name != null;
        List<Loaded.Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String path : paths) {
            String own = name == null ? nameOf(path) : together ? name + "/" + nameOf(path) : name;
            if (!names.add(own)) {
                throw options.error(
                        "path", "two files would be the resource '" + own + "': load them each with a 'name'");
            }
            parts.add(part(options, tables, path, own));
        }
        if (together && tables.schema() == null) {
            parts = agreed(parts);
        }
        List<Resource> made = parts.stream().map(Loaded.Part::resource).toList();
        if (together && name != null) {
            Schema stated = tables.schema();
            Schema schema = stated != null
                    ? stated
                    : Concatenation.byName(options, "path", made).output();
            made = List.of(Resource.of(name, schema));
        }
        return new Loaded(JsonObject.EMPTY, parts, made);
    }

    /** The parts with the inferred types that suit all of them: a field that is not of one type everywhere is text. */
    private static List<Loaded.Part> agreed(List<Loaded.Part> parts) {
        Map<String, FieldType> types = new HashMap<>();
        for (Loaded.Part part : parts) {
            for (Field field : TableProcessor.schema(part.resource()).fields()) {
                types.merge(field.name(), field.type(), LoadedFiles::common);
            }
        }
        List<Loaded.Part> agreed = new ArrayList<>();
        for (Loaded.Part part : parts) {
            Schema schema = TableProcessor.schema(part.resource());
            List<Field> fields = schema.fields().stream()
                    .map(field -> types.get(field.name()) == FieldType.STRING
                            ? Field.of(field.name(), FieldType.STRING)
                            : field)
                    .toList();
            Resource resource = part.resource().withSchema(schema.withFields(fields));
            agreed.add(new Loaded.Part(
                    resource, new TableSource(resource, part.source().data())));
        }
        return agreed;
    }

    private static FieldType common(FieldType a, FieldType b) {
        boolean numeric =
                (a == FieldType.INTEGER || a == FieldType.NUMBER) && (b == FieldType.INTEGER || b == FieldType.NUMBER);
        return a == b ? a : numeric ? FieldType.NUMBER : FieldType.STRING;
    }

    private static Loaded.Part part(Options options, TableOptions tables, String path, String name) {
        JsonObject json =
                JsonObject.EMPTY.with("name", name).with("type", "table").with("path", path);
        String lower = withoutQuery(path).toLowerCase(Locale.ROOT);
        Dialect dialect = tables.dialect();
        if (dialect != null) {
            json = json.with("dialect", dialect.json());
        } else if (lower.endsWith(".tsv") || lower.endsWith(".tsv.gz")) {
            json = json.with("dialect", JsonObject.EMPTY.with("delimiter", "\t"));
        }
        Resource bare = data(options).withEncoding(new Resource(json));
        Schema stated = tables.schema();
        Schema schema =
                stated != null ? stated : TableOptions.infer(options, "path", new TableSource(bare, data(options)));
        Resource resource = bare.withSchema(schema);
        return new Loaded.Part(resource, new TableSource(resource, data(options)));
    }

    private static DataFolder data(Options options) {
        return new DataFolder(options.folder(), true, Limits.DEFAULT, options.remote());
    }

    /** {@code data/Orders 2024.csv.gz} is {@code orders-2024}. */
    static String nameOf(String path) {
        String file = withoutQuery(path);
        String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        name = name.replaceFirst("\\.(gz|zip|zst|bz2)$", "");
        int dot = name.lastIndexOf('.');
        name = dot > 0 ? name.substring(0, dot) : name;
        name = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        return name.isEmpty() ? "table" : name;
    }

    private static String withoutQuery(String path) {
        int end = DataPath.isUrl(path) ? path.indexOf('?') : -1;
        return end < 0 ? path : path.substring(0, end);
    }

    /** The path itself, or the files that it matches, as paths from the flow's folder. */
    private static List<String> paths(Options options, String path) {
        int glob = firstGlob(path);
        if (glob < 0 || path.contains("://") || Files.exists(options.folder().resolve(path))) {
            return List.of(path);
        }
        String base = path.substring(0, path.lastIndexOf('/', glob) + 1);
        String rest = path.substring(base.length());
        Path root = options.folder().resolve(base);
        PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + rest);
        int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/").length;
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.walk(root, depth)) {
                files.filter(file -> Files.isRegularFile(file) && matcher.matches(root.relativize(file)))
                        .forEach(file -> found.add(base + slashes(root.relativize(file))));
            } catch (IOException e) {
                throw new UncheckedIOException(root + ": cannot be read: " + Reason.of(e), e);
            }
        }
        if (found.isEmpty()) {
            throw options.error(
                    "path",
                    "no file matches " + path + " in " + options.folder().toAbsolutePath());
        }
        found.sort(null);
        return found;
    }

    private static String slashes(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(name -> names.add(name.toString()));
        return String.join("/", names);
    }

    private static int firstGlob(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("*?[{".indexOf(path.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
