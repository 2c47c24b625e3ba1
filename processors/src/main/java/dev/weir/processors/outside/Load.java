package dev.weir.processors.outside;

import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;

/**
 * Adds resources: a table from a file, one from each file that a glob matches, or those of a Data Package.
 *
 * <p>A file's resource is named after it; a glob with a {@code name} makes one resource of all its files, in the order of
 * their paths, fields meeting by name. Without a schema it is inferred from the whole file. A package that is loaded
 * before anything else gives the flow's package the properties that it does not state itself; resources of another carry
 * its licences and sources. Rows are read in the order of their file, or by key or cells where {@code order} says so. A file of {@code changes} edits the one table that is loaded. Foreign keys to resources that were not selected go. Bad cells are left to a {@code validate} that comes next, else they end the run.
 */
public final class Load implements Step {
    private static final Spec SPEC = Spec.of(
                    "load",
                    "source",
                    "Adds resources: a table from a file, one from each file that a glob matches (with a name: one of"
                            + " all), or the resources of a Data Package.")
            .option("path", Option.Kind.TEXT, "a file, or a glob: data/*.csv")
            .option("package", Option.Kind.TEXT, "a folder with a datapackage.json, or a descriptor")
            .option("name", Option.Kind.TEXT, "the resource's name; by default after its file")
            .option("resources", Option.Kind.TEXTS, "of a package: which resources; by default all")
            .option("schema", Option.Kind.JSON, "of a path: a Table Schema or the path of one; by default inferred")
            .option("dialect", Option.Kind.JSON, "of a path: a Table Dialect or the path of one")
            .option("changes", Option.Kind.TEXT, "edits of the table: a file of changes as 'weir diff' prints them")
            .choice(
                    "order",
                    "the order of the rows, where it is not that of the file: insignificant, by primary key, then by"
                            + " cells; none, a bag, by cells; the same rows in another order are then no change",
                    "insignificant",
                    "none")
            .onError()
            .withoutResources()
            .example("{path: data/orders.csv, name: orders}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        if (options.has("path") == options.has("package")) {
            throw options.error("path", "'load' takes either 'path', a file, or 'package'");
        }
        if (options.has("package")) {
            for (String option : new String[] {"schema", "dialect"}) {
                if (options.has(option)) {
                    throw options.error(option, "'" + option + "' goes with 'path': a package states its own");
                }
            }
            return new Loading(options, () -> LoadedPackage.of(options));
        }
        if (options.has("resources")) {
            throw options.error("resources", "'resources' goes with 'package': a path is one resource");
        }
        TableOptions tables = TableOptions.of(options);
        return new Loading(options, () -> LoadedFiles.of(options, tables));
    }
}
