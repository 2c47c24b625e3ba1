package dev.weir.run;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Resource;
import dev.weir.parse.TableSource;
import dev.weir.source.OpenedPackage;

/** A package, open for reading: its descriptor, and its tables row by row. Holds no file open itself. */
public final class OpenPackage {
    private final OpenedPackage opened;
    private final RunOptions options;

    OpenPackage(OpenedPackage opened, RunOptions options) {
        this.opened = opened;
        this.options = options;
    }

    public DataPackage dataPackage() {
        return opened.dataPackage();
    }

    /**
     * A table of the package.
     *
     * @throws IllegalArgumentException where there is none of this name
     */
    public Table resource(String name) {
        Resource resource = opened.dataPackage().resource(name);
        if (resource == null) {
            throw new IllegalArgumentException("no resource '" + name + "' in " + opened.file()
                    + Nearest.hint(
                            name,
                            opened.dataPackage().resources().stream()
                                    .map(Resource::name)
                                    .toList()));
        }
        return new Table(resource);
    }

    /** One table of the package. */
    public final class Table {
        private final Resource resource;

        private Table(Resource resource) {
            this.resource = resource;
        }

        public Resource descriptor() {
            return resource;
        }

        /** Opens the rows; without a schema all fields are of type any. */
        public Rows rows() {
            TableFormat format = TableFormat.of(resource);
            if (!format.isTable()) {
                throw new IllegalArgumentException("resource '" + resource.name() + "' is no table that can be read");
            }
            return new Rows(TableScan.open(
                    new TableSource(resource, opened.data()), resource.schema(), format.dialect(), options));
        }
    }
}
