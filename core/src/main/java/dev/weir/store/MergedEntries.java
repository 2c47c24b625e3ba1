package dev.weir.store;

import java.util.List;

/**
 * Several sorted sources as one: of entries with one key only that of the newest source is seen. Going forward, all
 * sources but the one at hand stand behind its key; going backward, before it. One thread.
 */
final class MergedEntries {
    private enum Way {
        START,
        FORWARD,
        BACKWARD,
        END
    }

    private final EntryCursor[] sources;
    private final boolean keepsRemoved;
    private Way way = Way.START;
    private int at = -1;
    private int second = -1;

    /**
     * @param sources newest first, all before their first entry
     * @param keepsRemoved whether removals are entries, too; else they only hide what is older
     */
    MergedEntries(List<? extends EntryCursor> sources, boolean keepsRemoved) {
        this.sources = sources.toArray(new EntryCursor[0]);
        this.keepsRemoved = keepsRemoved;
    }

    boolean isAt() {
        return at >= 0;
    }

    boolean isAtEnd() {
        return way == Way.END;
    }

    /** The source that holds the entry at hand. */
    EntryCursor entry() {
        if (at < 0) {
            throw new IllegalStateException("the cursor stands on no entry");
        }
        return sources[at];
    }

    boolean seek(byte[] key, int from, int length) {
        for (EntryCursor source : sources) {
            source.seek(key, from, length);
        }
        return forward();
    }

    void toEnd() {
        for (EntryCursor source : sources) {
            source.toEnd();
        }
        way = Way.END;
        at = -1;
    }

    boolean next() {
        switch (way) {
            case END -> {
                return false;
            }
            case START -> {
                for (EntryCursor source : sources) {
                    source.next();
                }
            }
            case BACKWARD -> {
                byte[] key = sources[at].key();
                for (EntryCursor source : sources) {
                    if (source.seek(key, 0, key.length) && source.compare(key, 0, key.length) == 0) {
                        source.next();
                    }
                }
            }
            case FORWARD -> {
                EntryCursor source = sources[at];
                while (source.next() && (second < 0 || source.compare(sources[second]) < 0)) {
                    if (keepsRemoved || !source.isRemoved()) {
                        return true;
                    }
                }
            }
        }
        return forward();
    }

    boolean previous() {
        switch (way) {
            case START -> {
                return false;
            }
            case END -> {
                for (EntryCursor source : sources) {
                    source.previous();
                }
            }
            case FORWARD -> {
                byte[] key = sources[at].key();
                for (EntryCursor source : sources) {
                    source.seek(key, 0, key.length);
                    source.previous();
                }
            }
            case BACKWARD -> sources[at].previous();
        }
        return backward();
    }

    /** The smallest key wins, of equal ones the newest; the older are passed over. */
    private boolean forward() {
        while (true) {
            int least = -1;
            for (int i = 0; i < sources.length; i++) {
                EntryCursor source = sources[i];
                if (!source.isAt) {
                    continue;
                }
                int order = least < 0 ? -1 : source.compare(sources[least]);
                if (order < 0) {
                    least = i;
                } else if (order == 0) {
                    source.next();
                }
            }
            at = least;
            way = least < 0 ? Way.END : Way.FORWARD;
            if (least < 0) {
                return false;
            }
            if (keepsRemoved || !sources[least].isRemoved()) {
                second = second(least);
                return true;
            }
            sources[least].next();
        }
    }

    private int second(int least) {
        int found = -1;
        for (int i = 0; i < sources.length; i++) {
            if (i != least && sources[i].isAt && (found < 0 || sources[i].compare(sources[found]) < 0)) {
                found = i;
            }
        }
        return found;
    }

    private boolean backward() {
        while (true) {
            int most = -1;
            for (int i = 0; i < sources.length; i++) {
                EntryCursor source = sources[i];
                if (!source.isAt) {
                    continue;
                }
                int order = most < 0 ? 1 : source.compare(sources[most]);
                if (order > 0) {
                    most = i;
                } else if (order == 0) {
                    source.previous();
                }
            }
            at = most;
            way = most < 0 ? Way.START : Way.BACKWARD;
            if (most < 0) {
                return false;
            }
            if (keepsRemoved || !sources[most].isRemoved()) {
                return true;
            }
            sources[most].previous();
        }
    }
}
