package dev.weir.descriptor;

import dev.weir.descriptor.Json.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random trees: all kinds, awkward texts and numbers. */
final class JsonTrees {
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "null",
        "true",
        "1",
        "-0",
        "é",
        "日本",
        "\uD83D\uDE00",
        "\uD800",
        "\uDC00x",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\b\f",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u2028",
        "\uFEFF",
        "a/b",
        "~",
        "#",
        ": ",
        "- x",
        "</script>",
        "'"
    };

    private final Random random;

    JsonTrees(long seed) {
        this.random = new Random(seed);
    }

    Json next(int depth) {
        int kind = random.nextInt(depth > 0 ? 7 : 5);
        return switch (kind) {
            case 0 -> new JsonText(text(), Place.NONE);
            case 1 -> new JsonNumber(number(), Place.NONE);
            case 2 -> Json.of(random.nextBoolean());
            case 3 -> new JsonNull(Place.NONE);
            case 4 -> Json.of(random.nextLong());
            case 5 -> {
                List<Json> items = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    items.add(next(depth - 1));
                }
                yield JsonArray.of(items);
            }
            default -> {
                Map<String, Json> properties = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    properties.put(name() + i, next(depth - 1));
                }
                yield new JsonObject(properties, Place.NONE);
            }
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    /** Without a lone surrogate: no character of any name in UTF-8. */
    private String name() {
        return text().codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private BigDecimal number() {
        return new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(600) - 300);
    }
}
