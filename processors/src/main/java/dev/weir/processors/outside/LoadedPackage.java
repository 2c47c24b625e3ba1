package dev.weir.processors.outside;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.FieldRule;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;
import dev.weir.process.FlowException;
import dev.weir.process.Options;
import dev.weir.process.Selector;
import dev.weir.processors.schema.Keys;
import dev.weir.source.Limits;
import dev.weir.source.OpenedPackage;
import dev.weir.source.PackageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Loads resources of a Data Package. */
final class LoadedPackage {
    private LoadedPackage() {}

    static Loaded of(Options options) {
        OpenedPackage opened = new PackageReader(Limits.DEFAULT, false, FieldRule.NONE, options.remote())
                .open(NamedFile.of(options, "package", options.text("package")));
        DataPackage whole = opened.dataPackage();
        List<Resource> selected = selected(options, whole);
        List<Loaded.Part> parts = new ArrayList<>();
        for (Resource resource : kept(whole, selected)) {
            Resource described = isTable(resource) ? opened.data().withEncoding(resource) : resource;
            if (isTable(resource) && resource.schema() == null) {
                TableSource bare = new TableSource(described, opened.data());
                described = described.withSchema(TableOptions.infer(options, "package", bare));
            }
            if (options.has("name")) {
                described = described.withName(options.text("name"));
            }
            parts.add(new Loaded.Part(described, new TableSource(described, opened.data())));
        }
        return new Loaded(
                whole.unpinned(),
                parts,
                parts.stream().map(Loaded.Part::resource).toList());
    }

    private static List<Resource> selected(Options options, DataPackage whole) {
        List<String> names = whole.resources().stream().map(Resource::name).toList();
        List<String> chosen;
        try {
            chosen = new Selector(options.texts("resources")).select("resource", names);
        } catch (FlowException fault) {
            throw options.error("resources", fault.findings().get(0).message());
        }
        if (options.has("name") && chosen.size() != 1) {
            throw options.error("name", "'name' is for one resource, but " + chosen.size() + " are loaded");
        }
        return whole.resources().stream()
                .filter(resource -> chosen.contains(resource.name()))
                .toList();
    }

    /** The selected resources without foreign keys to those that were not. */
    private static List<Resource> kept(DataPackage whole, List<Resource> selected) {
        DataPackage rest = whole.withResources(selected);
        for (Resource resource : selected) {
            Schema schema = resource.schema();
            for (ForeignKey key : schema == null ? List.<ForeignKey>of() : schema.foreignKeys()) {
                if (!key.isSelf() && key.dataPackage() == null && rest.resource(key.resource()) == null) {
                    rest = Keys.withoutReferences(rest, key.resource());
                }
            }
        }
        return rest.resources();
    }

    private static boolean isTable(Resource resource) {
        String path = resource.paths().isEmpty() ? "" : resource.paths().get(0).toLowerCase(Locale.ROOT);
        return resource.isTable() || path.endsWith(".csv") || path.endsWith(".csv.gz");
    }
}
