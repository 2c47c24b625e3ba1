package dev.weir.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XsdPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            quoteCharacter = '`',
            value = {
                // pattern ~ texts that match ~ texts that do not, separated by ; (\n is a line feed)
                "abc ~ abc ~ ab;abcd;xabc;ABC",
                "^abc$ ~ abc ~ ab;^abc$",
                "^abc ~ abc ~ abcd",
                "abc\\$ ~ abc$ ~ abc",
                "^a$|^b$ ~ a;b ~ ab;^b;a$",
                "a|b^ ~ a;b^ ~ b",
                "a$b ~ a$b ~ ab",
                "(ab|c)*d? ~ `;ab;abcab;abcd;d` ~ a;dd",
                "[a-z-[aeiou]]+ ~ bcd;xyz ~ abc;e",
                "[a-z-[aeiou-[e]]]+ ~ bed ~ bad",
                "[^a-c] ~ d;€;- ~ a;dd",
                "[^a-z-[0-9]]+ ~ ABC ~ a1;A1",
                "[a-c\\-x]+ ~ a-x ~ d",
                "[-a]+ ~ -a ~ b",
                "[a-]+ ~ -a ~ b",
                "[A-Z0-9._%+-]+ ~ A.B_%+- ~ a",
                "[\\^a]+ ~ ^a ~ b",
                "[a^]+ ~ a^ ~ b",
                "[.]+ ~ .. ~ a",
                ". ~ a;€;😀 ~ \\n;\\r;ab",
                "\\s+ ~ ` ;\t;\\n` ~ \u00a0;a",
                "\\S ~ \u00a0;a ~ ` `",
                "\\d+ ~ 123;٣٤ ~ a;12a",
                "\\D ~ a ~ 1;٣",
                "\\w+ ~ aé1$+ ~ a b;a.b;a-b;_",
                "\\W ~ .;-;_ ~ a;+",
                "\\i\\c* ~ a-b.c;_1;:x;é ~ 1a;-a",
                "\\I ~ 1;- ~ a",
                "\\C ~ /;+ ~ a;1;-",
                "\\p{Lu}\\p{Ll}* ~ Äb;Abc ~ abc;A1",
                "\\P{L}+ ~ 12. ~ a",
                "\\p{IsBasicLatin}+ ~ az09~ ~ é",
                "\\p{IsLatin-1Supplement}+ ~ é ~ e",
                "\\p{IsGreek}+ ~ αβ ~ a",
                "\\P{IsBasicLatin}+ ~ é ~ e",
                "[\\p{L}-[\\p{Lu}]]+ ~ aé ~ A",
                "[\\i-[:]][\\c-[:]]* ~ a-b ~ a:b;:a",
                "a{2} ~ aa ~ a;aaa",
                "a{2,} ~ aa;aaaa ~ a",
                "a{0,2} ~ `;a;aa` ~ aaa",
                "\\(\\)\\[\\]\\{\\}\\*\\+\\?\\.\\|\\\\ ~ ()[]{}*+?.|\\ ~ a",
                "\\/\\@\\_\\# ~ /@_# ~ a",
                "(?:a|b)c ~ ac;bc ~ c",
                "[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,} ~ a.b@c-d.org ~ a@b;@b.org",
                "() ~ `` ~ a",
                "a\\\\$ ~ a\\ ~ a\\$;a",
                "^ab|cd$ ~ ab;cd ~ abcd;^ab",
                "(^a) ~ ^a ~ a",
                "(a$)b ~ a$b ~ ab",
                "^(a|b$)$ ~ a;b$ ~ b",
                "a{10} ~ aaaaaaaaaa ~ aaaaaaaaa",
                "a{0} ~ `` ~ a",
                "a?b* ~ `;a;b;ab;abb` ~ aa;ba",
                "[a-c-e]+ ~ a-e ~ d",
                "[!-\\/]+ ~ !/ ~ 0",
                "[\\t-\\r]+ ~ \\n ~ a",
                "[^^]+ ~ a ~ ^",
                "[a-zA-Z-[aA]]+ ~ bB ~ a;A",
                "\\~\\! ~ ~! ~ a",
                "\\p{Nd}+ ~ 1٣ ~ a",
                "\\p{L}\\P{Nd} ~ ab;a. ~ a1;11",
                "[\\P{L}]+ ~ 12 ~ a",
                "[\\S\\s]+ ~ a b ~ ``",
                "[\\D\\d]+ ~ a1 ~ ``",
                "[^\\S]+ ~ ` ` ~ a",
                "x\\n\\r\\ty ~ x\\n\\r\ty ~ a",
                "[^\\d\\s]+ ~ abc ~ a1;a b",
            })
    void patternsMeanWhatXmlSchemaSays(String pattern, String right, String wrong) {
        Pattern compiled = XsdPattern.compile(pattern);
        for (String text : right.split(";", -1)) {
            assertTrue(compiled.matches(plain(text)), pattern + " must match " + text);
        }
        for (String text : wrong.split(";", -1)) {
            assertFalse(compiled.matches(plain(text)), pattern + " must not match " + text);
        }
    }

    private static String plain(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "(a",
                "a)",
                "[",
                "[]",
                "[a",
                "]",
                "{",
                "}",
                "a{",
                "a{1",
                "a{1,",
                "a{2,1}",
                "a{1001}",
                "*",
                "+a",
                "?",
                "a**",
                "a+?",
                "a{2}{3}",
                "(?=a)",
                "(?!a)",
                "(?i)a",
                "(?<n>a)",
                "\\b",
                "\\A",
                "\\1",
                "\\x41",
                "\\u0041",
                "\\Q",
                "\\p",
                "\\pL",
                "\\p{",
                "\\p{Xx}",
                "\\p{IsNowhere}",
                "[z-a]",
                "[a-\\d]",
                "[a[b]]",
                "[a-z-[b]c]",
                "\\",
                "a|*",
                "(a",
                "a{1x}",
                "a{1,2",
                "a{,2}",
                "a{12345}",
                "a{1,12345}",
                "[a-",
                "[^]",
                "[^",
                "[\\",
                "\\-\\a",
                "\\€",
                "\\p{}",
                "\\p{Lxx}",
                "\\p{Is}",
                "[\\d-z]x[",
                "(?:a",
                "\\ ",
                "((a{1000}){1000}){1000}"
            })
    void whatCannotBeTranslatedIsRefused(String pattern) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> XsdPattern.compile(pattern));
        assertFalse(refusal.getMessage().isEmpty());
    }

    @Test
    void explosivePatternsAreLinear() {
        String text = "a".repeat(20_000);
        for (String pattern : new String[] {"(a+)+b", "(a|a)*b", "(a*)*b", "(.*)(.*)(.*)(.*)b", "(a|aa)+b"}) {
            assertFalse(XsdPattern.compile(pattern).matches(text), pattern);
        }
    }

    @Test
    void deepNestingIsRefusedNotAStackOverflow() {
        String deep = "(".repeat(10_000) + ")".repeat(10_000);
        assertThrows(IllegalArgumentException.class, () -> XsdPattern.compile(deep));
        assertThrows(IllegalArgumentException.class, () -> XsdPattern.compile("[a-".repeat(10_000)));
    }

    @Test
    void setsAreTheirOwnComplementTwice() {
        CodePoints words = UnicodeSets.words();
        CodePoints others = words.complement();
        CodePoints again = others.complement();
        for (int codePoint = 0; codePoint <= CodePoints.MAX; codePoint += 7) {
            boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
            assertEquals(!surrogate && !words.contains(codePoint), others.contains(codePoint));
            assertEquals(words.contains(codePoint), again.contains(codePoint));
        }
    }
}
