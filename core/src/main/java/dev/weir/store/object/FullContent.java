package dev.weir.store.object;

import dev.weir.store.matching.Content;

/**
 * The bytes of an object in full, frame by frame; each may have a part of the base as its context. Keeps the last two
 * frames that were read.
 */
final class FullContent implements Content {
    private final StoredFile file;
    private final Header header;
    private final Content base;
    private final FrameIndex index = new FrameIndex();
    private int frame = -1;
    private byte[] bytes = {};
    private int lastFrame = -1;
    private byte[] last = {};

    FullContent(StoredFile file, Header header, Content base) {
        this.file = file;
        this.header = header;
        this.base = base;
        StoredCursor cursor = new StoredCursor(file, header.frames());
        while (index.end() < header.length()) {
            long place = cursor.at();
            FullFrame next = FullFrame.read(cursor, header.depth() > 0);
            if (next.length() == 0) {
                throw file.damaged("is damaged: a frame of nothing");
            }
            index.add(next.length(), place);
            cursor.skip(next.stored());
        }
        if (index.end() != header.length() || cursor.at() != file.end()) {
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
            int number = index.frameOf(at + done);
            load(number);
            int inside = (int) (at + done - index.start(number));
            int some = Math.min(count - done, bytes.length - inside);
            System.arraycopy(bytes, inside, into, from + done, some);
            done += some;
        }
    }

    private void load(int number) {
        if (number == frame) {
            return;
        }
        byte[] wanted = number == lastFrame ? last : decode(number);
        last = bytes;
        lastFrame = frame;
        bytes = wanted;
        frame = number;
    }

    private byte[] decode(int number) {
        StoredCursor cursor = new StoredCursor(file, index.place(number));
        FullFrame next = FullFrame.read(cursor, header.depth() > 0);
        long most = base.length();
        if (next.contextAt() > most || next.context() > most - next.contextAt()) {
            throw file.damaged("is damaged: a context behind the end of the base");
        }
        return Compressed.decode(
                file, cursor.bytes(next.stored()), base.part(next.contextAt(), next.context()), next.length());
    }

    @Override
    public void close() {
        file.close();
        base.close();
    }
}
