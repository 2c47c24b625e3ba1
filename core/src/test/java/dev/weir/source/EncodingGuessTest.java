package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the encoding of a text is taken for, and how sure that is. */
class EncodingGuessTest {
    private static EncodingGuess guess(String text, String encoding) {
        return EncodingGuess.of(text.getBytes(Charset.forName(encoding)));
    }

    @Test
    void utf8IsSureAlsoWhereTheSampleCutsACharacter() {
        assertEquals(new EncodingGuess("utf-8", 100), guess("id,name\n1,caf\u00e9\n", "utf-8"));
        byte[] cut = "1,caf\u00e9".getBytes(Charset.forName("utf-8"));
        assertEquals(new EncodingGuess("utf-8", 100), EncodingGuess.of(Arrays.copyOf(cut, cut.length - 1)));
        assertEquals(new EncodingGuess("utf-8", 100), EncodingGuess.of(new byte[0]));
    }

    @Test
    void aByteOrderMarkIsSure() {
        assertEquals(new EncodingGuess("utf-16", 100), guess("id\n1\n", "utf-16"));
        assertEquals(new EncodingGuess("utf-16", 100), guess("\uFEFFid\n1\n", "utf-16le"));
        assertEquals(new EncodingGuess("utf-32", 100), guess("\uFEFFid\n1\n", "utf-32le"));
    }

    @Test
    void utf16WithoutMarkIsKnownByItsZeros() {
        assertEquals(new EncodingGuess("utf-16le", 90), guess("id,name\n1,caf\u00e9\n", "utf-16le"));
        assertEquals(new EncodingGuess("utf-16be", 90), guess("id,name\n1,caf\u00e9\n", "utf-16be"));
    }

    @Test
    void allElseIsWesternAndTheLessSureTheLessItLooksLikeThat() {
        assertEquals(
                new EncodingGuess("windows-1252", 80), guess("id,name\n1,caf\u00e9 M\u00fcller\n", "windows-1252"));
        EncodingGuess russian = guess("\u0438\u043c\u044f,\u0433\u043e\u0440\u043e\u0434\n", "windows-1251");
        assertTrue(russian.percent() <= 20, russian.toString());
    }
}
