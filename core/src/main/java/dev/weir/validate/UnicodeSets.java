package dev.weir.validate;

import java.lang.Character.UnicodeBlock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sets of code points that XML Schema's patterns name. Categories and blocks are those of the Unicode version that
 * this Java knows. Spec: https://www.w3.org/TR/xmlschema-2/#regexs
 */
final class UnicodeSets {
    static final CodePoints SPACE = CodePoints.of('\t', '\n', '\r', ' ');
    static final CodePoints DOT = CodePoints.of('\n', '\r').complement();

    /** XML's NameStartChar. */
    static final CodePoints INITIAL = CodePoints.ofRanges(
            ':', ':', 'A', 'Z', '_', '_', 'a', 'z', 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x2FF, 0x370, 0x37D, 0x37F, 0x1FFF,
            0x200C, 0x200D, 0x2070, 0x218F, 0x2C00, 0x2FEF, 0x3001, 0xD7FF, 0xF900, 0xFDCF, 0xFDF0, 0xFFFD, 0x10000,
            0xEFFFF);

    /** XML's NameChar. */
    static final CodePoints NAME =
            INITIAL.or(CodePoints.ofRanges('-', '.', '0', '9', 0xB7, 0xB7, 0x300, 0x36F, 0x203F, 0x2040));

    private static final Map<String, Integer> CATEGORIES = Map.ofEntries(
            category("Lu", Character.UPPERCASE_LETTER),
            category("Ll", Character.LOWERCASE_LETTER),
            category("Lt", Character.TITLECASE_LETTER),
            category("Lm", Character.MODIFIER_LETTER),
            category("Lo", Character.OTHER_LETTER),
            category("Mn", Character.NON_SPACING_MARK),
            category("Mc", Character.COMBINING_SPACING_MARK),
            category("Me", Character.ENCLOSING_MARK),
            category("Nd", Character.DECIMAL_DIGIT_NUMBER),
            category("Nl", Character.LETTER_NUMBER),
            category("No", Character.OTHER_NUMBER),
            category("Pc", Character.CONNECTOR_PUNCTUATION),
            category("Pd", Character.DASH_PUNCTUATION),
            category("Ps", Character.START_PUNCTUATION),
            category("Pe", Character.END_PUNCTUATION),
            category("Pi", Character.INITIAL_QUOTE_PUNCTUATION),
            category("Pf", Character.FINAL_QUOTE_PUNCTUATION),
            category("Po", Character.OTHER_PUNCTUATION),
            category("Zs", Character.SPACE_SEPARATOR),
            category("Zl", Character.LINE_SEPARATOR),
            category("Zp", Character.PARAGRAPH_SEPARATOR),
            category("Sm", Character.MATH_SYMBOL),
            category("Sc", Character.CURRENCY_SYMBOL),
            category("Sk", Character.MODIFIER_SYMBOL),
            category("So", Character.OTHER_SYMBOL),
            category("Cc", Character.CONTROL),
            category("Cf", Character.FORMAT),
            category("Co", Character.PRIVATE_USE),
            category("Cn", Character.UNASSIGNED));

    private static final Map<String, CodePoints> FOUND = new ConcurrentHashMap<>();

    private UnicodeSets() {}

    private static Map.Entry<String, Integer> category(String name, byte type) {
        return Map.entry(name, 1 << type);
    }

    static CodePoints digits() {
        return FOUND.computeIfAbsent("Nd", name -> ofTypes(1 << Character.DECIMAL_DIGIT_NUMBER));
    }

    /** All but punctuation, separators and others. */
    static CodePoints words() {
        return FOUND.computeIfAbsent(
                "\\w", name -> ofTypes(types("P") | types("Z") | types("C")).complement());
    }

    /** A category ({@code Lu}, {@code L}) or block ({@code IsBasicLatin}), or null where there is none of the name. */
    static @Nullable CodePoints named(String name) {
        CodePoints found = FOUND.get(name);
        if (found == null) {
            found = name.startsWith("Is") ? block(name.substring(2)) : ofCategory(name);
            if (found != null) {
                FOUND.put(name, found);
            }
        }
        return found;
    }

    private static @Nullable CodePoints ofCategory(String name) {
        int types = name.isEmpty() || name.length() > 2 ? 0 : types(name);
        return types == 0 ? null : ofTypes(types);
    }

    private static int types(String prefix) {
        int types = 0;
        for (Map.Entry<String, Integer> category : CATEGORIES.entrySet()) {
            if (category.getKey().startsWith(prefix)) {
                types |= category.getValue();
            }
        }
        return types;
    }

    private static CodePoints ofTypes(int types) {
        int[] ranges = new int[4096];
        int length = 0;
        for (int codePoint = 0; codePoint <= CodePoints.MAX; codePoint++) {
            if ((1 << Character.getType(codePoint) & types) != 0 && !isSurrogate(codePoint)) {
                if (length > 0 && ranges[length - 1] == codePoint - 1) {
                    ranges[length - 1] = codePoint;
                } else {
                    ranges[length++] = codePoint;
                    ranges[length++] = codePoint;
                }
            }
        }
        return CodePoints.ofRanges(Arrays.copyOf(ranges, length));
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= 0xD800 && codePoint <= 0xDFFF;
    }

    /** A block by its Unicode name without blanks. Blocks begin and end at multiples of 16. */
    private static @Nullable CodePoints block(String name) {
        UnicodeBlock block;
        try {
            block = UnicodeBlock.forName(name);
        } catch (IllegalArgumentException noSuchBlock) {
            return null;
        }
        int first = -1;
        int last = -1;
        for (int codePoint = 0; codePoint <= CodePoints.MAX; codePoint += 16) {
            if (UnicodeBlock.of(codePoint) == block) {
                first = first < 0 ? codePoint : first;
                last = codePoint + 15;
            }
        }
        return first < 0 || isSurrogate(first) ? CodePoints.NONE : CodePoints.of(first, last);
    }
}
