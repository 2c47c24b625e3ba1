package dev.weir.compare.same;

import dev.weir.descriptor.Schema;
import dev.weir.run.OpenPackage;
import dev.weir.run.RawRows;
import java.util.List;

/**
 * One of the two tables that are compared.
 *
 * @param table it
 * @param schema under which it is read
 * @param labels its header; empty where it has none
 * @param fields which fields of it are compared, in the order of the comparison
 * @param compared the schema of these fields
 * @param hashing how rows are hashed so that those that are the same have the same hash
 * @param valued of each field whether the value of a cell counts in the hash; else only whether there is one
 * @param seed of the hashes
 */
public record TableSide(
        OpenPackage.Table table,
        Schema schema,
        List<String> labels,
        int[] fields,
        Schema compared,
        Hashing hashing,
        boolean[] valued,
        long seed) {

    /** How rows are hashed. */
    public enum Hashing {
        /** All their bytes: both files are cut into the same columns and read alike. */
        RECORDS,
        /** The bytes of each field: the columns are others. */
        FIELDS,
        /** The bytes of each field and what they mean: the same text may be another value. */
        VALUES
    }

    /** Whether the same text may be another value here than in the other table. */
    public boolean readsOtherwise() {
        return hashing == Hashing.VALUES;
    }

    RawRows open(int blocks) {
        return table.rawRows(schema, hashing == Hashing.VALUES, blocks);
    }

    public RawRows open() {
        return table.rawRows(schema, hashing == Hashing.VALUES);
    }

    /** Rows that were cut out of the table. */
    public RawRows openRecords(byte[] records) {
        return table.rawRows(schema, records, labels);
    }

    /** The rows with all their cells cast. */
    public RawRows openCast() {
        return table.rawRows(schema, true);
    }

    void hash(RawRows rows, Hashes hashes) {
        rows.records(hashes.starts, hashes.ends);
        hashes.bytes = rows.bytes();
        if (hashing == Hashing.RECORDS) {
            rows.hashRecords(hashes.starts, hashes.ends, seed, hashes.high, hashes.low);
            return;
        }
        rows.hashFields(fields, seed, hashes.high, hashes.low);
        if (hashing == Hashing.VALUES) {
            rows.hashTyped(fields, valued, hashes.high, hashes.low);
        }
    }
}
