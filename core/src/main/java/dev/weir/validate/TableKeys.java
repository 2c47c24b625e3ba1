package dev.weir.validate;

import dev.weir.descriptor.Schema;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.util.List;

/**
 * The keys of one table while its rows pass: primary key, unique keys, unique fields, foreign keys from and to it.
 *
 * <p>Of rows with one key all but the first by label have the error; a row that fails elsewhere still holds its key.
 * Rows with a part of a key that has no value do not hold it ({@code primary-key} for a missing part is an error of the
 * row itself, see {@link RowChecks}). Values are compared, not texts: 1 and 01 are one integer. Each worker has a {@link
 * KeyBlock} or several, reads batches into them, and hands them to {@link #add} in label order. Memory: see {@link
 * PackageKeys}. Spec: https://datapackage.org/standard/table-schema/#primaryKey
 */
public final class TableKeys {
    private final List<KeyUse> uses;

    TableKeys(List<KeyUse> uses) {
        this.uses = uses;
    }

    /** The keys of a table that stands alone; foreign keys of it, but those to itself, are left out. */
    public static TableKeys of(Schema schema, MemoryBudget budget, SpillFolder spills) {
        return PackageKeys.of(List.of(""), List.of(schema), budget, spills).table(0);
    }

    /** Whether there is nothing to remember, so that blocks need not be read. */
    public boolean isEmpty() {
        return uses.isEmpty();
    }

    /** A block to read batches into, for one thread at a time. */
    public KeyBlock newBlock() {
        return new KeyBlock(uses.stream().map(KeyUse::newPart).toArray(KeyUse.Part[]::new));
    }

    /** Remembers a block that was read; blocks come in label order, one at a time. The block may be read into again. */
    public void add(KeyBlock block) {
        block.add();
    }

    /**
     * Says which rows repeat a key: all rows were added. Foreign keys to this table can be judged from now on.
     *
     * @param lookup reads rows of the table again, to see that keys whose hashes are equal are so themselves
     */
    public void finish(RowLookup lookup, KeyErrors errors) {
        for (KeyUse use : uses) {
            if (use instanceof DuplicateKeys duplicates) {
                duplicates.finish(lookup, errors);
            } else if (use instanceof ReferencedKeys referenced) {
                referenced.complete();
            }
        }
    }

    /** The table cannot be read to its end: its keys are forgotten, and no foreign key is judged by it. */
    public void giveUp() {
        for (KeyUse use : uses) {
            if (use instanceof ReferencedKeys referenced) {
                referenced.giveUp();
            }
            use.close();
        }
    }
}
