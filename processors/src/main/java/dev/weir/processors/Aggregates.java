package dev.weir.processors;

import java.util.List;

/** Words for {@link Flow#aggregate}: {@code aggregate(by("currency"), sum("euros").as("total"), count().as("orders"))}. */
public final class Aggregates {
    private Aggregates() {}

    /** The keys of an aggregate: SQL expressions, {@code AS} a name where one is no field; none: one row of all. */
    public static By by(String... keys) {
        return new By(List.of(keys), "", false);
    }

    public static Aggregate count() {
        return new Aggregate("COUNT(*)");
    }

    /** How many rows have a value. */
    public static Aggregate count(String expression) {
        return new Aggregate("COUNT(" + expression + ")");
    }

    public static Aggregate sum(String expression) {
        return new Aggregate("SUM(" + expression + ")");
    }

    public static Aggregate avg(String expression) {
        return new Aggregate("AVG(" + expression + ")");
    }

    public static Aggregate min(String expression) {
        return new Aggregate("MIN(" + expression + ")");
    }

    public static Aggregate max(String expression) {
        return new Aggregate("MAX(" + expression + ")");
    }

    /** Any SQL expression over aggregates: {@code aggregate("SUM(a) / COUNT(*)")}. */
    public static Aggregate aggregate(String sql) {
        return new Aggregate(sql);
    }

    /**
     * What rows are grouped by, and where the result goes.
     *
     * @param to the resource to make; empty: the rows replace those of their own
     * @param orderFirst whether groups come in order of first appearance instead of key order
     */
    public record By(List<String> keys, String to, boolean orderFirst) {
        public By {
            keys = List.copyOf(keys);
        }

        public By withTo(String resource) {
            return new By(keys, resource, orderFirst);
        }

        public By withOrderFirst() {
            return new By(keys, to, true);
        }
    }

    /** An aggregate that has no name yet. */
    public record Aggregate(String sql) {
        public Named as(String field) {
            return new Named(field, sql);
        }
    }

    /** An aggregate and the field that it makes. */
    public record Named(String field, String sql) {}
}
