package dev.weir.parse;

/**
 * How much of a table is held at once, and what is refused.
 *
 * @param blockBytes bytes of a block
 * @param tailBytes bytes read behind a block to find the end of its last record
 * @param recordBytes the longest record; one that fits into a block is read all the same
 * @param fields the most fields
 * @param partCells about how many cells are laid out at once where rows have not as many as there are fields
 */
public record ParseLimits(int blockBytes, int tailBytes, int recordBytes, int fields, int partCells) {
    public static final ParseLimits DEFAULT = new ParseLimits(256 << 10, 4 << 10, 16 << 20, 20_000, 1 << 17);

    public ParseLimits withBlockBytes(int blockBytes) {
        return new ParseLimits(blockBytes, tailBytes, recordBytes, fields, partCells);
    }

    public ParseLimits withPartCells(int partCells) {
        return new ParseLimits(blockBytes, tailBytes, recordBytes, fields, partCells);
    }

    /** What is said of a record with more cells than {@link #fields}. */
    public String tooManyCells(int cells) {
        return cells + " cells are more than the limit of " + fields + "; is the delimiter right?";
    }

    public ParseLimits withRecordBytes(int recordBytes) {
        return new ParseLimits(blockBytes, tailBytes, recordBytes, fields, partCells);
    }
}
