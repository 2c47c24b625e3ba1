package dev.weir.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One state of a map: what is in the heap and the files below it. Immutable and safe for several threads.
 *
 * @param segments newest first, newer than the files
 * @param files newest first
 */
record RunsView(List<Segment> segments, List<RunFile> files) {
    byte @Nullable [] get(byte[] key) {
        for (Segment segment : segments) {
            EntryCursor found = segment.get(key);
            if (found != null) {
                return found.isRemoved() ? null : found.value();
            }
        }
        for (RunFile file : files) {
            EntryCursor found = file.get(key);
            if (found != null) {
                return found.isRemoved() ? null : found.value();
            }
        }
        return null;
    }

    MergedEntries entries(boolean keepsRemoved) {
        List<EntryCursor> sources = new ArrayList<>(segments.size() + files.size());
        segments.forEach(segment -> sources.add(segment.cursor()));
        files.forEach(file -> sources.add(file.cursor()));
        return new MergedEntries(sources, keepsRemoved);
    }
}
