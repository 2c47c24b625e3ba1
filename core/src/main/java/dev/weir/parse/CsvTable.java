package dev.weir.parse;

import dev.weir.descriptor.Dialect;
import dev.weir.row.Slices;
import dev.weir.source.ByteSource;
import dev.weir.source.FileBytes;
import dev.weir.source.StreamBytes;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * Opens CSV.
 *
 * <p>A plain file in a dialect of the byte-level parser is read at many places at once; a stream, and a dialect that
 * names rows to drop, block after block; another dialect through Commons CSV.
 */
public final class CsvTable {
    private CsvTable() {}

    /** Opens the table; it owns {@code source} from now on. */
    public static TextTable open(ByteSource source, Dialect dialect, ParseLimits limits) {
        CsvFormat format = CsvFormat.of(dialect);
        if (format == null) {
            Dialect plain = new Dialect(dialect.json()
                    .without("delimiter")
                    .without("quoteChar")
                    .without("escapeChar")
                    .without("doubleQuote")
                    .without("lineTerminator")
                    .without("skipInitialSpace"));
            StreamBlocks.Bytes bytes = new CommonsBytes(source.name(), stream(source, 0), dialect);
            return sequential(source, bytes, plain, limits, false);
        }
        int lastHeader = dialect.headerRows().stream().mapToInt(i -> i).max().orElse(0);
        boolean drops = dialect.commentRows().stream().anyMatch(row -> row > lastHeader);
        if (source instanceof FileBytes file && !drops) {
            CsvBlock block = new CsvBlock(format, limits.blockBytes(), limits.partCells());
            block.reset();
            block.dataEnd = Slices.PAD_FRONT;
            Prologue.More more = () -> more(file, block, limits);
            more.read();
            Prologue prologue = Prologue.read(block, dialect, limits, more);
            FileBlocks blocks = new FileBlocks(workspaces(format, limits), limits, file, block.offsetOf(prologue.at()));
            return table(source, prologue, blocks, true, isEmpty(block, prologue));
        }
        return sequential(source, bytes(source), dialect, limits, true);
    }

    private static TextTable sequential(
            ByteSource source, StreamBlocks.Bytes bytes, Dialect dialect, ParseLimits limits, boolean positions) {
        CsvFormat format = CsvFormat.of(dialect);
        if (format == null) {
            throw new IllegalArgumentException("not a plain dialect: " + dialect.json());
        }
        CsvBlock block = new CsvBlock(format, limits.blockBytes(), limits.partCells());
        block.reset();
        block.dataEnd = Slices.PAD_FRONT;
        Prologue.More more = () -> more(bytes, block, limits);
        more.read();
        Prologue prologue = Prologue.read(block, dialect, limits, more);
        boolean strictly = dialect.commentRows().stream().anyMatch(row -> row > prologue.records());
        StreamBlocks blocks = new StreamBlocks(
                workspaces(format, limits),
                limits,
                bytes,
                block.bytes,
                prologue.at(),
                block.dataEnd,
                block.offsetOf(prologue.at()),
                prologue.records(),
                strictly ? dialect.commentRows() : List.of());
        return table(source, prologue, blocks, positions, isEmpty(block, prologue));
    }

    private static Supplier<Block> workspaces(CsvFormat format, ParseLimits limits) {
        return () -> new CsvBlock(format, limits.blockBytes() + limits.tailBytes(), limits.partCells());
    }

    private static TextTable table(
            ByteSource source, Prologue prologue, Blocks blocks, boolean positions, boolean empty) {
        return new TextTable(
                source,
                blocks,
                prologue.labels(),
                prologue.first(),
                prologue.records(),
                prologue.breaks(),
                prologue.problem(),
                positions,
                empty,
                false);
    }

    /** As much again, up to a little more than the longest record. */
    private static int want(int held, ParseLimits limits) {
        int room = limits.recordBytes() + limits.blockBytes() - held;
        return Math.max(1 << 14, Math.min(held, room));
    }

    private static boolean more(FileBytes file, CsvBlock block, ParseLimits limits) {
        int held = block.dataEnd - Slices.PAD_FRONT;
        int want = want(held, limits);
        block.ensure((long) held + want);
        int count = file.read(held, block.bytes, block.dataEnd, want);
        block.dataEnd += count;
        return count > 0;
    }

    private static boolean more(StreamBlocks.Bytes bytes, CsvBlock block, ParseLimits limits) {
        int held = block.dataEnd - Slices.PAD_FRONT;
        int want = want(held, limits);
        block.ensure((long) held + want);
        int count = bytes.read(block.bytes, block.dataEnd, want);
        block.dataEnd += count;
        return count > 0;
    }

    static StreamBlocks.Bytes bytes(ByteSource source) {
        return bytes(source, 0);
    }

    private static StreamBlocks.Bytes bytes(ByteSource source, long from) {
        return new StreamBlocks.Bytes() {
            private long position = from;

            @Override
            public int read(byte[] target, int offset, int length) {
                int count = source instanceof FileBytes file
                        ? file.read(position, target, offset, length)
                        : ((StreamBytes) source).read(target, offset, length);
                position += count;
                return count;
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    /** @param from how many bytes of it have been read */
    static InputStream stream(ByteSource source, long from) {
        StreamBlocks.Bytes bytes = bytes(source, from);
        return new InputStream() {
            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int count = bytes.read(target, offset, length);
                return count == 0 && length > 0 ? -1 : count;
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    private static boolean isEmpty(CsvBlock block, Prologue prologue) {
        return prologue.records() == 0 && prologue.problem() == null && prologue.at() == block.dataEnd;
    }
}
