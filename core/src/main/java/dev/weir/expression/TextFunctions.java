package dev.weir.expression;

import dev.weir.expression.Function.Family;
import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.expression.kernel.TextCells;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on text. Positions and lengths count code points, from 1. */
final class TextFunctions {
    static final List<Function> TABLE = List.of(
            of("UPPER", "string", "string", "in capitals, by Unicode, no locale", "UPPER('straße')", "STRASSE"),
            of("LOWER", "string", "string", "in small letters, by Unicode, no locale", "LOWER('ÀB')", "àb"),
            of(
                    "INITCAP",
                    "string",
                    "string",
                    "the first letter of each word in capitals, the others small",
                    "INITCAP('new YORK-city')",
                    "New York-City"),
            of(
                    "TRIM",
                    "string, string?",
                    "string",
                    "without the given characters (blanks) at both ends; also TRIM(BOTH c FROM x)",
                    "TRIM(BOTH 'x' FROM 'xxaxx')",
                    "a"),
            of(
                    "LTRIM",
                    "string, string?",
                    "string",
                    "without them at the start; also TRIM(LEADING c FROM x)",
                    "LTRIM('  a ') || '.'",
                    "a ."),
            of(
                    "RTRIM",
                    "string, string?",
                    "string",
                    "without them at the end; also TRIM(TRAILING c FROM x)",
                    "RTRIM('a00', '0')",
                    "a"),
            of("LENGTH", "string", "integer", "how many code points", "LENGTH('weiß😀')", "5"),
            of("OCTET_LENGTH", "string", "integer", "how many bytes in UTF-8", "OCTET_LENGTH('weiß')", "5"),
            of(
                    "SUBSTRING",
                    "string, integer, integer?",
                    "string",
                    "from a position, and so many; also SUBSTRING(x FROM a FOR b)",
                    "SUBSTRING('frictionless' FROM 9 FOR 3)",
                    "les"),
            of(
                    "LEFT",
                    "string, integer",
                    "string",
                    "the first n; all but the last -n where n is negative",
                    "LEFT('order-7', 5)",
                    "order"),
            of(
                    "RIGHT",
                    "string, integer",
                    "string",
                    "the last n; all but the first -n where n is negative",
                    "RIGHT('order-7', 1)",
                    "7"),
            of(
                    "POSITION",
                    "string, string",
                    "integer",
                    "where the first is found in the second, 0 where it is not; written POSITION(a IN b)",
                    "POSITION('b' IN 'abc')",
                    "2"),
            of(
                    "STRPOS",
                    "string, string",
                    "integer",
                    "where the second is found in the first, 0 where it is not",
                    "STRPOS('abc', 'c')",
                    "3"),
            of(
                    "REPLACE",
                    "string, string, string",
                    "string",
                    "every occurrence of the second replaced by the third",
                    "REPLACE('1,234,567', ',', '')",
                    "1234567"),
            of(
                    "TRANSLATE",
                    "string, string, string",
                    "string",
                    "each character of the second replaced by the one at its place in the third, or left out",
                    "TRANSLATE('a-b_c', '-_', '/')",
                    "a/bc"),
            of(
                    "OVERLAY",
                    "string, string, integer, integer?",
                    "string",
                    "a part replaced: OVERLAY(x PLACING y FROM a FOR b)",
                    "OVERLAY('2023-01' PLACING '2024' FROM 1 FOR 4)",
                    "2024-01"),
            of(
                    "LPAD",
                    "string, integer, string?",
                    "string",
                    "filled to a length in front, or cut to it",
                    "LPAD('7', 3, '0')",
                    "007"),
            of(
                    "RPAD",
                    "string, integer, string?",
                    "string",
                    "filled to a length behind, or cut to it",
                    "RPAD('7', 3, '.')",
                    "7.."),
            of("REPEAT", "string, integer", "string", "so many times", "REPEAT('ab', 2)", "abab"),
            of("REVERSE", "string", "string", "code points from last to first", "REVERSE('abc')", "cba"),
            of(
                    "STARTS_WITH",
                    "string, string",
                    "boolean",
                    "whether it begins with the second",
                    "STARTS_WITH('order-7', 'order')",
                    "true"),
            of(
                    "ENDS_WITH",
                    "string, string",
                    "boolean",
                    "whether it ends with the second",
                    "ENDS_WITH('a.csv', '.csv')",
                    "true"),
            of("CONTAINS", "string, string", "boolean", "whether the second is in it", "CONTAINS('abc', 'd')", "false"),
            of(
                    "SPLIT_PART",
                    "string, string, integer",
                    "string",
                    "the nth part between separators, from 1, or from the end where n is negative; empty where there"
                            + " is none",
                    "SPLIT_PART('a/b/c', '/', 2)",
                    "b"),
            of(
                    "REGEXP_LIKE",
                    "string, string, string?",
                    "boolean",
                    "whether a part matches the RE2 pattern, a constant; flags: i, s, m",
                    "REGEXP_LIKE('A-17', '^[A-Z]-\\d+$')",
                    "true"),
            of(
                    "REGEXP_REPLACE",
                    "string, string, string, string?",
                    "string",
                    "every match replaced, \\1 being the first group; flags: i, s, m",
                    "REGEXP_REPLACE('2024-05-01', '(\\d+)-(\\d+)-(\\d+)', '\\3.\\2.\\1')",
                    "01.05.2024"),
            of(
                    "REGEXP_SUBSTR",
                    "string, string, integer?",
                    "string",
                    "the first match, or a group of it; missing where there is none",
                    "REGEXP_SUBSTR('id=42;', 'id=(\\d+)', 1)",
                    "42"),
            of("REGEXP_COUNT", "string, string", "integer", "how many matches", "REGEXP_COUNT('a1b22', '\\d+')", "2"),
            of(
                    "ASCII",
                    "string",
                    "integer",
                    "the number of the first code point, 0 for an empty text",
                    "ASCII('A')",
                    "65"),
            of("CHR", "integer", "string", "the code point of a number", "CHR(8364)", "€"),
            of(
                    "MD5",
                    "string",
                    "string",
                    "hash of the UTF-8 bytes, in hexadecimal",
                    "MD5('weir')",
                    "57c6838eabf401f73f6dd50093408e33"),
            of(
                    "SHA256",
                    "string",
                    "string",
                    "hash of the UTF-8 bytes, in hexadecimal",
                    "LEFT(SHA256('weir'), 8)",
                    "9e1bd4e5"),
            of("HEX", "string", "string", "the UTF-8 bytes in hexadecimal", "HEX('ß')", "C39F"));

    private TextFunctions() {}

    private static Function of(
            String name, String arguments, String result, String summary, String example, String expected) {
        return new Function(Family.TEXT, name, arguments, result, summary, example, expected);
    }

    /** How one cell is computed; {@code constants} are the values of constant arguments, null for others. */
    static @Nullable Cell cell(Function function, List<Typed> arguments) {
        return switch (function.name()) {
            case "UPPER" -> TextCells::upper;
            case "LOWER" -> TextCells::lower;
            case "INITCAP" -> TextCells::initcap;
            case "TRIM" -> TextCells.trim(true, true);
            case "LTRIM" -> TextCells.trim(true, false);
            case "RTRIM" -> TextCells.trim(false, true);
            case "LENGTH" -> TextCells::length;
            case "OCTET_LENGTH" -> TextCells::octets;
            case "SUBSTRING" -> TextCells::substring;
            case "LEFT" -> TextCells::left;
            case "RIGHT" -> TextCells::right;
            case "POSITION" -> (in, row, out) -> TextCells.position(in[1], in[0], row, out);
            case "STRPOS" -> (in, row, out) -> TextCells.position(in[0], in[1], row, out);
            case "REPLACE" -> TextCells::replace;
            case "TRANSLATE" -> TextCells::translate;
            case "OVERLAY" -> TextCells::overlay;
            case "LPAD" -> (in, row, out) -> TextCells.pad(in, row, out, true);
            case "RPAD" -> (in, row, out) -> TextCells.pad(in, row, out, false);
            case "REPEAT" -> TextCells::repeat;
            case "REVERSE" -> TextCells::reverse;
            case "STARTS_WITH" -> TextCells::startsWith;
            case "ENDS_WITH" -> TextCells::endsWith;
            case "CONTAINS" -> TextCells::contains;
            case "SPLIT_PART" -> TextCells::splitPart;
            case "ASCII" -> TextCells::ascii;
            case "CHR" -> TextCells::chr;
            case "MD5" -> TextCells.digest("MD5");
            case "SHA256" -> TextCells.digest("SHA-256");
            case "HEX" -> TextCells::hex;
            default -> function.name().startsWith("REGEXP_") ? Patterns.cell(function.name(), arguments) : null;
        };
    }
}
