package dev.weir.run;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;
import dev.weir.report.ErrorCode;
import dev.weir.report.RowError;
import dev.weir.source.DataFolder;
import dev.weir.source.OpenedPackage;
import dev.weir.source.PackageReader;
import dev.weir.source.SourceException;
import dev.weir.validate.RowChecks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of other packages that foreign keys of a package refer to by a path: opened so that their keys can be read,
 * their own errors not spoken of. What cannot be opened is an error of the table that refers to it.
 *
 * @see <a href="https://datapackage.org/recipes/external-foreign-keys/">External Foreign Keys</a>
 */
final class OtherPackages {
    /** A table of another package, under the name by which keys find it. */
    record Other(String name, TableTask task, Schema schema) {}

    private final OpenedPackage opened;
    private final RunOptions options;
    private final Map<String, Other> found = new HashMap<>();
    private final List<Other> others = new ArrayList<>();

    private OtherPackages(OpenedPackage opened, RunOptions options) {
        this.opened = opened;
        this.options = options;
    }

    /** Opens what the schemas of {@code tasks} refer to; each is to be closed by the caller. */
    static List<Other> of(OpenedPackage opened, RunOptions options, List<TableTask> tasks, List<Schema> schemas) {
        OtherPackages packages = new OtherPackages(opened, options);
        for (int i = 0; i < tasks.size(); i++) {
            for (ForeignKey key : schemas.get(i).foreignKeys()) {
                if (key.isInFile()) {
                    packages.open(key, tasks.get(i));
                }
            }
        }
        return packages.others;
    }

    private void open(ForeignKey key, TableTask referring) {
        String name = key.table();
        try {
            Other other = found.get(name);
            if (other == null) {
                other = open(key, name);
                found.put(name, other);
                others.add(other);
            }
            for (String field : key.referenceFields()) {
                if (other.schema.indexOf(field) < 0) {
                    throw refused(
                            key,
                            "its resource \"" + key.resource() + "\" has no field \"" + field + '"'
                                    + Nearest.hint(field, other.schema.names()));
                }
            }
        } catch (SourceException problem) {
            referring.add(RowError.ofFile(problem.code(), "", problem.file() + ": " + problem.note()));
        }
    }

    private Other open(ForeignKey key, String name) {
        DataFolder data = opened.data();
        PackageReader reader = new PackageReader(options.limits(), data.trusted(), RowChecks.RULE, options.remote());
        OpenedPackage other = reader.openLeniently(data.file(String.valueOf(key.dataPackage())));
        if (!other.checked().isValid()) {
            throw refused(
                    key,
                    "its descriptor has errors: " + other.checked().errors().get(0));
        }
        DataPackage dataPackage = other.dataPackage();
        Resource resource = dataPackage.resource(key.resource());
        if (resource == null) {
            List<String> names =
                    dataPackage.resources().stream().map(Resource::name).toList();
            throw refused(key, "it has no resource \"" + key.resource() + '"' + Nearest.hint(key.resource(), names));
        }
        TableTask task = new TableTask(new TableSource(resource, other.data()), options, true);
        Schema schema = task.open();
        String problem = task.problem();
        if (problem != null || schema.fields().isEmpty()) {
            task.close();
            throw refused(
                    key,
                    "its resource \"" + key.resource() + "\" cannot be read"
                            + (problem == null ? " as a table" : ": " + problem));
        }
        return new Other(
                name, task, schema.without("primaryKey").without("uniqueKeys").without("foreignKeys"));
    }

    private static SourceException refused(ForeignKey key, String note) {
        return new SourceException(
                ErrorCode.SCHEMA_ERROR, "the package " + key.dataPackage() + " of a foreign key", note, -1, null);
    }
}
