package dev.weir.run;

import dev.weir.row.Batch;

/** A stage of the way of rows within one thread: takes a batch, hands what it makes of it to the next pipe. */
interface Pipe {
    void push(Batch batch, Ticket ticket);

    /** All rows of the feed were pushed by all threads; one chain of pipes may add rows that come last. */
    default void drain(Ticket ticket) {}

    /** Nothing more comes to this pipe. */
    default void end() {}
}
