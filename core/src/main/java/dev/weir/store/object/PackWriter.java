package dev.weir.store.object;

import dev.weir.source.Sha256;
import dev.weir.store.matching.Numbers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a pack. Frames of an earlier pack that come again, object by object, are copied as they are stored. */
final class PackWriter {
    private static final int LEVEL = 19;

    /** An earlier frame with fewer bytes is made anew, with what now stands behind it. */
    private static final int WORTH_COPYING = Compressed.LARGEST / 2;

    private final Map<String, PackFile.Entry> earlier;
    private final Function<String, byte[]> bytes;
    private final MessageDigest digest = Sha256.digest();

    /**
     * @param earlier the objects that are in packs, by name
     * @param bytes what an object holds
     */
    PackWriter(Map<String, PackFile.Entry> earlier, Function<String, byte[]> bytes) {
        this.earlier = earlier;
        this.bytes = bytes;
    }

    /** A frame to be: objects with their lengths, and the earlier frame that holds the same. */
    private record Planned(List<String> objects, int length, PackFile.@Nullable PackedFrame same) {}

    /** Writes the objects in this order to a pack in {@code folder}; their lengths are at hand. */
    Path write(Path folder, List<String> objects, List<Integer> lengths) {
        List<Planned> frames = plan(objects, lengths);
        try (NewObject file = NewObject.in(folder)) {
            Numbers head = new Numbers().bytes(PackFile.MAGIC).number(objects.size());
            for (int i = 0; i < objects.size(); i++) {
                head.bytes(HexFormat.of().parseHex(objects.get(i))).number(lengths.get(i));
            }
            append(file, head.copy());
            for (Planned frame : frames) {
                byte[] stored = frame.same() == null ? compress(frame) : PackFile.stored(frame.same());
                append(
                        file,
                        new Numbers()
                                .number(frame.length())
                                .number(stored.length)
                                .copy());
                append(file, stored);
            }
            file.seal();
            Path target = folder.resolve(PackFile.name(digest));
            file.rename(target);
            return target;
        }
    }

    private void append(NewObject file, byte[] part) {
        digest.update(part);
        file.write(part, 0, part.length);
    }

    private List<Planned> plan(List<String> objects, List<Integer> lengths) {
        List<Planned> frames = new ArrayList<>();
        List<String> open = new ArrayList<>();
        int filled = 0;
        for (int i = 0; i < objects.size(); ) {
            PackFile.PackedFrame same = sameFrame(objects, i);
            if (!open.isEmpty() && (same != null || filled + lengths.get(i) > Compressed.LARGEST)) {
                frames.add(new Planned(List.copyOf(open), filled, null));
                open.clear();
                filled = 0;
            }
            if (same != null) {
                frames.add(new Planned(same.objects(), same.length(), same));
                i += same.objects().size();
            } else {
                open.add(objects.get(i));
                filled += lengths.get(i++);
            }
        }
        if (!open.isEmpty()) {
            frames.add(new Planned(open, filled, null));
        }
        return frames;
    }

    /** The earlier frame that holds what comes next, and nothing else. */
    private PackFile.@Nullable PackedFrame sameFrame(List<String> objects, int at) {
        PackFile.Entry entry = earlier.get(objects.get(at));
        if (entry == null || entry.from() != 0 || entry.frame().length() < WORTH_COPYING) {
            return null;
        }
        List<String> held = entry.frame().objects();
        boolean same = at + held.size() <= objects.size()
                && objects.subList(at, at + held.size()).equals(held);
        return same ? entry.frame() : null;
    }

    private byte[] compress(Planned frame) {
        Numbers content = new Numbers();
        for (String object : frame.objects()) {
            content.bytes(bytes.apply(object));
        }
        return Compressed.encode(content.array(), 0, content.size(), new byte[0], LEVEL);
    }
}
