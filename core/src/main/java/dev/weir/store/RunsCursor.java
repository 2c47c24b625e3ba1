package dev.weir.store;

/** Walks through one side of a map; over the changing side it takes up changes at its next move. One thread. */
final class RunsCursor implements SortedRuns.Cursor {
    private final SortedRuns map;
    private final Side side;
    private RunsView view;
    private MergedEntries entries;

    RunsCursor(SortedRuns map, Side side) {
        this.map = map;
        this.side = side;
        this.view = map.view(side);
        this.entries = view.entries(false);
    }

    @Override
    public boolean seek(byte[] key) {
        RunsView now = map.view(side);
        if (now != view) {
            view = now;
            entries = now.entries(false);
        }
        return entries.seek(key, 0, key.length);
    }

    @Override
    public boolean next() {
        return takeUp() ? entries.isAt() : entries.next();
    }

    @Override
    public boolean previous() {
        takeUp();
        return entries.previous();
    }

    /** Stands anew in what the map now holds; whether on an entry that is already the next one. */
    private boolean takeUp() {
        RunsView now = map.view(side);
        if (now == view) {
            return false;
        }
        MergedEntries before = entries;
        view = now;
        entries = now.entries(false);
        if (before.isAtEnd()) {
            entries.toEnd();
        } else if (before.isAt()) {
            byte[] key = before.entry().key();
            return !entries.seek(key, 0, key.length) || entries.entry().compare(key, 0, key.length) > 0;
        }
        return false;
    }

    @Override
    public byte[] key() {
        return entries.entry().key();
    }

    @Override
    public byte[] value() {
        return entries.entry().value();
    }

    @Override
    public void close() {
        // Holds nothing that the map would not release.
    }
}
