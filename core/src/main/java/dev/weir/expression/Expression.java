package dev.weir.expression;

import dev.weir.descriptor.Schema;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A SQL expression over the fields of a row, read but not yet typed. Immutable.
 *
 * <p>Names of fields are case-sensitive and quoted by {@code "} where they are no plain words; words of SQL and names of
 * functions are in any case. Equal expressions have equal canonical text. Errors: {@link ExpressionException}, with the
 * place in the text.
 */
public final class Expression {
    private final Node root;
    private final String sql;
    private final @Nullable String alias;
    private final RunInputs inputs;

    private Expression(Node root, @Nullable String alias) {
        this(root, Printer.sql(root), alias, RunInputs.NONE);
    }

    private Expression(Node root, String sql, @Nullable String alias, RunInputs inputs) {
        this.root = root;
        this.sql = sql;
        this.alias = alias;
        this.inputs = inputs;
    }

    public static Expression parse(String sql) {
        return new Expression(new Parser(sql).whole(), null);
    }

    /** The expression that is the field called {@code name}, whatever characters it has. */
    public static Expression field(String name) {
        return parse('"' + name.replace("\"", "\"\"") + '"');
    }

    /** Reads an expression that may be followed by {@code AS name}. */
    public static Expression parseNamed(String sql) {
        Parser parser = new Parser(sql);
        Node root = parser.named();
        String alias = parser.alias();
        parser.end();
        return new Expression(root, alias);
    }

    /** The same expression for a run: what CURRENT_DATE and the like are; without, they are an error. */
    public Expression with(RunInputs inputs) {
        return new Expression(root, sql, alias, inputs);
    }

    /** Canonical text: what equal expressions share, however they were spelled; without the name. */
    public String sql() {
        return sql;
    }

    /** The name behind AS, else of a plain field reference the field; else null. */
    public @Nullable String alias() {
        if (alias != null) {
            return alias;
        }
        return root instanceof Node.FieldRef field ? field.name() : null;
    }

    /** The names of the fields that the expression reads, in the order of the text. */
    public Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>();
        collect(root, fields);
        return fields;
    }

    private static void collect(Node node, Set<String> fields) {
        if (node instanceof Node.FieldRef field) {
            fields.add(field.name());
        }
        for (Node child : node.children()) {
            collect(child, fields);
        }
    }

    /** Whether an aggregate function is called. */
    public boolean isAggregate() {
        return AggregateBinder.isAggregate(root);
    }

    /** Types the expression against a schema. */
    public Bound bind(Schema schema) {
        return new BoundScalar(new Binder(schema, inputs).bind(root));
    }

    /** Types a scalar expression over aggregates: {@code SUM(a) / COUNT(*)}. */
    public BoundAggregate bindAggregate(Schema schema) {
        return AggregateBinder.bind(root, schema, inputs);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression that && sql.equals(that.sql) && java.util.Objects.equals(alias, that.alias);
    }

    @Override
    public int hashCode() {
        return sql.hashCode();
    }

    @Override
    public String toString() {
        return alias == null ? sql : sql + " AS " + Printer.name(alias);
    }
}
