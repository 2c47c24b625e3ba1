package dev.weir.compare.same;

/** The hashes of some rows that follow each other in a file, 128 bits each, and where their records stand. */
final class Hashes {
    long[] high = new long[0];
    long[] low = new long[0];
    int[] starts = new int[0];
    int[] ends = new int[0];
    byte[] bytes = new byte[0];
    int count;

    void ensure(int rows) {
        if (high.length < rows) {
            high = new long[rows + (rows >> 2)];
            low = new long[high.length];
            starts = new int[high.length];
            ends = new int[high.length];
        }
        count = rows;
    }
}
