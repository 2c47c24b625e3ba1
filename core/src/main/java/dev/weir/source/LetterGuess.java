package dev.weir.source;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a text beyond Unicode by how often its letters stand beside each other: ICU's detector, shown nothing
 * but the words with letters beyond ASCII, as the numbers and codes of a table say nothing. How sure it is: how far ahead
 * of the next encoding that would give another text.
 */
final class LetterGuess {
    /** With fewer words than this nothing is said. */
    private static final int LEAST_WORDS = 8;

    private static final int SUREST = 95;

    private LetterGuess() {}

    /** @return null where there is too little to judge by */
    static @Nullable EncodingGuess of(byte[] sample) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        if (words(sample, words) < LEAST_WORDS) {
            return null;
        }
        CharsetDetector detector = new CharsetDetector();
        detector.setText(words.toByteArray());
        String name = null;
        String text = "";
        int best = 0;
        for (CharsetMatch match : detector.detectAll()) {
            String charset = name(match.getName());
            String read = charset == null ? null : read(sample, charset);
            if (read == null) {
                continue;
            }
            if (name == null) {
                name = charset;
                text = read;
                best = match.getConfidence();
            } else if (!read.equals(text)) {
                return new EncodingGuess(name, Math.min(SUREST, 100 * best / (best + match.getConfidence())));
            }
        }
        return name == null ? null : new EncodingGuess(name, SUREST);
    }

    /** Adds the words with a byte beyond ASCII; how many there are comes back. */
    private static int words(byte[] sample, ByteArrayOutputStream words) {
        int count = 0;
        for (int at = 0; at < sample.length; at++) {
            int start = at;
            boolean beyond = false;
            while (at < sample.length && (sample[at] < 0 || sample[at] >= '@' || sample[at] == '-')) {
                beyond |= sample[at++] < 0;
            }
            if (beyond) {
                words.write(sample, start, at - start);
                words.write(' ');
                count++;
            }
        }
        return count;
    }

    /** The name to read by: of encodings that differ in rare characters only, the larger; null for one that is no guess. */
    private static @Nullable String name(String found) {
        if (found.startsWith("IBM") || found.startsWith("UTF") || !Charset.isSupported(found.replace("-I", ""))) {
            return null;
        }
        return switch (found) {
            case "ISO-8859-1" -> "windows-1252";
            case "ISO-8859-9" -> "windows-1254";
            case "ISO-8859-8-I" -> "iso-8859-8";
            default -> found.toLowerCase(Locale.ROOT);
        };
    }

    /** The sample as text, null where it is none; its end may be within a character. */
    private static @Nullable String read(byte[] sample, String charset) {
        for (int cut = 0; cut < 4 && cut <= sample.length; cut++) {
            try {
                return Charset.forName(charset)
                        .newDecoder()
                        .decode(ByteBuffer.wrap(sample, 0, sample.length - cut))
                        .toString();
            } catch (CharacterCodingException e) {
                // A shorter sample may end between two characters.
            }
        }
        return null;
    }
}
