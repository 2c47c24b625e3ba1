package dev.weir.run;

/**
 * Where rows come from, in pieces that several threads work on at once.
 *
 * <p>A thread fills a cargo with the next piece ({@link #next}), has it settled when all pieces before it are ({@link
 * #settle}), and delivers its rows ({@link #deliver}).
 */
interface Feed extends AutoCloseable {

    /** A piece of the input in the hands of one thread. */
    interface Cargo {
        /** The piece's place in the order of the input, from 0. */
        long sequence();
    }

    Cargo cargo();

    /** Fills {@code cargo}; false at the end. Safe for several threads. */
    boolean next(Cargo cargo);

    /** Called in the order of pieces, one at a time. */
    void settle(Cargo cargo);

    /**
     * Hands rows of the piece on, some or all. Safe for several threads, each with its cargo.
     *
     * @return whether there are more of them: then it is called again
     */
    boolean deliver(Cargo cargo, Pipe pipe, Ticket ticket);

    /** Called in the order of pieces when all that was deferred for the piece has been done. */
    void delivered(Cargo cargo);

    /** How many threads may work at once at the most. */
    int threads();

    @Override
    void close();
}
