package dev.weir.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A target that several open at a time, as a server is; before its top is listed, and before its switch, it lets another go first. */
final class MemoryTarget implements Target {
    private final Map<String, byte[]> files;
    private final Runnable beforeList;
    private final Runnable beforeSwitch;

    MemoryTarget(Map<String, byte[]> files, Runnable beforeSwitch) {
        this(files, () -> {}, beforeSwitch);
    }

    MemoryTarget(Map<String, byte[]> files, Runnable beforeList, Runnable beforeSwitch) {
        this.files = files;
        this.beforeList = beforeList;
        this.beforeSwitch = beforeSwitch;
    }

    @Override
    public String name() {
        return "memory:";
    }

    @Override
    public @Nullable Found read(String path) {
        byte[] bytes = files.get(path);
        return bytes == null ? null : new Found(bytes, Content.of(bytes).hash());
    }

    @Override
    public List<String> names(String folder) {
        if (folder.isEmpty()) {
            beforeList.run();
        }
        return files.keySet().stream()
                .filter(path -> path.startsWith(folder))
                .map(path -> path.substring(folder.length()))
                .map(path -> path.substring(0, path.contains("/") ? path.indexOf('/') + 1 : path.length()))
                .distinct()
                .toList();
    }

    @Override
    public void begin(String who) {}

    @Override
    public Put put(String path, Content content, @Nullable String like) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.writeTo(Channels.newChannel(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        byte[] there = files.putIfAbsent(path, bytes.toByteArray());
        return there == null ? Put.SENT : Arrays.equals(there, bytes.toByteArray()) ? Put.THERE : Put.OTHER;
    }

    @Override
    public void settle() {}

    @Override
    public boolean replace(String path, @Nullable String tag, byte[] bytes) {
        beforeSwitch.run();
        Found now = read(path);
        if (tag == null ? now != null : now == null || !now.tag().equals(tag)) {
            return false;
        }
        files.put(path, bytes);
        return true;
    }

    @Override
    public void close() {}
}
