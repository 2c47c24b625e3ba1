package dev.weir.bench;

import dev.weir.row.Slices;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Orders as the benchmark's package has them: ten fields, a fifth of the notes quoted, the same for one seed.
 *
 * <p>{@link #bytes} is a padded buffer: the records, without a header, stand from {@link Slices#PAD_FRONT} to before
 * {@link #end}.
 */
public final class Orders {
    private static final String[] CURRENCIES = {"EUR", "USD", "GBP", "JPY", "CHF"};
    private static final String[] STATES = {"new", "paid", "shipped", "returned"};

    public final byte[] bytes;
    public final int end;
    public final int rows;

    private Orders(byte[] bytes, int end, int rows) {
        this.bytes = bytes;
        this.end = end;
        this.rows = rows;
    }

    public static Orders of(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(rows * 112);
        for (int i = 0; i < rows; i++) {
            append(text, i, random);
        }
        byte[] data = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[Slices.PAD_FRONT + data.length + Slices.PAD_BEHIND];
        System.arraycopy(data, 0, bytes, Slices.PAD_FRONT, data.length);
        return new Orders(bytes, Slices.PAD_FRONT + data.length, rows);
    }

    private static void append(StringBuilder text, int i, SplittableRandom random) {
        text.append(i).append(',').append(random.nextInt(1_000_000)).append(",2024-");
        two(text, 1 + random.nextInt(12)).append('-');
        two(text, 1 + random.nextInt(28)).append('T');
        two(text, random.nextInt(24)).append(':');
        two(text, random.nextInt(60)).append(':');
        two(text, random.nextInt(60)).append("Z,2024-");
        two(text, 1 + random.nextInt(12)).append('-');
        two(text, 1 + random.nextInt(28)).append(',').append(random.nextInt(100_000));
        two(text.append('.'), random.nextInt(100)).append(',').append(CURRENCIES[random.nextInt(5)]);
        text.append(',').append(STATES[random.nextInt(4)]).append(',').append(random.nextBoolean());
        text.append(",user").append(random.nextInt(1_000_000)).append("@example.org,");
        if (i % 5 == 0) {
            text.append("\"said \"\"hello, world\"\" twice\"");
        } else if (i % 7 != 0) {
            text.append("plain note ").append(i % 1000);
        }
        text.append('\n');
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
