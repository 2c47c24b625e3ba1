package dev.weir.store.object;

import java.util.Arrays;

/** Where the frames of an object stand: which bytes of it each holds, and at which place of the file. */
final class FrameIndex {
    private long[] starts = new long[4];
    private long[] places = new long[4];
    private int frames;
    private long end;

    /** The next frame holds {@code length} bytes and stands at {@code place}. */
    void add(long length, long place) {
        if (frames == starts.length) {
            starts = Arrays.copyOf(starts, 2 * frames);
            places = Arrays.copyOf(places, 2 * frames);
        }
        starts[frames] = end;
        places[frames++] = place;
        end += length;
    }

    /** The frame that holds the byte at {@code at}. */
    int frameOf(long at) {
        int found = Arrays.binarySearch(starts, 0, frames, at);
        return found >= 0 ? found : -found - 2;
    }

    long start(int frame) {
        return starts[frame];
    }

    /** Where the bytes of a frame end. */
    long end(int frame) {
        return frame + 1 < frames ? starts[frame + 1] : end;
    }

    long place(int frame) {
        return places[frame];
    }

    /** How many bytes all frames hold. */
    long end() {
        return end;
    }
}
