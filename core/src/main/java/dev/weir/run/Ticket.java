package dev.weir.run;

import java.util.ArrayList;
import java.util.List;

/** What is to be done in order once the work on a piece of the input is done: filled by one thread, then redeemed. */
final class Ticket {
    private final List<Taker> takers = new ArrayList<>();
    private final List<Object> payloads = new ArrayList<>();

    /** Takes what was prepared, one piece after the other in the order of the input. */
    interface Taker {
        void take(Object payload);
    }

    void defer(Taker taker, Object payload) {
        takers.add(taker);
        payloads.add(payload);
    }

    void redeem() {
        for (int i = 0; i < takers.size(); i++) {
            takers.get(i).take(payloads.get(i));
        }
        clear();
    }

    void clear() {
        takers.clear();
        payloads.clear();
    }
}
