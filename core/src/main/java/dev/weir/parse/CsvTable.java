package dev.weir.parse;

import dev.weir.descriptor.Dialect;
import dev.weir.row.Slices;
import dev.weir.source.ByteSource;
import dev.weir.source.FileBytes;
import dev.weir.source.StreamBytes;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV table, open: its header has been read, its data rows are to be had in blocks.
 *
 * <p>A plain file in a dialect of the byte-level parser is read at many places at once; a stream, and a dialect that
 * names rows to drop, block after block; another dialect through Commons CSV.
 */
public final class CsvTable implements AutoCloseable {
    private final ByteSource source;
    private final Prologue prologue;
    private final Blocks blocks;
    private final boolean positions;
    private final boolean empty;

    private CsvTable(ByteSource source, Prologue prologue, Blocks blocks, boolean positions, boolean empty) {
        this.source = source;
        this.prologue = prologue;
        this.blocks = blocks;
        this.positions = positions;
        this.empty = empty;
    }

    /** Opens the table; it owns {@code source} from now on. */
    public static CsvTable open(ByteSource source, Dialect dialect, ParseLimits limits) {
        CsvFormat format = CsvFormat.of(dialect);
        if (format == null) {
            Dialect plain = new Dialect(dialect.json()
                    .without("delimiter")
                    .without("quoteChar")
                    .without("escapeChar")
                    .without("doubleQuote")
                    .without("lineTerminator")
                    .without("skipInitialSpace"));
            StreamBlocks.Bytes bytes = new CommonsBytes(source.name(), stream(source), dialect);
            return sequential(source, bytes, plain, limits, false);
        }
        int lastHeader = dialect.headerRows().stream().mapToInt(i -> i).max().orElse(0);
        boolean drops = dialect.commentRows().stream().anyMatch(row -> row > lastHeader);
        if (source instanceof FileBytes file && !drops) {
            Block block = new Block(format, limits.blockBytes(), limits.partCells());
            block.reset();
            block.dataEnd = Slices.PAD_FRONT;
            Prologue.More more = () -> more(file, block, limits);
            more.read();
            Prologue prologue = Prologue.read(block, dialect, limits, more);
            FileBlocks blocks = new FileBlocks(format, limits, file, block.offsetOf(prologue.at()));
            return new CsvTable(source, prologue, blocks, true, isEmpty(block, prologue));
        }
        return sequential(source, bytes(source), dialect, limits, true);
    }

    private static CsvTable sequential(
            ByteSource source, StreamBlocks.Bytes bytes, Dialect dialect, ParseLimits limits, boolean positions) {
        CsvFormat format = CsvFormat.of(dialect);
        if (format == null) {
            throw new IllegalArgumentException("not a plain dialect: " + dialect.json());
        }
        Block block = new Block(format, limits.blockBytes(), limits.partCells());
        block.reset();
        block.dataEnd = Slices.PAD_FRONT;
        Prologue.More more = () -> more(bytes, block, limits);
        more.read();
        Prologue prologue = Prologue.read(block, dialect, limits, more);
        boolean strictly = dialect.commentRows().stream().anyMatch(row -> row > prologue.records());
        StreamBlocks blocks = new StreamBlocks(
                format,
                limits,
                bytes,
                block.bytes,
                prologue.at(),
                block.dataEnd,
                block.offsetOf(prologue.at()),
                prologue.records(),
                strictly ? dialect.commentRows() : List.of());
        return new CsvTable(source, prologue, blocks, positions, isEmpty(block, prologue));
    }

    /** As much again, up to a little more than the longest record. */
    private static int want(int held, ParseLimits limits) {
        int room = limits.recordBytes() + limits.blockBytes() - held;
        return Math.max(1 << 14, Math.min(held, room));
    }

    private static boolean more(FileBytes file, Block block, ParseLimits limits) {
        int held = block.dataEnd - Slices.PAD_FRONT;
        int want = want(held, limits);
        block.ensure((long) held + want);
        int count = file.read(held, block.bytes, block.dataEnd, want);
        block.dataEnd += count;
        return count > 0;
    }

    private static boolean more(StreamBlocks.Bytes bytes, Block block, ParseLimits limits) {
        int held = block.dataEnd - Slices.PAD_FRONT;
        int want = want(held, limits);
        block.ensure((long) held + want);
        int count = bytes.read(block.bytes, block.dataEnd, want);
        block.dataEnd += count;
        return count > 0;
    }

    private static StreamBlocks.Bytes bytes(ByteSource source) {
        return new StreamBlocks.Bytes() {
            private long position;

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

    private static InputStream stream(ByteSource source) {
        StreamBlocks.Bytes bytes = bytes(source);
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

    private static boolean isEmpty(Block block, Prologue prologue) {
        return prologue.records() == 0 && prologue.problem() == null && prologue.at() == block.dataEnd;
    }

    /** Whether the source has no byte at all, or only a byte order mark. */
    public boolean isEmpty() {
        return empty;
    }

    /** The header's labels, or null where the dialect has none. */
    public @Nullable List<String> labels() {
        return prologue.labels();
    }

    /** How many cells the first data row has; -1 where there is a header. */
    public int firstCells() {
        return prologue.first();
    }

    /** Records before the first data record. */
    public long recordsBefore() {
        return prologue.records();
    }

    /** Physical lines before the first data record. */
    public long linesBefore() {
        return prologue.breaks();
    }

    /** What is wrong with the header's bytes, or null. */
    public Block.@Nullable Problem headerProblem() {
        return prologue.problem();
    }

    /** Whether lines and byte positions of rows are those of the source. */
    public boolean hasPositions() {
        return positions;
    }

    public Blocks blocks() {
        return blocks;
    }

    public ByteSource source() {
        return source;
    }

    @Override
    public void close() {
        blocks.close();
        source.close();
    }
}
