package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Slices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Fields, and cells packed into one buffer as a parser packs them. */
final class Cells {
    private Cells() {}

    /** A field of a type with options: name, value, name, value; a value is a text, a boolean or a list of texts. */
    static Field field(FieldType type, Object... options) {
        Field field = Field.of("f", type);
        for (int i = 0; i < options.length; i += 2) {
            field = field.with((String) options[i], json(options[i + 1]));
        }
        return field;
    }

    private static Json json(Object value) {
        if (value instanceof List<?> list) {
            return JsonArray.of(list.stream().map(Cells::json).toList());
        }
        return value instanceof Boolean flag ? Json.of(flag.booleanValue()) : Json.of(value.toString());
    }

    static CellType type(FieldType type, Object... options) {
        return CellType.of(field(type, options), MissingValue.DEFAULT);
    }

    static List<MissingValue> missing(String... texts) {
        return List.of(texts).stream().map(text -> new MissingValue(text, null)).toList();
    }

    /** The cells side by side, with bytes between and around them that look like more of the same. */
    static Slices slices(List<String> cells, Random random) {
        List<byte[]> texts = cells.stream()
                .map(cell -> cell.getBytes(StandardCharsets.UTF_8))
                .toList();
        int length = texts.stream().mapToInt(text -> text.length + 1).sum();
        byte[] bytes = new byte[Slices.PAD_FRONT + length + Slices.PAD_BEHIND];
        byte[] noise = "0123456789.-+TZ:,\n\"@ae\u00e9".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = noise[random.nextInt(noise.length)];
        }
        int[] pairs = new int[2 * cells.size()];
        int at = Slices.PAD_FRONT;
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i);
            System.arraycopy(text, 0, bytes, at, text.length);
            pairs[2 * i] = at;
            pairs[2 * i + 1] = at + text.length;
            at += text.length + random.nextInt(2);
        }
        return Slices.ofPairs(bytes, pairs);
    }

    /** A text near to a good one: some bytes replaced, removed, doubled or added. */
    static String nearMiss(String good, String alphabet, Random random) {
        StringBuilder text = new StringBuilder(good);
        for (int edits = random.nextInt(3); edits >= 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            int kind = random.nextInt(3);
            if (kind == 0 || at == text.length()) {
                text.insert(at, other);
            } else if (kind == 1) {
                text.deleteCharAt(at);
            } else {
                text.setCharAt(at, other);
            }
        }
        return text.toString();
    }

    static String random(String alphabet, int length, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
