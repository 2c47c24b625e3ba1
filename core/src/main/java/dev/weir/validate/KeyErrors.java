package dev.weir.validate;

/** Takes the rows that repeat a key of their table: for each key in label order. One thread. */
@FunctionalInterface
public interface KeyErrors {
    /**
     * @param key which key
     * @param label the row that repeats it
     * @param firstLabel the first row of the table with that key
     */
    void duplicate(TableKey key, long label, long firstLabel);
}
