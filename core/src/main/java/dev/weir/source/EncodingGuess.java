package dev.weir.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of a text that states none, from its beginning, and how sure that is. UTF-8 is sure where it can be read
 * as that; without a byte order mark UTF-16 is known by its zeros; other encodings by which letters stand beside each
 * other, where there are enough of them; all else is taken for windows-1252, the surer the more of its letters beyond
 * ASCII stand alone among others, as in the languages that are written so.
 *
 * @param name as IANA spells it
 * @param percent how sure it is, 100 where it is no guess
 */
public record EncodingGuess(String name, int percent) {

    /** How sure a guess must be for a table to be read by it. */
    private static final int SURE_ENOUGH = 55;

    /** @param sample the first bytes of a text, which may end within a character */
    public static EncodingGuess of(byte[] sample) {
        if (sample.length >= 2 && (sample[0] & 0xFF) >= 0xFE && (sample[1] & 0xFF) >= 0xFE) {
            boolean isWide = sample.length >= 4 && sample[2] == 0 && sample[3] == 0;
            return new EncodingGuess(isWide ? "utf-32" : "utf-16", 100);
        }
        int[] zeros = new int[2];
        for (int i = 0; i < sample.length; i++) {
            zeros[i & 1] += sample[i] == 0 ? 1 : 0;
        }
        if (zeros[1] > sample.length / 4 && zeros[0] < zeros[1] / 10) {
            return new EncodingGuess("utf-16le", 90);
        }
        if (zeros[0] > sample.length / 4 && zeros[1] < zeros[0] / 10) {
            return new EncodingGuess("utf-16be", 90);
        }
        if (isUtf8(sample)) {
            return new EncodingGuess("utf-8", 100);
        }
        EncodingGuess guess = LetterGuess.of(sample);
        return guess == null ? new EncodingGuess("windows-1252", western(sample)) : guess;
    }

    /** Whether a table that states nothing may be read by it, which then is said. */
    public boolean isSureEnough() {
        return percent >= SURE_ENOUGH;
    }

    /** Whether the text is what is read where nothing is stated. */
    public boolean isUtf8() {
        return name.equals("utf-8");
    }

    /** What a user is told of it. */
    public String words() {
        String guess = name + ", guessed, " + percent + " % sure";
        return isSureEnough()
                ? "read as " + guess + ": it is no UTF-8 and nothing states its \"encoding\": state it"
                : "it is no UTF-8 and nothing states its \"encoding\": state it; it may be " + guess;
    }

    public Charset charset() {
        return Charset.forName(name);
    }

    /** Whether the sample is UTF-8, but for a last character that it cuts. */
    private static boolean isUtf8(byte[] sample) {
        for (int cut = 0; cut < 4 && cut <= sample.length; cut++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sample, 0, sample.length - cut));
                return true;
            } catch (CharacterCodingException e) {
                // A shorter sample may end between two characters.
            }
        }
        return sample.length == 0;
    }

    private static int western(byte[] sample) {
        int alone = 0;
        int beyond = 0;
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] < 0) {
                beyond++;
                boolean before = i > 0 && sample[i - 1] < 0;
                boolean behind = i + 1 < sample.length && sample[i + 1] < 0;
                alone += before || behind ? 0 : 1;
            }
        }
        return 10 + 70 * alone / Math.max(1, beyond);
    }
}
