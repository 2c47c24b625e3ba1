package dev.weir.carry.hash;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.BatchRow;
import dev.weir.row.Column;
import dev.weir.row.RawText;
import dev.weir.row.Row;
import dev.weir.row.TextBuffer;
import dev.weir.run.Rows;
import dev.weir.source.Sha256;
import dev.weir.type.CellType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The hash of what a table says, however it is written: the sum modulo 2^256 of the SHA-256 of each of its rows. Rows in
 * another order, columns in another order, other quotes, another dialect or encoding, another spelling of the same value
 * ({@code 1.50} for {@code 1.5}, a date in another format) give the same hash; another value, type or field name, a row
 * more or less give another one.
 *
 * <p>The bytes of a row are those of its cells, by field name in the order of the names' UTF-8 bytes. A cell is: the name, the
 * type, each as a length (4 bytes, the highest first) and UTF-8; then byte 0 for a missing cell, byte 1 and the canonical text
 * of the value under a field of that name and type without format, byte 2 and the text as it stands of a cell that is not
 * of its type; a text is a length and UTF-8, too. A table without rows has the hash 0.
 *
 * <p>As it is a sum, rows may be taken from it as they were added, and the hashes of parts of a table add up to its own.
 *
 * <p>One thread. Memory: one row.
 */
public final class LogicalHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int WORDS = 4;
    private static final int DIGITS = WORDS * 16;

    private final int[] order;
    private final byte[][] heads;
    private final CellType[] types;
    private final MessageDigest digest = Sha256.digest();
    private final TextBuffer text = new TextBuffer(64);
    private final TextBuffer row = new TextBuffer(256);
    private final byte[] hashed = new byte[WORDS * Long.BYTES];
    /** The highest first. */
    private final long[] sum = new long[WORDS];

    private long rows;

    /** The hash of no rows. */
    public LogicalHash(Schema schema) {
        List<Field> fields = schema.fields();
        this.heads = new byte[fields.size()][];
        this.types = new CellType[fields.size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = head(fields.get(i));
            types[i] = CellType.of(bare(fields.get(i)), List.of());
        }
        this.order = IntStream.range(0, heads.length)
                .boxed()
                .sorted(Comparator.comparing(
                        i -> fields.get(i).name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The hash of all rows; they are read to their end. */
    public static LogicalHash of(Rows rows) {
        LogicalHash hash = new LogicalHash(rows.schema());
        for (Row row : rows) {
            BatchRow cursor = (BatchRow) row;
            hash.add(cursor.batch(), cursor.position());
        }
        return hash;
    }

    /** The hash of a table as it was, to be told what has changed; how many rows it has is not known. */
    public static LogicalHash of(Schema schema, String hex) {
        LogicalHash hash = new LogicalHash(schema);
        for (int i = 0; i < WORDS; i++) {
            hash.sum[i] = Long.parseUnsignedLong(hex, 16 * i, 16 * i + 16, 16);
        }
        return hash;
    }

    /** Whether a text can be the hash of a table. */
    public static boolean isHex(String text) {
        return text.length() == DIGITS && text.chars().allMatch(digit -> "0123456789abcdef".indexOf(digit) >= 0);
    }

    /** 64 hexadecimal digits. */
    public String hex() {
        StringBuilder digits = new StringBuilder();
        HexFormat format = HexFormat.of();
        for (long word : sum) {
            digits.append(format.toHexDigits(word));
        }
        return digits.toString();
    }

    /** How many rows there were. */
    public long rows() {
        return rows;
    }

    /** Adds all rows of a batch, whose schema has the same fields in the same order. */
    public void add(Batch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            add(batch, row);
        }
    }

    /** Takes all rows of a batch away. */
    public void remove(Batch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            hash(batch, row);
            plus(-1);
        }
        rows -= batch.rows();
    }

    /** Adds the rows of another part of the table. */
    public void add(LogicalHash part) {
        for (int i = 0; i < WORDS; i++) {
            LONGS.set(hashed, i * Long.BYTES, part.sum[i]);
        }
        plus(1);
        rows += part.rows;
    }

    private static byte[] head(Field field) {
        TextBuffer head = new TextBuffer(32);
        put(head, field.name().getBytes(StandardCharsets.UTF_8));
        put(head, field.type().text().getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(head.bytes, head.length);
    }

    /** The field without what says how its cells are written; the type of a list's items is part of its own. */
    private static Field bare(Field field) {
        Field bare = Field.of(field.name(), field.type());
        var items = field.json().get("itemType");
        return items == null ? bare : bare.with("itemType", items);
    }

    private void add(Batch batch, int position) {
        hash(batch, position);
        plus(1);
        rows++;
    }

    private void hash(Batch batch, int position) {
        row.clear();
        for (int field : order) {
            row.put(heads[field], 0, heads[field].length);
            cell(field, batch.column(field), position);
        }
        digest.update(row.bytes, 0, row.length);
        try {
            digest.digest(hashed, 0, hashed.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }

    /** Adds the hash at hand to the sum, or takes it away: what is carried past the highest word is lost. */
    private void plus(int sign) {
        long carry = sign < 0 ? 1 : 0; // minus x is not x, plus 1
        for (int i = WORDS - 1; i >= 0; i--) {
            long word = (long) LONGS.get(hashed, i * Long.BYTES);
            long more = sign < 0 ? ~word : word;
            long once = sum[i] + more;
            long twice = once + carry;
            carry = Long.compareUnsigned(once, more) < 0 || Long.compareUnsigned(twice, carry) < 0 ? 1 : 0;
            sum[i] = twice;
        }
    }

    private void cell(int field, Column column, int position) {
        if (column.isBad(position)) {
            row.put((byte) 2);
            put(row, raw(column.raw, position));
        } else if (column.isNull(position)) {
            row.put((byte) 0);
        } else {
            row.put((byte) 1);
            text.clear();
            types[field].format(column, position, text);
            putLength(row, text.length);
            row.put(text.bytes, 0, text.length);
        }
    }

    private static byte[] raw(@Nullable RawText raw, int position) {
        return raw == null || !raw.has(position)
                ? new byte[0]
                : raw.slices().text(position).getBytes(StandardCharsets.UTF_8);
    }

    private static void put(TextBuffer out, byte[] bytes) {
        putLength(out, bytes.length);
        out.put(bytes, 0, bytes.length);
    }

    private static void putLength(TextBuffer out, int length) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.put((byte) (length >>> shift));
        }
    }
}
