package dev.weir.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the steps of a run print, in the order of the flow: of its steps, and within a step of its resources, whichever
 * has seen all its rows first. A text is held until all that comes before it has ended.
 */
final class PrintOrder {
    private final Consumer<String> out;
    private final List<Place> places = new ArrayList<>();
    private int current;

    PrintOrder(Consumer<String> out) {
        this.out = out;
    }

    /** The place behind all places so far. */
    Place next() {
        Place place = new Place(places.size());
        places.add(place);
        return place;
    }

    /** What one step prints of one resource. */
    final class Place implements Consumer<String> {
        private final int number;
        private final List<String> held = new ArrayList<>();
        private boolean ended;

        private Place(int number) {
            this.number = number;
        }

        @Override
        public void accept(String text) {
            synchronized (PrintOrder.this) {
                if (number == current) {
                    out.accept(text);
                } else {
                    held.add(text);
                }
            }
        }

        /** Nothing more comes. */
        void end() {
            synchronized (PrintOrder.this) {
                ended = true;
                while (current < places.size() && places.get(current).ended) {
                    current++;
                    printHeld(current);
                }
            }
        }
    }

    /** The run has come to its end, perhaps an early one: prints what is still held. */
    synchronized void finish() {
        while (current < places.size()) {
            current++;
            printHeld(current);
        }
    }

    private void printHeld(int number) {
        if (number < places.size()) {
            places.get(number).held.forEach(out);
            places.get(number).held.clear();
        }
    }
}
