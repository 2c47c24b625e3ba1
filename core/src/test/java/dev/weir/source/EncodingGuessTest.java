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

    /** Words of a language, its encoding, and what the guess calls that or one that reads the same. */
    private static final String[][] LANGUAGES = {
        {
            "windows-1252",
            "Caf\u00e9 Ch\u00e2teauroux \u00c9vreux Besan\u00e7on Orl\u00e9ans For\u00eat No\u00ebl M\u00e2con gar\u00e7on \u00e9l\u00e8ve th\u00e9\u00e2tre h\u00f4tel"
        },
        {
            "windows-1252",
            "M\u00fcller K\u00f6ln D\u00fcsseldorf Stra\u00dfe Gr\u00f6\u00dfe \u00d6sterreich B\u00e4ckerei N\u00fcrnberg W\u00fcrzburg sch\u00f6n f\u00fcr M\u00fcnchen"
        },
        {
            "iso-8859-1",
            "S\u00e3o Bras\u00edlia Goi\u00e2nia Jo\u00e3o Concei\u00e7\u00e3o Bel\u00e9m Macei\u00f3 cora\u00e7\u00e3o informa\u00e7\u00e3o n\u00e3o \u00c9vora Set\u00fabal licen\u00e7a"
        },
        {
            "windows-1250",
            "\u0141\u00f3d\u017a Krak\u00f3w Gda\u0144sk Pozna\u0144 Wroc\u0142aw \u017ar\u00f3d\u0142o \u017c\u00f3\u0142ty Cz\u0119stochowa Bia\u0142ystok \u015bwi\u0119to Rzesz\u00f3w Toru\u0144"
        },
        {
            "iso-8859-2",
            "\u0141\u00f3d\u017a Krak\u00f3w Gda\u0144sk Pozna\u0144 Wroc\u0142aw \u017ar\u00f3d\u0142o \u017c\u00f3\u0142ty Cz\u0119stochowa Bia\u0142ystok \u015bwi\u0119to Rzesz\u00f3w Toru\u0144"
        },
        {
            "windows-1251",
            "\u041c\u043e\u0441\u043a\u0432\u0430 \u041a\u0430\u0437\u0430\u043d\u044c \u041d\u043e\u0432\u043e\u0441\u0438\u0431\u0438\u0440\u0441\u043a \u0418\u0432\u0430\u043d\u043e\u0432 \u0443\u043b\u0438\u0446\u0430 \u0434\u043e\u043c \u043a\u0432\u0430\u0440\u0442\u0438\u0440\u0430 \u0433\u043e\u0440\u043e\u0434 \u043a\u043d\u0438\u0433\u0430"
        },
        {
            "koi8-r",
            "\u041c\u043e\u0441\u043a\u0432\u0430 \u041a\u0430\u0437\u0430\u043d\u044c \u041d\u043e\u0432\u043e\u0441\u0438\u0431\u0438\u0440\u0441\u043a \u0418\u0432\u0430\u043d\u043e\u0432 \u0443\u043b\u0438\u0446\u0430 \u0434\u043e\u043c \u043a\u0432\u0430\u0440\u0442\u0438\u0440\u0430 \u0433\u043e\u0440\u043e\u0434 \u043a\u043d\u0438\u0433\u0430"
        },
        {
            "iso-8859-7",
            "\u0391\u03b8\u03ae\u03bd\u03b1 \u0398\u03b5\u03c3\u03c3\u03b1\u03bb\u03bf\u03bd\u03af\u03ba\u03b7 \u03a0\u03ac\u03c4\u03c1\u03b1 \u039b\u03ac\u03c1\u03b9\u03c3\u03b1 \u0392\u03cc\u03bb\u03bf\u03c2 \u03a7\u03b1\u03bd\u03b9\u03ac \u039c\u03b1\u03c1\u03af\u03b1 \u03b4\u03c1\u03cc\u03bc\u03bf\u03c2 \u03c0\u03cc\u03bb\u03b7"
        },
        {
            "shift_jis",
            "\u6771\u4eac \u5927\u962a \u4eac\u90fd\u5e02 \u6a2a\u6d5c \u540d\u53e4\u5c4b \u682a\u5f0f\u4f1a\u793e \u3055\u304f\u3089 \u3072\u3089\u304c\u306a \u30ab\u30bf\u30ab\u30ca \u5317\u6d77\u9053 \u5343\u8449"
        },
        {
            "euc-jp",
            "\u6771\u4eac \u5927\u962a \u4eac\u90fd\u5e02 \u6a2a\u6d5c \u540d\u53e4\u5c4b \u682a\u5f0f\u4f1a\u793e \u3055\u304f\u3089 \u3072\u3089\u304c\u306a \u30ab\u30bf\u30ab\u30ca \u5317\u6d77\u9053 \u5343\u8449"
        },
        {
            "gb18030",
            "\u5317\u4eac\u5e02 \u4e0a\u6d77 \u5e7f\u5dde \u6df1\u5733\u5e02 \u6210\u90fd \u676d\u5dde\u5e02 \u91cd\u5e86 \u6b66\u6c49 \u897f\u5b89 \u82cf\u5dde \u5929\u6d25"
        },
        {
            "euc-kr",
            "\uc11c\uc6b8\ud2b9\ubcc4\uc2dc \ubd80\uc0b0 \ub300\uad6c \uc778\ucc9c \uad11\uc8fc \ub300\uc804 \uc6b8\uc0b0 \uc218\uc6d0 \uace0\uc591\uc2dc \uc6a9\uc778"
        }
    };

    @Test
    void otherEncodingsAreKnownByTheirWords() {
        for (String[] language : LANGUAGES) {
            StringBuilder table = new StringBuilder("id,name,amount\n");
            int row = 0;
            for (String word : language[1].split(" ")) {
                table.append(++row).append(',').append(word).append(",12.5\n");
            }
            EncodingGuess guess = guess(table.toString(), language[0]);
            byte[] bytes = table.toString().getBytes(Charset.forName(language[0]));
            assertEquals(table.toString(), new String(bytes, guess.charset()), guess + " for " + language[0]);
            assertTrue(guess.isSureEnough() && guess.percent() < 100, guess + " for " + language[0]);
        }
    }

    @Test
    void whatCouldBeTwoEncodingsIsNotSure() {
        String taiwan =
                "\u53f0\u5317\u5e02 \u9ad8\u96c4 \u65b0\u7af9\u7e23 \u53f0\u4e2d \u6843\u5712 \u82b1\u84ee\u7e23 \u81fa\u5357 \u57fa\u9686 \u5609\u7fa9 \u5c4f\u6771 \u5f70\u5316";
        EncodingGuess guess = guess(taiwan.replace(' ', '\n'), "big5");
        assertTrue(!guess.isSureEnough(), guess.toString());
    }
}
