package dev.weir.validate;

import dev.weir.row.Batch;

/**
 * What a table's keys need of one block of rows; it outlives the batch. It is used again after {@link TableKeys#add}. One
 * thread at a time.
 */
public final class KeyBlock {
    private final KeyUse.Part[] parts;

    KeyBlock(KeyUse.Part[] parts) {
        this.parts = parts;
    }

    /**
     * Takes the keys of the rows of {@code batch}, whose labels increase. Rows whose foreign key names no row of a table
     * that was read before go to {@code errors} at once ({@code foreign-key}).
     */
    public void read(Batch batch, CellErrors errors) {
        for (KeyUse.Part part : parts) {
            part.read(batch, errors);
        }
    }

    void add() {
        for (KeyUse.Part part : parts) {
            part.add();
        }
    }
}
