package dev.weir.write;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.CsvFormat;
import dev.weir.process.Whole;
import dev.weir.row.TextBuffer;
import dev.weir.type.CellType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table's file looks like: its schema, dialect and encoding. Immutable, safe for use by several threads.
 *
 * <p>Without a word in the resource: UTF-8 without a byte order mark, LF, comma, quotes only where needed, field names as
 * header, a newline behind every row.
 */
public final class CsvLayout {
    final Schema schema;
    final Framing framing;
    final CellType[] types;
    /** What a missing cell is written as, null where the field has no text for it. */
    final byte[] @Nullable [] missing;

    private final Dialect dialect;
    private final boolean header;
    private final @Nullable FileEncoding encoding;

    private CsvLayout(Schema schema, Dialect dialect, @Nullable FileEncoding encoding) {
        this.schema = schema;
        this.dialect = dialect;
        this.framing = Framing.of(dialect);
        this.header = dialect.header();
        this.encoding = encoding;
        List<Field> fields = schema.fields();
        this.types = new CellType[fields.size()];
        this.missing = new byte[fields.size()][];
        for (int i = 0; i < types.length; i++) {
            List<MissingValue> texts = missing(schema, fields.get(i), dialect);
            types[i] = CellType.of(fields.get(i), texts);
            missing[i] = texts.isEmpty() ? null : texts.get(0).value().getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * The layout of a resource's file.
     *
     * @param resource with its schema and dialect in place
     * @throws dev.weir.source.SourceException {@code encoding-error} where there is no encoding of its name
     */
    public static CsvLayout of(Resource resource) {
        Schema schema = resource.schema();
        if (schema == null) {
            throw new IllegalArgumentException("resource '" + resource.name() + "' has no schema");
        }
        return new CsvLayout(schema, resource.dialect(), FileEncoding.of(resource.encoding(), resource.name()));
    }

    static CsvLayout of(Schema schema, Dialect dialect) {
        return new CsvLayout(schema, dialect, null);
    }

    private static List<MissingValue> missing(Schema schema, Field field, Dialect dialect) {
        List<MissingValue> missing = schema.missingValues(field);
        String sequence = dialect.nullSequence();
        if (sequence == null || missing.stream().anyMatch(value -> value.value().equals(sequence))) {
            return missing;
        }
        List<MissingValue> more = new ArrayList<>(missing);
        more.add(new MissingValue(sequence, null));
        return more;
    }

    @Nullable
    FileEncoding encoding() {
        return encoding;
    }

    /**
     * The bytes before the first row: the header, unless the dialect has none.
     *
     * @throws ConflictException where a field's name cannot be written in this dialect or encoding
     */
    public TextBuffer head() {
        TextBuffer out = new TextBuffer(256);
        int fields = types.length;
        for (int i = 0; header && i < fields; i++) {
            byte[] name = schema.field(i).name().getBytes(StandardCharsets.UTF_8);
            out.put(i == 0 ? new byte[0] : framing.delimiter);
            if (!framing.put(name, 0, name.length, i == 0, fields == 1, out)) {
                throw new ConflictException("the field name \""
                        + schema.field(i).name() + "\" cannot be written in this dialect: rename the field, or state"
                        + " another delimiter or quoteChar");
            }
        }
        if (header && fields > 0) {
            out.put(framing.terminator);
        }
        return encoding == null ? out : encoding.head(out);
    }

    /** How the file is made of rows; null where the bytes of a row are not told apart from those of others. */
    Whole.@Nullable Records records() {
        return encoding == null && types.length > 0 && CsvFormat.of(dialect) != null
                ? new Whole.Records(dialect, head().length)
                : null;
    }

    /** A writer of rows for one thread. */
    public CsvRowWriter writer(Whole.ErrorTaker errors) {
        return new CsvRowWriter(this, errors);
    }
}
