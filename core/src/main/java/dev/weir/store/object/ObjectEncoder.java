package dev.weir.store.object;

import dev.weir.store.matching.Content;
import dev.weir.store.matching.Matching;
import dev.weir.store.matching.Numbers;
import dev.weir.store.matching.Operations;
import java.util.List;
import java.util.Optional;

/**
 * Writes bytes as an object in the smallest of its forms: in full, in full with a base as context, as a difference to a
 * base. Of up to 1 MB all are tried; of more, what they would take is estimated from parts of the file and the
 * operations of the difference.
 */
final class ObjectEncoder {
    private static final int TRIED = 1 << 20;

    /** Of so many bytes not all bases are tried, where the difference to one is less than a part in {@link #FEW}. */
    private static final int LONG = 1 << 16;

    private static final int FEW = 100;

    /** A form that has to be put together from others must save so much of one that has not. */
    private static final double WORTHWHILE = 0.9;

    /** About how many bytes one of an operation is compressed to. */
    private static final double CODES = 0.7;

    private static final Content NOTHING = Content.of(new byte[0]);

    private ObjectEncoder() {}

    /**
     * An object that may be built on.
     *
     * @param hash its name
     * @param depth how many others it builds on
     * @param content its bytes
     */
    record Base(String hash, int depth, Content content) {}

    static void write(Content content, List<Base> bases, Output out) {
        if (content.length() <= TRIED) {
            byte[] smallest = smallest(content, bases);
            out.write(smallest, 0, smallest.length);
        } else {
            estimated(content, bases, out);
        }
    }

    private static byte[] smallest(Content content, List<Base> bases) {
        int level = Compressed.level(content.length());
        byte[] best = full(content, level);
        for (Base base : bases) {
            Heap inContext = new Heap();
            header(Header.FULL, content, base, inContext);
            FullEncoder.write(content, base.content(), true, level, inContext);
            best = smaller(best, inContext);
            Optional<Operations> operations = Matching.of(content, base.content());
            if (operations.isPresent()) {
                Heap delta = new Heap();
                header(Header.DELTA, content, base, delta);
                DeltaEncoder.write(operations.get(), content, base.content(), level, delta);
                best = smaller(best, delta);
                if (content.length() >= LONG && FEW * delta.bytes.size() < content.length()) {
                    break; // no other base would save much more
                }
            }
        }
        return best;
    }

    /** An object that builds on nothing, in the heap. */
    private static byte[] full(Content content, int level) {
        Heap heap = new Heap();
        header(content, heap);
        FullEncoder.write(content, NOTHING, false, level, heap);
        return heap.bytes.copy();
    }

    private static byte[] smaller(byte[] best, Heap other) {
        return other.bytes.size() < best.length ? other.bytes.copy() : best;
    }

    private static void estimated(Content content, List<Base> bases, Output out) {
        int level = Compressed.level(content.length());
        double alone = FullEncoder.share(content, NOTHING, level);
        if (!bases.isEmpty() && bases.get(0).content().length() > 0) {
            Base base = bases.get(0);
            double inContext = FullEncoder.share(content, base.content(), level);
            Optional<Operations> found = Matching.of(content, base.content());
            double full = Math.min(alone, inContext) * content.length();
            if (found.isPresent() && delta(found.get(), Math.min(alone, inContext)) < WORTHWHILE * full) {
                header(Header.DELTA, content, base, out);
                int effort = Compressed.level(found.get().inserted());
                DeltaEncoder.write(found.get(), content, base.content(), effort, out);
                return;
            } else if (inContext < WORTHWHILE * alone) {
                header(Header.FULL, content, base, out);
                FullEncoder.write(content, base.content(), true, level, out);
                return;
            }
        }
        fullTo(content, out);
    }

    private static double delta(Operations operations, double share) {
        return operations.inserted() * share + operations.size() * CODES;
    }

    /** Writes an object that builds on nothing. */
    static void fullTo(Content content, Output out) {
        header(content, out);
        FullEncoder.write(content, NOTHING, false, Compressed.level(content.length()), out);
    }

    private static void header(Content content, Output out) {
        byte[] header = new Header(Header.FULL, 0, content.length(), "", 0).bytes();
        out.write(header, 0, header.length);
    }

    private static void header(int form, Content content, Base base, Output out) {
        byte[] header = new Header(form, base.depth() + 1, content.length(), base.hash(), 0).bytes();
        out.write(header, 0, header.length);
    }

    private static final class Heap implements Output {
        final Numbers bytes = new Numbers();

        @Override
        public void write(byte[] from, int at, int length) {
            bytes.bytes(from, at, length);
        }
    }
}
