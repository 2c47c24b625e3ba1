package dev.weir.run;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.CsvFormat;
import dev.weir.parse.CsvTable;
import dev.weir.parse.TableSource;
import dev.weir.parse.TextTable;
import dev.weir.source.OpenedPackage;
import dev.weir.source.StreamBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A package, open for reading: its descriptor, and its tables row by row. Holds no file open itself. */
public final class OpenPackage {
    private final OpenedPackage opened;
    private final RunOptions options;

    private final boolean isDescribed;

    /** @param isDescribed whether there is a descriptor; else it was made for one table */
    OpenPackage(OpenedPackage opened, RunOptions options, boolean isDescribed) {
        this.opened = opened;
        this.options = options;
        this.isDescribed = isDescribed;
    }

    /** Whether there is a descriptor; else it was made for one table. */
    public boolean isDescribed() {
        return isDescribed;
    }

    public DataPackage dataPackage() {
        return opened.dataPackage();
    }

    /** A table with the encoding that it is read in where that is guessed; all else as it is. */
    public Resource withEncoding(Resource resource) {
        return TableFormat.of(resource).isTable() ? opened.data().withEncoding(resource) : resource;
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

    /** The same by the resource itself: names of a descriptor with errors may stand twice, or not at all. */
    public Table table(Resource resource) {
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
            return new Rows(scan(resource.schema()));
        }

        /** Whether its rows can be read. */
        public boolean isTable() {
            return TableFormat.of(resource).isTable();
        }

        /** How its text is cut into cells. */
        public Dialect dialect() {
            return TableFormat.of(resource).dialect();
        }

        /** Whether its rows are JSON. */
        public boolean isJson() {
            return TableFormat.of(resource).kind() != TableFormat.Kind.CSV;
        }

        /** Whether each line is a row. */
        public boolean isJsonLines() {
            return TableFormat.of(resource).kind() == TableFormat.Kind.JSON_LINES;
        }

        /** Its files; none where the data is in the descriptor. */
        public List<Path> files() {
            return opened.data().files(resource);
        }

        /**
         * Opens the rows as they stand in the file.
         *
         * @param schema to read them under; null for text fields named as the header says
         * @param casts whether every cell is cast
         */
        public RawRows rawRows(@Nullable Schema schema, boolean casts) {
            return rawRows(schema, casts, 1);
        }

        /** The same, where the bytes of rows stay until those of {@code blocks} more blocks with rows are read. */
        public RawRows rawRows(@Nullable Schema schema, boolean casts, int blocks) {
            return new RawRows(scan(schema), resource.name(), casts, blocks);
        }

        /** Whether records that were cut out of the table can be read by themselves. */
        public boolean canReadRecords() {
            return !isJson() && CsvFormat.of(dialect()) != null;
        }

        /**
         * Opens records that were cut out of the table.
         *
         * @param records their bytes as the table gave them, each with a line end behind it
         * @param labels the header of the table; empty where it has none
         */
        public RawRows rawRows(Schema schema, byte[] records, List<String> labels) {
            JsonObject json = dialect().json();
            for (String property : List.of("headerRows", "headerJoin", "commentRows", "commentChar")) {
                json = json.without(property);
            }
            Dialect plain = new Dialect(json);
            String quote = plain.quoteChar();
            List<String> cells = new ArrayList<>();
            for (String label : labels) {
                cells.add(quote == null ? label : quote + label.replace(quote, quote + quote) + quote);
            }
            String head = labels.isEmpty() ? "" : String.join(plain.delimiter(), cells) + "\n";
            byte[] header = head.getBytes(StandardCharsets.UTF_8);
            byte[] all = Arrays.copyOf(header, header.length + records.length);
            System.arraycopy(records, 0, all, header.length, records.length);
            TextTable table = CsvTable.open(StreamBytes.of(resource.name(), all), plain, options.parseLimits());
            return new RawRows(
                    new TableScan(resource.name(), schema, plain, table, false, options), resource.name(), false, 1);
        }

        private TableScan scan(@Nullable Schema schema) {
            TableFormat format = TableFormat.of(resource);
            if (!format.isTable()) {
                throw new IllegalArgumentException("resource '" + resource.name() + "' is no table that can be read");
            }
            return TableScan.open(new TableSource(resource, opened.data()), schema, format.dialect(), options);
        }
    }
}
