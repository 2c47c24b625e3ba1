package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Nearest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what begins with a word: CASE, CAST, typed literals, function calls and the standard's calls with words inside. */
final class CallParser {
    private final Parser parser;

    CallParser(Parser parser) {
        this.parser = parser;
    }

    Node choice(Token start) {
        Node operand = parser.peek().isWord("WHEN") ? null : parser.expression();
        List<Node.When> whens = new ArrayList<>();
        while (parser.acceptWord("WHEN")) {
            Node test = parser.expression();
            parser.expectWord("THEN");
            whens.add(new Node.When(test, parser.expression()));
        }
        if (whens.isEmpty()) {
            throw Parser.unexpected(parser.peek(), "WHEN was expected");
        }
        Node otherwise = parser.acceptWord("ELSE") ? parser.expression() : null;
        if (!parser.peek().isWord("END")) {
            throw Parser.unexpected(
                    parser.peek(), otherwise == null ? "WHEN, ELSE or END was expected" : "END was expected");
        }
        return new Node.Case(
                operand, whens, otherwise, start.at(), parser.advance().end());
    }

    /** The form that the word {@code start} begins, or null where it is a plain name. */
    @Nullable
    Node form(Token start, String upper) {
        Token second = parser.peek();
        if (second.kind() == Token.Kind.STRING) {
            FieldType type = switch (upper) {
                case "DATE" -> FieldType.DATE;
                case "TIME" -> FieldType.TIME;
                case "TIMESTAMP" -> FieldType.DATETIME;
                default -> null;
            };
            if (type != null) {
                return Literals.temporal(type, parser.advance(), start.at());
            }
            if (upper.equals("INTERVAL")) {
                return interval(start);
            }
        }
        if (upper.equals("CURRENT_DATE") || upper.equals("CURRENT_TIMESTAMP") || upper.equals("LOCALTIMESTAMP")) {
            if (parser.accept("(")) {
                parser.expect(")");
            }
            return call(upper, List.of(), start, start.end());
        }
        return second.isSign("(") ? call(start, upper) : null;
    }

    private Node interval(Token start) {
        Token amount = parser.advance();
        Token unit = parser.peek();
        if (unit.kind() != Token.Kind.WORD || Parser.RESERVED.contains(unit.upper())) {
            return Literals.interval(amount, null, null, start.at(), amount.end());
        }
        parser.advance();
        Token toUnit = parser.acceptWord("TO") ? parser.advance() : null;
        return Literals.interval(amount, unit, toUnit, start.at(), (toUnit == null ? unit : toUnit).end());
    }

    private static Node.Call call(String name, List<Node> arguments, Token start, int end) {
        return new Node.Call(name, arguments, false, false, null, null, start.at(), start.end(), end);
    }

    private Node call(Token start, String name) {
        parser.expect("(");
        return switch (name) {
            case "CAST", "TRY_CAST" -> cast(start, name.equals("TRY_CAST"));
            case "EXTRACT" -> extract(start);
            case "SUBSTRING" -> worded(start, name, "FROM", "FOR");
            case "OVERLAY" -> worded(start, name, "PLACING", "FROM", "FOR");
            case "POSITION" -> position(start);
            case "TRIM" -> trim(start);
            default -> plain(start, name);
        };
    }

    private Node cast(Token start, boolean trying) {
        Node operand = parser.expression();
        parser.expectWord("AS");
        SqlType type = type();
        return new Node.Cast(
                operand, type, trying, start.at(), parser.expect(")").end());
    }

    private SqlType type() {
        Token name = parser.advance();
        FieldType type = name.kind() == Token.Kind.WORD ? SqlType.named(name.upper()) : null;
        if (type == null) {
            throw new ExpressionException(
                    "no type is called " + name.shown() + Nearest.hint(name.text(), SqlType.names()),
                    name.at(),
                    name.end() - name.at());
        }
        if (name.isWord("DOUBLE")) {
            parser.acceptWord("PRECISION");
        }
        if (name.isWord("CHAR") || name.isWord("CHARACTER")) {
            parser.acceptWord("VARYING");
        }
        int digits = -1;
        int scale = -1;
        boolean sized = type == FieldType.NUMBER || type == FieldType.STRING || type == FieldType.DATETIME;
        if (sized && parser.accept("(")) {
            digits = count();
            scale = parser.accept(",") ? count() : type == FieldType.NUMBER ? 0 : -1;
            parser.expect(")");
        }
        boolean zone = name.isWord("TIMESTAMPTZ");
        if (type == FieldType.DATETIME || type == FieldType.TIME) {
            zone |= zone();
        }
        String size = digits < 0 || type == FieldType.DATETIME
                ? ""
                : "(" + digits + (type == FieldType.NUMBER ? ", " + scale : "") + ")";
        return new SqlType(SqlType.sql(type) + size + (zone ? " WITH TIME ZONE" : ""), type, digits, scale, zone);
    }

    private int count() {
        Token token = parser.advance();
        if (token.kind() != Token.Kind.NUMBER || !token.text().matches("[0-9]{1,6}")) {
            throw Parser.unexpected(token, "a whole number was expected");
        }
        return Integer.parseInt(token.text());
    }

    private boolean zone() {
        boolean with = parser.peek().isWord("WITH");
        if (with || parser.peek().isWord("WITHOUT")) {
            parser.advance();
            parser.expectWord("TIME");
            parser.expectWord("ZONE");
        }
        return with;
    }

    private Node extract(Token start) {
        Token part = parser.advance();
        if (part.kind() != Token.Kind.WORD && part.kind() != Token.Kind.STRING) {
            throw Parser.unexpected(part, "a part was expected: YEAR, MONTH, DAY, HOUR …");
        }
        parser.expectWord("FROM");
        Node operand = parser.expression();
        Node.Literal name =
                new Node.Literal(FieldType.STRING, part.upper(), Literals.quoted(part.upper()), part.at(), part.end());
        return call(
                "DATE_PART", List.of(name, operand), start, parser.expect(")").end());
    }

    /** {@code NAME(x WORD y WORD z)}, or with commas. */
    private Node worded(Token start, String name, String... words) {
        List<Node> arguments = new ArrayList<>(List.of(parser.expression()));
        if (parser.peek().isSign(",")) {
            while (parser.accept(",")) {
                arguments.add(parser.expression());
            }
        } else {
            for (String word : words) {
                if (parser.acceptWord(word)) {
                    arguments.add(parser.expression());
                } else if (arguments.size() == 1
                        && name.equals("SUBSTRING")
                        && parser.peek().isWord("FOR")) {
                    arguments.add(new Node.Literal(FieldType.INTEGER, 1L, "1", start.at(), start.end()));
                }
            }
        }
        return call(name, arguments, start, parser.expect(")").end());
    }

    private Node position(Token start) {
        Node sought = parser.operandBeforeIn();
        boolean comma = parser.accept(",");
        if (!comma) {
            parser.expectWord("IN");
        }
        Node text = parser.expression();
        return call("POSITION", List.of(sought, text), start, parser.expect(")").end());
    }

    private Node trim(Token start) {
        Token side = parser.peek();
        boolean sided = (side.isWord("BOTH") || side.isWord("LEADING") || side.isWord("TRAILING"))
                && !parser.peekSecond().isSign(")")
                && !parser.peekSecond().isSign(",");
        if (sided) {
            parser.advance();
        }
        String name = sided && side.isWord("LEADING") ? "LTRIM" : sided && side.isWord("TRAILING") ? "RTRIM" : "TRIM";
        List<Node> arguments = new ArrayList<>();
        if (parser.acceptWord("FROM")) {
            arguments.add(parser.expression());
        } else {
            arguments.add(parser.expression());
            if (parser.acceptWord("FROM")) {
                arguments.add(0, parser.expression());
            } else if (parser.accept(",")) {
                arguments.add(parser.expression());
            }
        }
        return call(name, arguments, start, parser.expect(")").end());
    }

    private Node plain(Token start, String name) {
        List<Node> arguments = List.of();
        boolean star = parser.accept("*");
        boolean distinct = !star
                && parser.peek().isWord("DISTINCT")
                && !parser.peekSecond().isSign(")");
        if (distinct) {
            parser.advance();
        }
        if (!star && !parser.peek().isSign(")")) {
            arguments = parser.list();
        }
        if (!parser.peek().isSign(")")) {
            throw Parser.unexpected(parser.peek(), "an operator, ',' or ')' was expected");
        }
        int end = parser.expect(")").end();
        Node.Order within = null;
        if (parser.peek().isWord("WITHIN") && parser.peekSecond().isWord("GROUP")) {
            parser.advance();
            parser.advance();
            parser.expect("(");
            parser.expectWord("ORDER");
            parser.expectWord("BY");
            Node by = parser.expression();
            boolean descending = parser.acceptWord("DESC");
            if (!descending) {
                parser.acceptWord("ASC");
            }
            within = new Node.Order(by, descending);
            end = parser.expect(")").end();
        }
        Node filter = null;
        if (parser.peek().isWord("FILTER") && parser.peekSecond().isSign("(")) {
            parser.advance();
            parser.expect("(");
            parser.expectWord("WHERE");
            filter = parser.expression();
            end = parser.expect(")").end();
        }
        return new Node.Call(
                Function.canonical(name), arguments, star, distinct, within, filter, start.at(), start.end(), end);
    }
}
