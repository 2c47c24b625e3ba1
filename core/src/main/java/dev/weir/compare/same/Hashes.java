package dev.weir.compare.same;

/** The hashes of some rows that follow each other in a file, 128 bits each. */
final class Hashes {
    long[] high = new long[0];
    long[] low = new long[0];
    int count;

    void ensure(int rows) {
        if (high.length < rows) {
            high = new long[rows + (rows >> 2)];
            low = new long[high.length];
        }
        count = rows;
    }
}
