package dev.weir.store.object;

import dev.weir.store.matching.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Files of many kinds, and versions of them: made by a seed. */
final class RandomFiles {
    private final Random random;

    RandomFiles(Random random) {
        this.random = random;
    }

    /** A file of about so many bytes, sometimes empty. */
    byte[] file(int size) {
        switch (random.nextInt(8)) {
            case 0:
                return new byte[0];
            case 1: {
                byte[] binary = new byte[size];
                random.nextBytes(binary);
                return binary;
            }
            case 2: // one record
                return line(size).replace('\n', ' ').getBytes(StandardCharsets.UTF_8);
            case 3: // the same record again and again
                return line(20).repeat(size / 20).getBytes(StandardCharsets.UTF_8);
            default: {
                String end = random.nextBoolean() ? "\n" : "\r\n";
                StringBuilder text = new StringBuilder();
                do {
                    text.append(line(60)).append(end);
                } while (text.length() < size);
                text.setLength(text.length() - (random.nextBoolean() ? 0 : end.length()));
                return text.toString().getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    private String line(int size) {
        StringBuilder line = new StringBuilder();
        while (line.length() < size) {
            line.append(random.nextInt(1 << random.nextInt(20))).append(random.nextInt(5) == 0 ? ",\"a\nb\"," : ",");
        }
        return line.toString();
    }

    /** Another version of a file. */
    byte[] edited(byte[] before) {
        int kind = random.nextInt(9);
        if (kind == 0) {
            return before;
        } else if (kind == 1) {
            return file(before.length);
        } else if (kind == 2) {
            return joined(List.of(before, file(1 + random.nextInt(1000))));
        }
        List<byte[]> records = records(before);
        int edits = 1 + random.nextInt(kind == 3 ? Math.max(1, records.size() / 2) : 5);
        for (int i = 0; i < edits && !records.isEmpty(); i++) {
            edit(records, kind);
        }
        return joined(records);
    }

    private void edit(List<byte[]> records, int kind) {
        int at = random.nextInt(records.size());
        int to = at + random.nextInt(Math.min(records.size() - at, 300) + 1);
        switch (kind) {
            case 4 -> Collections.rotate(records.subList(at, records.size()), 1 + random.nextInt(records.size()));
            case 5 -> records.subList(at, to).clear();
            case 6 -> records.addAll(random.nextInt(records.size()), List.copyOf(records.subList(at, to)));
            case 7 -> Collections.reverse(records.subList(at, to));
            case 8 -> records.add(at, (line(40) + "\n").getBytes(StandardCharsets.UTF_8));
            default -> {
                byte[] changed = records.get(at).clone();
                if (changed.length > 0) {
                    changed[random.nextInt(changed.length)]++;
                }
                records.set(at, changed);
            }
        }
    }

    private static List<byte[]> records(byte[] bytes) {
        List<byte[]> records = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i + 1 == bytes.length) {
                records.add(Arrays.copyOfRange(bytes, start, i + 1));
                start = i + 1;
            }
        }
        return records;
    }

    private static byte[] joined(List<byte[]> parts) {
        Numbers all = new Numbers();
        parts.forEach(all::bytes);
        return all.copy();
    }
}
