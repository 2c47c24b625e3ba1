package dev.weir.parse;

import dev.weir.source.ByteSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table, open: its header has been read, its data rows are to be had in blocks.
 *
 * @param labels the header's labels; null where the table has no header
 * @param firstCells how many cells the first data row has where there is no header, else -1
 * @param recordsBefore records before the first data record
 * @param linesBefore physical lines before the first data record
 * @param headerProblem what is wrong with the header's bytes, or null
 * @param hasPositions whether lines and byte positions of rows are those of the source
 * @param isEmpty whether the source has no byte at all, or only a byte order mark
 * @param isKeyed whether rows are objects, whose cells have names and no order
 */
public record TextTable(
        ByteSource source,
        Blocks blocks,
        @Nullable List<String> labels,
        int firstCells,
        long recordsBefore,
        long linesBefore,
        Block.@Nullable Problem headerProblem,
        boolean hasPositions,
        boolean isEmpty,
        boolean isKeyed)
        implements AutoCloseable {

    @Override
    public void close() {
        blocks.close();
        source.close();
    }
}
