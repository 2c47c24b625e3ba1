package dev.weir.row;

/**
 * The physical text of a column's cells, quotes too, as it stood in the source.
 *
 * <p>A cell without raw text (it was computed) has a negative start in the slices.
 *
 * @param slices the bytes of each cell from behind the delimiter to before the next one
 * @param physical how that text is read
 */
public record RawText(Slices slices, Physical physical) {

    public boolean has(int row) {
        return slices.start(row) >= 0;
    }
}
