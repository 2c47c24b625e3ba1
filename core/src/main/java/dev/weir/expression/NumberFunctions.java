package dev.weir.expression;

import dev.weir.expression.Function.Family;
import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.expression.kernel.NumberCells;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on numbers. Exact, but for those that say how many digits they give. */
final class NumberFunctions {
    static final List<Function> TABLE = List.of(
            of("ABS", "integer", "integer", "without its sign", "ABS(-3)", "3"),
            of("ABS", "number", "number", "without its sign", "ABS(-0.5)", "0.5"),
            of("SIGN", "number", "integer", "-1, 0 or 1", "SIGN(-0.5)", "-1"),
            of("ROUND", "integer", "integer", "itself", "ROUND(7)", "7"),
            of("ROUND", "number", "number", "to a whole number, halves away from zero", "ROUND(-2.5)", "-3"),
            of(
                    "ROUND",
                    "number, integer",
                    "number",
                    "to n digits behind the point (before it where n is negative), halves away from zero; a constant n"
                            + " is how many digits are written",
                    "ROUND(2.345, 2)",
                    "2.35"),
            of(
                    "TRUNC",
                    "number, integer?",
                    "number",
                    "cut to n digits behind the point, 0 without n",
                    "TRUNC(-2.79, 1)",
                    "-2.7"),
            of("CEIL", "number", "integer", "the least integer that is not less", "CEIL(-2.5)", "-2"),
            of("FLOOR", "number", "integer", "the greatest integer that is not greater", "FLOOR(-2.5)", "-3"),
            of(
                    "MOD",
                    "integer, integer",
                    "integer",
                    "the remainder, of the sign of the first: x % y",
                    "MOD(-7, 3)",
                    "-1"),
            of(
                    "MOD",
                    "number, number",
                    "number",
                    "the remainder, of the sign of the first: x % y",
                    "MOD(7.5, 2)",
                    "1.5"),
            of("DIV", "number, number", "integer", "the quotient without its fraction", "DIV(-7, 2)", "-3"),
            of(
                    "POWER",
                    "number, number",
                    "number",
                    "exact for whole exponents from 0 on, 34 digits for negative ones, else 15 digits",
                    "POWER(1.1, 3)",
                    "1.331"),
            of("SQRT", "number", "number", "the square root, 34 digits", "SQRT(2.25)", "1.5"),
            of("EXP", "number", "number", "e to the power, 15 digits", "EXP(0)", "1"),
            of("LN", "number", "number", "natural logarithm, 15 digits", "LN(1)", "0"),
            of("LOG10", "number", "number", "logarithm to base 10, 15 digits", "LOG10(1000)", "3"),
            of("LOG2", "number", "number", "logarithm to base 2, 15 digits", "LOG2(8)", "3"),
            of("SIN", "number", "number", "sine, 15 digits", "SIN(0)", "0"),
            of("COS", "number", "number", "cosine, 15 digits", "COS(0)", "1"),
            of("TAN", "number", "number", "tangent, 15 digits", "TAN(0)", "0"),
            of("ASIN", "number", "number", "arc sine, 15 digits", "ASIN(0)", "0"),
            of("ACOS", "number", "number", "arc cosine, 15 digits", "ACOS(1)", "0"),
            of("ATAN", "number", "number", "arc tangent, 15 digits", "ATAN(0)", "0"),
            of(
                    "ATAN2",
                    "number, number",
                    "number",
                    "angle of the point (x, y) from ATAN2(y, x), 15 digits",
                    "ATAN2(0, 1)",
                    "0"),
            of("DEGREES", "number", "number", "radians as degrees, 15 digits", "DEGREES(0)", "0"),
            of("RADIANS", "number", "number", "degrees as radians, 15 digits", "RADIANS(180)", "3.14159265358979"),
            of("PI", "", "number", "15 digits of pi", "PI()", "3.14159265358979"),
            of("IS_NAN", "number", "boolean", "whether it is NaN", "IS_NAN(CAST('NaN' AS DECIMAL))", "true"),
            of(
                    "IS_FINITE",
                    "number",
                    "boolean",
                    "whether it is neither NaN nor an infinity",
                    "IS_FINITE(1.5)",
                    "true"));

    private NumberFunctions() {}

    private static Function of(
            String name, String arguments, String result, String summary, String example, String expected) {
        return new Function(Family.NUMBER, name, arguments, result, summary, example, expected);
    }

    static @Nullable Cell cell(Function function) {
        return switch (function.key()) {
            case "ABS(integer)" -> NumberCells::absInteger;
            case "ABS(number)" -> NumberCells::abs;
            case "SIGN(number)" -> NumberCells::sign;
            case "ROUND(integer)" -> NumberCells::same;
            case "ROUND(number)", "ROUND(number, integer)" -> NumberCells::round;
            case "TRUNC(number, integer?)" -> NumberCells::trunc;
            case "CEIL(number)" -> NumberCells::ceil;
            case "FLOOR(number)" -> NumberCells::floor;
            case "DIV(number, number)" -> NumberCells::div;
            case "POWER(number, number)" -> NumberCells::power;
            case "SQRT(number)" -> NumberCells::sqrt;
            case "EXP(number)" -> NumberCells.approximate("EXP", StrictMath::exp);
            case "LN(number)" -> NumberCells.approximate("LN", StrictMath::log);
            case "LOG10(number)" -> NumberCells.approximate("LOG10", StrictMath::log10);
            case "LOG2(number)" -> NumberCells.approximate("LOG2", NumberCells::log2);
            case "SIN(number)" -> NumberCells.approximate("SIN", StrictMath::sin);
            case "COS(number)" -> NumberCells.approximate("COS", StrictMath::cos);
            case "TAN(number)" -> NumberCells.approximate("TAN", StrictMath::tan);
            case "ASIN(number)" -> NumberCells.approximate("ASIN", StrictMath::asin);
            case "ACOS(number)" -> NumberCells.approximate("ACOS", StrictMath::acos);
            case "ATAN(number)" -> NumberCells.approximate("ATAN", StrictMath::atan);
            case "ATAN2(number, number)" -> NumberCells::atan2;
            case "DEGREES(number)" -> NumberCells.approximate("DEGREES", x -> x * 180 / StrictMath.PI);
            case "RADIANS(number)" -> NumberCells.approximate("RADIANS", x -> x / 180 * StrictMath.PI);
            case "PI()" -> (in, row, out) -> NumberCells.put(StrictMath.PI, "PI", out);
            case "IS_NAN(number)" -> NumberCells::isNan;
            case "IS_FINITE(number)" -> NumberCells::isFinite;
            default -> null;
        };
    }
}
