package dev.weir.process;

import dev.weir.descriptor.Schema;
import dev.weir.row.Row;
import java.util.List;

/**
 * Runs through the rows in order, per key, and carries a state from row to row: (state, row) → (state, row). On changes:
 * from the first changed position until the state equals a stored checkpoint.
 *
 * @param <S> the state: a record whose components are Weir values; anything else is refused before row 1
 */
public non-sealed interface Scan<S extends Record> extends Form {

    /** Names of the key fields; none: one state for all rows. */
    List<String> keys();

    Schema describe(Schema input);

    /** The state before the first row of a key. */
    S initial();

    Next<S> next(S state, Row row, Schema output);

    /** The state behind a row, and the row that comes out. */
    record Next<S>(S state, Row row) {}
}
