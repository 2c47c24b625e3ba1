package dev.weir.version;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.weir.source.Sha256;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The manifests of a store: each a file of its own, or many in a pack. A pack is named by the hash of its bytes; unpacked
 * it is a line with the length of each manifest, then the manifest.
 */
final class Manifests {
    private static final Pattern PACK = Pattern.compile("pack-([0-9a-f]{64})");
    private static final int LEVEL = 19;
    private static final int MOST_BYTES = 1 << 28;

    private final StoreFolder store;
    private @Nullable Map<String, byte[]> packed;

    Manifests(StoreFolder store) {
        this.store = store;
    }

    static boolean isPack(String name) {
        return PACK.matcher(name).matches();
    }

    /**
     * A version by the name of its manifest.
     *
     * @throws StoreException where it is missing or damaged
     */
    Version read(String name) {
        Path file = store.manifests().resolve(name);
        for (int attempt = 0; attempt < 3; attempt++) { // it may be packed, and packed again, while this looks for it
            byte[] bytes = StoreFolder.bytes(file);
            if (bytes == null) {
                bytes = packed(attempt > 0).get(name);
            }
            if (bytes != null) {
                return ManifestJson.read(name, bytes, file.toString());
            }
        }
        throw new StoreException(file, "is missing: a version's manifest");
    }

    private Map<String, byte[]> packed(boolean again) {
        Map<String, byte[]> known = packed;
        if (known == null || again) {
            known = new LinkedHashMap<>();
            for (Path file : Disk.list(store.manifests())) {
                byte[] bytes = isPack(Disk.name(file)) ? StoreFolder.bytes(file) : null;
                if (bytes != null) {
                    known.putAll(unpack(file, bytes));
                }
            }
            packed = known;
        }
        return known;
    }

    /** What a pack holds, by name. */
    static Map<String, byte[]> unpack(Path file, byte[] bytes) {
        if (!Disk.name(file).equals("pack-" + Sha256.of(bytes))) {
            throw new StoreException(file, "is damaged: its bytes do not have the hash of its name");
        }
        Map<String, byte[]> manifests = new LinkedHashMap<>();
        try {
            long length = Zstd.getFrameContentSize(bytes);
            if (length < 0 || length > MOST_BYTES) {
                throw new StoreException(file, "is no pack of manifests");
            }
            byte[] all = Zstd.decompress(bytes, (int) length);
            for (int at = 0; at < all.length; ) {
                int end = at;
                while (all[end] != '\n') {
                    end++;
                }
                String[] line = new String(all, at, end - at, StandardCharsets.UTF_8).split(" ", 2);
                int size = Integer.parseInt(line[0]);
                manifests.put(line[1], Arrays.copyOfRange(all, end + 1, end + 1 + size));
                at = end + 1 + size;
            }
        } catch (ZstdException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new StoreException(file, "is no pack of manifests");
        }
        return manifests;
    }

    /** A version and all before it, oldest first. */
    List<Version> upTo(String name) {
        List<Version> versions = new ArrayList<>();
        Version version = read(name);
        versions.add(version);
        for (String parent = version.parent(); parent != null; parent = version.parent()) {
            int number = version.number();
            version = read(parent);
            if (version.number() != number - 1) {
                throw new StoreException(
                        store.manifests().resolve(parent), "is not the version before " + number + ", as that says");
            }
            versions.add(version);
        }
        Collections.reverse(versions);
        return versions;
    }

    /** Brings a manifest to disk; its folder is forced by {@link #force}. */
    void add(Version version) {
        place(ManifestJson.write(version), version.name());
    }

    private void place(byte[] bytes, String name) {
        NewFile file = NewFile.of(store.manifests(), bytes);
        try {
            file.rename(store.manifests().resolve(name));
        } catch (RuntimeException e) {
            file.discard();
            throw e;
        }
    }

    void force() {
        Disk.force(store.manifests());
    }

    /** Puts versions into one pack, then removes every other file that says the same or that no version needs. */
    void pack(List<Version> versions) {
        List<byte[]> parts = new ArrayList<>();
        int length = 0;
        for (Version version : versions) {
            byte[] manifest = ManifestJson.write(version);
            byte[] line = (manifest.length + " " + version.name() + "\n").getBytes(StandardCharsets.UTF_8);
            parts.add(line);
            parts.add(manifest);
            length += line.length + manifest.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        parts.forEach(all::put);
        byte[] bytes = Zstd.compress(all.array(), LEVEL);
        String name = "pack-" + Sha256.of(bytes);
        place(bytes, name);
        force();
        for (Path file : Disk.list(store.manifests())) {
            if (!Disk.name(file).equals(name)) {
                Disk.delete(file);
            }
        }
        packed = null;
    }
}
