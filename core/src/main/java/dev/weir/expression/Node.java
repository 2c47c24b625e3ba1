package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a parse tree, with its place in the text: {@code at} to {@code end}. Immutable. Spellings that mean the same
 * ({@code !=}, {@code SUBSTRING(x FROM 1)}) are one node already, so that equal meanings have equal canonical text.
 */
sealed interface Node {
    int at();

    int end();

    /** A constant; {@code type} is null for NULL. {@code value} is of the class that {@code Row.value} names. */
    record Literal(@Nullable FieldType type, @Nullable Object value, String sql, int at, int end) implements Node {}

    record FieldRef(String name, int at, int end) implements Node {}

    /** {@code -}, {@code +} or {@code NOT}. */
    record Unary(String sign, Node operand, int at, int end) implements Node {}

    /** Arithmetic, {@code ||}, comparison, {@code AND}, {@code OR}. */
    record Binary(String sign, Node left, Node right, int signAt, int at, int end) implements Node {}

    /** {@code IS [NOT] NULL | TRUE | FALSE | UNKNOWN}: {@code what} is the word. */
    record Is(Node operand, String what, boolean negated, int at, int end) implements Node {}

    /** {@code IS [NOT] DISTINCT FROM}. */
    record Distinct(Node left, Node right, boolean negated, int at, int end) implements Node {}

    record Between(Node operand, Node low, Node high, boolean negated, int at, int end) implements Node {}

    record In(Node operand, List<Node> items, boolean negated, int at, int end) implements Node {}

    /** {@code LIKE} or {@code SIMILAR TO}. */
    record Like(Node operand, Node pattern, @Nullable Node escape, boolean similar, boolean negated, int at, int end)
            implements Node {}

    record When(Node test, Node then) {}

    record Case(
            @Nullable Node operand,
            List<When> whens,
            @Nullable Node otherwise,
            int at,
            int end) implements Node {}

    record Cast(Node operand, SqlType type, boolean trying, int at, int end) implements Node {}

    /** A function by its name in capitals; {@code star} for {@code COUNT(*)}. */
    record Call(
            String name,
            List<Node> arguments,
            boolean star,
            boolean distinct,
            @Nullable Order within,
            @Nullable Node filter,
            int at,
            int nameEnd,
            int end)
            implements Node {}

    /** {@code WITHIN GROUP (ORDER BY by [DESC])}. */
    record Order(Node by, boolean descending) {}

    /** The parts, in the order of the text. */
    default List<Node> children() {
        return Children.of(this);
    }
}
