package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one expression by operator precedence (Pratt): OR, AND, NOT, IS, comparison, BETWEEN IN LIKE, ||, + -, * / %,
 * sign. Forms that begin with a word are in {@link CallParser}.
 */
final class Parser {
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int IS = 4;
    private static final int COMPARISON = 5;
    private static final int PREDICATE = 6;
    private static final int JOIN = 7;
    private static final int SUM = 8;
    private static final int PRODUCT = 9;
    private static final int SIGN = 10;
    private static final int MAX_NESTING = 250;
    private static final int MAX_DEPTH = 500;

    /** Words that are no field names unless quoted: those that would make an expression ambiguous. */
    static final Set<String> RESERVED = Set.of(
            "AND",
            "AS",
            "BETWEEN",
            "CASE",
            "CURRENT_DATE",
            "CURRENT_TIMESTAMP",
            "ELSE",
            "END",
            "FALSE",
            "IN",
            "IS",
            "LIKE",
            "LOCALTIMESTAMP",
            "NOT",
            "NULL",
            "OR",
            "THEN",
            "TRUE",
            "WHEN");

    private final List<Token> tokens;
    private final CallParser calls = new CallParser(this);
    private int next;
    private int depth;

    Parser(String sql) {
        this.tokens = Lexer.tokens(sql);
    }

    /** The expression, and behind it the end of the text. */
    Node whole() {
        Node node = named();
        end();
        return node;
    }

    /** The expression; a name may follow it. */
    Node named() {
        Node node = expression();
        checkDepth(node);
        return node;
    }

    void end() {
        if (peek().kind() != Token.Kind.END) {
            throw unexpected(peek(), peek().isWord("AS") ? "no name is wanted here" : "an operator was expected");
        }
    }

    /** Refuses a tree that is too deep for those who walk it: long chains of operators too. */
    private static void checkDepth(Node root) {
        ArrayDeque<Node> level = new ArrayDeque<>(List.of(root));
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > MAX_DEPTH) {
                throw new ExpressionException(
                        "more than " + MAX_DEPTH + " operators one on another",
                        level.getFirst().at(),
                        0);
            }
            for (int left = level.size(); left > 0; left--) {
                level.addAll(level.removeFirst().children());
            }
        }
    }

    /** The name behind {@code AS} at the end of the text, or null where there is none. */
    @Nullable
    String alias() {
        if (!acceptWord("AS")) {
            return null;
        }
        Token name = advance();
        boolean quoted = name.kind() == Token.Kind.QUOTED;
        if (!quoted && name.kind() != Token.Kind.WORD) {
            throw unexpected(name, "a name was expected behind AS");
        }
        return name.text();
    }

    Node expression() {
        return expression(0);
    }

    private Node expression(int binding) {
        if (++depth > MAX_NESTING) {
            throw new ExpressionException(
                    "more than " + MAX_NESTING + " expressions inside each other", peek().at(), 0);
        }
        Node left = prefix();
        while (true) {
            int power = power(peek());
            if (power <= binding) {
                depth--;
                return left;
            }
            left = infix(left, power);
        }
    }

    private Node prefix() {
        Token token = peek();
        if (token.isWord("NOT")) {
            next++;
            Node operand = expression(NOT - 1);
            return new Node.Unary("NOT", operand, token.at(), operand.end());
        }
        if (token.isSign("-") || token.isSign("+")) {
            next++;
            Node operand = expression(SIGN);
            return new Node.Unary(token.text(), operand, token.at(), operand.end());
        }
        return primary();
    }

    private Node primary() {
        Token token = advance();
        switch (token.kind()) {
            case NUMBER:
                return Literals.number(token);
            case STRING:
                return Literals.text(token);
            case QUOTED:
                if (peek().isSign("(")) {
                    throw unexpected(token, "a function's name is written without quotes");
                }
                return new Node.FieldRef(token.text(), token.at(), token.end());
            case WORD:
                return word(token);
            default:
                break;
        }
        if (!token.isSign("(")) {
            throw unexpected(token, "a value was expected");
        }
        Node inner = expression();
        expect(")");
        return inner;
    }

    private Node word(Token token) {
        String upper = token.upper();
        switch (upper) {
            case "NULL":
                return new Node.Literal(null, null, "NULL", token.at(), token.end());
            case "TRUE", "FALSE":
                return new Node.Literal(FieldType.BOOLEAN, upper.equals("TRUE"), upper, token.at(), token.end());
            case "CASE":
                return calls.choice(token);
            default:
                break;
        }
        Node form = calls.form(token, upper);
        if (form != null) {
            return form;
        }
        if (RESERVED.contains(upper)) {
            throw unexpected(token, "a value was expected; a field of that name is written \"" + token.text() + "\"");
        }
        return new Node.FieldRef(token.text(), token.at(), token.end());
    }

    private int power(Token token) {
        if (token.kind() == Token.Kind.SIGN) {
            return switch (token.text()) {
                case "=", "<>", "!=", "<", "<=", ">", ">=" -> COMPARISON;
                case "||" -> JOIN;
                case "+", "-" -> SUM;
                case "*", "/", "%" -> PRODUCT;
                default -> 0;
            };
        }
        if (token.kind() != Token.Kind.WORD) {
            return 0;
        }
        return switch (token.upper()) {
            case "OR" -> OR;
            case "AND" -> AND;
            case "IS" -> IS;
            case "NOT", "BETWEEN", "IN", "LIKE", "ILIKE", "SIMILAR" -> PREDICATE;
            default -> 0;
        };
    }

    private Node infix(Node left, int power) {
        Token token = advance();
        return switch (power) {
            case IS -> is(left);
            case PREDICATE -> predicate(left, token);
            default -> {
                Node right = expression(power);
                if (power == COMPARISON && power(peek()) == COMPARISON) {
                    throw unexpected(peek(), "comparisons do not chain; write a < b AND b < c");
                }
                String sign = token.text().equals("!=") ? "<>" : token.upper();
                yield new Node.Binary(sign, left, right, token.at(), left.at(), right.end());
            }
        };
    }

    private Node is(Node left) {
        boolean negated = acceptWord("NOT");
        Token what = advance();
        if (what.isWord("DISTINCT")) {
            expectWord("FROM");
            Node right = expression(COMPARISON);
            return new Node.Distinct(left, right, negated, left.at(), right.end());
        }
        if (!what.isWord("NULL") && !what.isWord("TRUE") && !what.isWord("FALSE") && !what.isWord("UNKNOWN")) {
            throw unexpected(what, "behind IS stands NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
        }
        return new Node.Is(left, what.upper(), negated, left.at(), what.end());
    }

    private Node predicate(Node left, Token first) {
        boolean negated = first.isWord("NOT");
        Token token = negated ? advance() : first;
        switch (token.upper()) {
            case "BETWEEN" -> {
                Node low = expression(PREDICATE);
                expectWord("AND");
                Node high = expression(PREDICATE);
                return new Node.Between(left, low, high, negated, left.at(), high.end());
            }
            case "IN" -> {
                expect("(");
                List<Node> items = list();
                return new Node.In(left, items, negated, left.at(), expect(")").end());
            }
            case "LIKE", "SIMILAR" -> {
                boolean similar = token.isWord("SIMILAR");
                if (similar) {
                    expectWord("TO");
                }
                Node pattern = expression(PREDICATE);
                Node escape = acceptWord("ESCAPE") ? expression(PREDICATE) : null;
                int end = escape == null ? pattern.end() : escape.end();
                return new Node.Like(left, pattern, escape, similar, negated, left.at(), end);
            }
            case "ILIKE" -> {
                Node pattern = expression(PREDICATE);
                return new Node.Like(lower(left), lower(pattern), null, false, negated, left.at(), pattern.end());
            }
            default -> throw unexpected(token, "behind NOT stands BETWEEN, IN, LIKE, ILIKE or SIMILAR TO");
        }
    }

    private static Node lower(Node text) {
        return new Node.Call("LOWER", List.of(text), false, false, null, null, text.at(), text.end(), text.end());
    }

    /** An operand that ends before IN. */
    Node operandBeforeIn() {
        return expression(PREDICATE);
    }

    /** Expressions with commas between them, one at least. */
    List<Node> list() {
        List<Node> items = new ArrayList<>();
        do {
            items.add(expression());
        } while (accept(","));
        return items;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token advance() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean accept(String sign) {
        boolean found = peek().isSign(sign);
        next += found ? 1 : 0;
        return found;
    }

    boolean acceptWord(String word) {
        boolean found = peek().isWord(word);
        next += found ? 1 : 0;
        return found;
    }

    Token expect(String sign) {
        if (!peek().isSign(sign)) {
            throw unexpected(peek(), "'" + sign + "' was expected");
        }
        return advance();
    }

    Token expectWord(String word) {
        if (!peek().isWord(word)) {
            throw unexpected(peek(), word + " was expected");
        }
        return advance();
    }

    static ExpressionException unexpected(Token token, String why) {
        return new ExpressionException(
                "unexpected " + token.shown() + ": " + why, token.at(), token.end() - token.at());
    }
}
