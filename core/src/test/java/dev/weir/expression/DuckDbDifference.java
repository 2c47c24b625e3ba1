package dev.weir.expression;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How Weir's expressions differ from DuckDB's on purpose. The same list is in the documentation. */
enum DuckDbDifference {
    /** Division by zero is an error of the cell; DuckDB gives NULL. */
    DIVISION_BY_ZERO(
            "`x / 0` and `x % 0` are an error of that cell; DuckDB gives NULL, or refuses the query for decimals") {
        @Override
        boolean explains(String sql, String weir, String duck, String type) {
            return weir.startsWith("error: division by zero");
        }
    },
    /** Division and roots are decimals of 34 digits; DuckDB's are binary floating point. */
    FLOATING_POINT("`/` and `SQRT` give decimals of 34 digits; DuckDB gives floating point, which is near") {
        @Override
        boolean explains(String sql, String weir, String duck, String type) {
            return type.equals("DOUBLE") && near(weir, duck);
        }
    },
    /** An error in an operand that does not decide the result does no harm; DuckDB gives up the query. */
    ERROR_THAT_DOES_NOT_MATTER(
            "an error in an operand that does not decide the result (`FALSE AND 1 % 0 = 1`) does no harm; DuckDB gives"
                    + " up the query") {
        @Override
        boolean explains(String sql, String weir, String duck, String type) {
            return duck.equals("\\E") && sql.contains("%");
        }
    },
    /** Capitals by Unicode's full mapping; DuckDB maps one character to one. */
    CAPITAL_SHARP_S("`UPPER('ß')` is `SS`, by Unicode's full mapping; DuckDB gives `ẞ`") {
        @Override
        boolean explains(String sql, String weir, String duck, String type) {
            boolean length = sql.contains("LENGTH(UPPER(");
            return sql.contains("UPPER(") && (length || weir.replace("SS", "ẞ").equals(duck));
        }
    },
    /** Weeks begin on Monday; DuckDB counts whole spans of seven days. */
    WEEKS("`DATE_DIFF('week', …)` counts Mondays, as for every other part; DuckDB counts whole spans of seven days") {
        @Override
        boolean explains(String sql, String weir, String duck, String type) {
            return sql.contains("DATE_DIFF('week'");
        }
    };

    private final String summary;

    DuckDbDifference(String summary) {
        this.summary = summary;
    }

    String summary() {
        return summary;
    }

    abstract boolean explains(String sql, String weir, String duck, String type);

    /** The name of the first difference that explains a cell, or null. */
    static @Nullable String of(String sql, String weir, String duck, String type) {
        for (DuckDbDifference difference : values()) {
            if (difference.explains(sql, weir, duck, type)) {
                return difference.name();
            }
        }
        return null;
    }

    private static boolean near(String weir, String duck) {
        if (!weir.matches("-?[0-9.]+") || !duck.matches("-?[0-9.]+(e[-+]?[0-9]+)?")) {
            return false;
        }
        BigDecimal a = new BigDecimal(weir);
        BigDecimal b = new BigDecimal(duck);
        BigDecimal allowed = a.abs().max(b.abs()).max(BigDecimal.ONE).movePointLeft(12);
        return a.subtract(b).abs().compareTo(allowed) <= 0;
    }
}
