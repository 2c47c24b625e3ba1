package dev.weir.store;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.ObjectColumn;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that {@link RowEncoder} wrote as columns. Texts are not copied: they are slices of the block's bytes.
 * Immutable; safe for several threads.
 */
public final class RowDecoder {
    private final Schema schema;
    private final RowShapes shapes;
    private final int[] order;

    /**
     * @param schema of the encoded batches
     * @param order as given to the encoder
     */
    public RowDecoder(Schema schema, RowShapes shapes, int[] order) {
        this.schema = schema;
        this.shapes = shapes;
        this.order = order.clone();
    }

    /** All rows with their labels; columns behind the fields of {@code output} are left out. */
    public Batch batch(RowBlock block, Schema output) {
        long[] labels = new long[block.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = block.label(i);
        }
        return new Batch(output, block.rows(), columns(block, output.fields().size()), 0, labels);
    }

    /** All rows under new labels, their places added to {@code base}. */
    public Batch batch(RowBlock block, Schema output, long base) {
        return new Batch(output, block.rows(), columns(block, output.fields().size()), base, null);
    }

    private List<Column> columns(RowBlock block, int count) {
        Column[] columns = read(block, order.length, true);
        return new ArrayList<>(Arrays.asList(columns).subList(0, count));
    }

    /** The first columns in the order of encoding, without raw text. */
    public Column[] head(RowBlock block, int count) {
        Column[] columns = read(block, count, false);
        Column[] head = new Column[count];
        for (int i = 0; i < count; i++) {
            head[i] = columns[order[i]];
        }
        return head;
    }

    private Column[] read(RowBlock block, int count, boolean raw) {
        int[] at = new int[block.rows()];
        for (int i = 0; i < at.length; i++) {
            at[i] = block.start(i) + RowEncoder.HEAD;
        }
        Column[] columns = new Column[order.length];
        for (int i = 0; i < count; i++) {
            FieldType type = schema.field(order[i]).type();
            Physical physical = raw ? shapes.physical(block.shape(), order[i]) : null;
            columns[order[i]] = new Reading(block.bytes, at, physical).column(type);
        }
        return columns;
    }

    /** Reads one column; leaves behind where the next begins. */
    private static final class Reading {
        private final byte[] bytes;
        private final int[] at;
        private final @Nullable Physical physical;
        private final int @Nullable [] raw;
        private final byte[] states;
        private int seen;
        /** Raw texts where not all of them stand among the bytes. */
        private @Nullable TextBuffer made;

        private final UsualText usual = new UsualText();

        Reading(byte[] bytes, int[] at, @Nullable Physical physical) {
            this.bytes = bytes;
            this.at = at;
            this.physical = physical;
            this.raw = physical == null ? null : new int[2 * at.length];
            this.states = new byte[at.length];
        }

        Column column(FieldType type) {
            Column column = switch (type) {
                case INTEGER, YEAR, BOOLEAN, DATE, TIME, YEARMONTH, DATETIME -> longs(type);
                case NUMBER -> decimals(type);
                case STRING, ANY -> texts(type);
                case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> objects(type);
            };
            column.states = seen == 0 ? null : states;
            if (raw != null && physical != null) {
                column.raw = new RawText(Slices.ofPairs(rawBytes(raw), raw), physical);
            }
            return column;
        }

        private int state(int row, int tag) {
            int state = tag >>> 4 & 3;
            states[row] = (byte) state;
            seen |= state;
            return state;
        }

        private TextColumn texts(FieldType type) {
            int[] pairs = new int[2 * at.length];
            for (int i = 0; i < at.length; i++) {
                int place = at[i];
                int tag = bytes[place++] & 0xff;
                state(i, tag);
                int length = tag & 15;
                if (length == RowEncoder.ONE_BYTE) {
                    length = bytes[place++] & 0xff;
                } else if (length == RowEncoder.FOUR_BYTES) {
                    length = Bytes.getInt(bytes, place);
                    place += 4;
                }
                int mode = tag >>> 6;
                int around = mode == RowEncoder.RAW_AROUND ? 1 : 0;
                int end = place + length;
                pairs[2 * i] = place + around;
                pairs[2 * i + 1] = end - around;
                if (mode == RowEncoder.RAW_OWN) {
                    at[i] = raw(i, end, true);
                    continue;
                }
                if (raw != null) {
                    raw[2 * i] = mode == RowEncoder.RAW_NONE ? -1 : place;
                    raw[2 * i + 1] = mode == RowEncoder.RAW_NONE ? -1 : end;
                }
                at[i] = end;
            }
            return new TextColumn(type, Slices.ofPairs(bytes, pairs));
        }

        /** The bytes that raw texts are slices of; those that stand among the others are copied where some were made. */
        private byte[] rawBytes(int[] raw) {
            TextBuffer out = made;
            if (out == null) {
                return bytes;
            }
            for (int i = 0; i < raw.length; i += 2) {
                if (raw[i] < -1) {
                    raw[i] = ~raw[i] - 1;
                    raw[i + 1] = ~raw[i + 1] - 1;
                } else if (raw[i] >= 0) {
                    int start = out.length;
                    out.put(bytes, raw[i], raw[i + 1]);
                    raw[i] = start;
                    raw[i + 1] = out.length;
                }
            }
            out.ensure(Slices.PAD_BEHIND);
            return out.bytes;
        }

        /** Where the text of a value is put that has none of its own; null where nobody wants it. */
        private @Nullable TextBuffer made() {
            TextBuffer out = made;
            if (raw != null && out == null) {
                out = new TextBuffer(Slices.PAD_FRONT + at.length * 8);
                out.length = Slices.PAD_FRONT;
                made = out;
            }
            if (out != null) {
                out.ensure(UsualText.MOST);
            }
            return out;
        }

        /** Notes the text that was made last: as one that is not among the bytes. */
        private void noteMade(int row, TextBuffer out, int end) {
            if (raw != null) {
                raw[2 * row] = ~(out.length + 1);
                raw[2 * row + 1] = ~(end + 1);
            }
            out.length = end;
        }

        /** Notes the raw text that begins at {@code place}; returns where it ends. */
        private int raw(int row, int place, boolean has) {
            int start = place;
            int end = place;
            if (has) {
                int length = bytes[start++] & 0xff;
                if (length == 255) {
                    length = Bytes.getInt(bytes, start);
                    start += 4;
                }
                end = start + length;
            }
            if (raw != null) {
                raw[2 * row] = has ? start : -1;
                raw[2 * row + 1] = has ? end : -1;
            }
            return end;
        }

        private LongColumn longs(FieldType type) {
            LongColumn column = new LongColumn(type, new long[at.length]);
            for (int i = 0; i < at.length; i++) {
                int place = at[i];
                int tag = bytes[place++] & 0xff;
                state(i, tag);
                int width = tag & 15;
                column.values[i] = number(place, Math.min(width, 8));
                place += Math.min(width, 8);
                if (width == RowEncoder.WIDE) {
                    column.wide = column.wide == null ? new Object[at.length] : column.wide;
                    column.wide[i] = ValueBytes.read(bytes, place + 4);
                    place += 4 + Bytes.getInt(bytes, place);
                }
                at[i] = raw(i, place, tag >>> 6 == RowEncoder.RAW_SAME);
                TextBuffer out = tag >>> 6 == RowEncoder.RAW_USUAL ? made() : null;
                if (out != null) {
                    noteMade(i, out, usual.put(type, column.values[i], out.bytes, out.length));
                }
            }
            return column;
        }

        private long number(int place, int width) {
            long folded = width == 0 ? 0 : Bytes.getLong(bytes, place) & -1L >>> 64 - 8 * width;
            return folded >>> 1 ^ -(folded & 1);
        }

        private DecimalColumn decimals(FieldType type) {
            DecimalColumn column = new DecimalColumn(type, new long[at.length], new byte[at.length]);
            int uniform = -2;
            for (int i = 0; i < at.length; i++) {
                int place = at[i];
                int tag = bytes[place] & 0xff;
                byte scale = bytes[place + 1];
                place += 2;
                if (state(i, tag) == Column.VALUE) {
                    uniform = uniform == -2 || uniform == scale ? Math.max(scale, -1) : -1;
                }
                int width = tag & 15;
                column.unscaled[i] = number(place, Math.min(width, 8));
                column.scales[i] = scale;
                place += Math.min(width, 8);
                if (width == RowEncoder.WIDE) {
                    column.wide = column.wide == null ? new BigDecimal[at.length] : column.wide;
                    column.wide[i] = (BigDecimal) ValueBytes.read(bytes, place + 4);
                    place += 4 + Bytes.getInt(bytes, place);
                }
                at[i] = raw(i, place, tag >>> 6 == RowEncoder.RAW_SAME);
                TextBuffer out = tag >>> 6 == RowEncoder.RAW_USUAL ? made() : null;
                if (out != null) {
                    noteMade(i, out, usual.putDecimal(column.unscaled[i], scale, out.bytes, out.length));
                }
            }
            column.uniformScale = Math.max(uniform, -1);
            return column;
        }

        private ObjectColumn objects(FieldType type) {
            Object[] values = new Object[at.length];
            for (int i = 0; i < at.length; i++) {
                int tag = bytes[at[i]] & 0xff;
                state(i, tag);
                values[i] = ValueBytes.read(bytes, at[i] + 5);
                int end = at[i] + 5 + Bytes.getInt(bytes, at[i] + 1);
                at[i] = raw(i, end, tag >>> 6 != 0);
            }
            return new ObjectColumn(type, values);
        }
    }
}
