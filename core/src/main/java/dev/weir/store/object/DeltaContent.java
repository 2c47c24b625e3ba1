package dev.weir.store.object;

import dev.weir.store.matching.Content;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object that is a difference: put together from the base and what the frames insert, as they are read.
 * Nothing of the base is kept here, so a chain of differences holds a frame of each.
 */
final class DeltaContent implements Content {
    private final StoredFile file;
    private final Header header;
    private final Content base;
    private final FrameIndex index = new FrameIndex();
    private int number = -1;
    private @Nullable DeltaFrame frame;

    DeltaContent(StoredFile file, Header header, Content base) {
        this.file = file;
        this.header = header;
        this.base = base;
        StoredCursor cursor = new StoredCursor(file, header.frames());
        while (index.end() < header.length()) {
            long place = cursor.at();
            DeltaFrame.Sizes next = DeltaFrame.Sizes.read(cursor);
            if (next.length() == 0 || next.length() > header.length() - index.end()) {
                throw file.damaged("is damaged: its frames are not as long as it says");
            }
            index.add(next.length(), place);
            cursor.skip((long) next.storedCodes() + next.storedInserts());
        }
        if (cursor.at() != file.end()) {
            throw file.damaged("is damaged: its frames are not as long as it says");
        }
    }

    @Override
    public long length() {
        return header.length();
    }

    @Override
    public void read(long at, byte[] into, int from, int count) {
        for (int done = 0; done < count; ) {
            int wanted = index.frameOf(at + done);
            DeltaFrame found = load(wanted);
            long start = index.start(wanted);
            long end = index.end(wanted);
            int some = (int) Math.min(count - done, end - at - done);
            found.read(at + done - start, into, from + done, some, base);
            done += some;
        }
    }

    private DeltaFrame load(int wanted) {
        DeltaFrame found = frame;
        if (found == null || number != wanted) {
            frame = null; // so that two are not held at once
            found = DeltaFrame.read(file, new StoredCursor(file, index.place(wanted)), base);
            frame = found;
            number = wanted;
        }
        return found;
    }

    @Override
    public void close() {
        file.close();
        base.close();
    }
}
