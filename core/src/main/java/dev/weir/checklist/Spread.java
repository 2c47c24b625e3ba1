package dev.weir.checklist;

/** The mean and the standard deviation of a sample, in one pass (Welford 1962). */
final class Spread {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    /** Of a sample: divided by one less than the number of values, 0 for fewer than two. */
    double deviation() {
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }
}
