package dev.weir.validate;

import dev.weir.row.Batch;

/** One thing that is remembered of the keys of a table's rows: by workers a batch at a time, then in label order. */
abstract class KeyUse {

    /** A part for one block of rows at a time; used again when it was added. */
    abstract Part newPart();

    /** Gives memory and files back. */
    abstract void close();

    /** What is to be remembered of one block. */
    interface Part {
        /** Takes from a batch what is needed; one thread. Reports what is already known to be wrong. */
        void read(Batch batch, CellErrors errors);

        /** Remembers it; blocks come here in label order, one at a time. */
        void add();
    }
}
