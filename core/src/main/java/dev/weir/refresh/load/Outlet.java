package dev.weir.refresh.load;

import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows at one place of a plan on their way to all who need them. */
public final class Outlet {
    private final Schema schema;
    private final Set<Integer> sources;
    private final boolean ascends;
    private final List<LoadNode> nodes = new ArrayList<>();
    private int ended;

    /**
     * @param sources numbers of the sources that the rows are made of
     * @param ascends whether the rows come in the order of their labels
     */
    Outlet(Schema schema, Set<Integer> sources, boolean ascends) {
        this.schema = schema;
        this.sources = Set.copyOf(sources);
        this.ascends = ascends;
    }

    /** An outlet of rows of the same sources, in the same order. */
    Outlet with(Schema other) {
        return new Outlet(other, sources, ascends);
    }

    Schema schema() {
        return schema;
    }

    Set<Integer> sources() {
        return sources;
    }

    boolean ascends() {
        return ascends;
    }

    void to(LoadNode node) {
        nodes.add(node);
    }

    /** The names of the fields whose cells the nodes look at; null for all. */
    @Nullable
    Set<String> fields() {
        Set<String> all = new HashSet<>();
        for (LoadNode node : nodes) {
            Set<String> its = node.fields();
            if (its == null) {
                return null;
            }
            all.addAll(its);
        }
        return all;
    }

    /** Several nodes may hand rows in. */
    synchronized void push(LoadedRows rows) {
        nodes.forEach(node -> node.take(rows));
    }

    /** What is to be done with rows, each by itself, in any order or at the same time. */
    public List<Runnable> tasks(LoadedRows rows) {
        List<Runnable> tasks = new ArrayList<>();
        nodes.forEach(node -> tasks.add(() -> node.take(rows)));
        return tasks;
    }

    /** One of so many nodes has handed in all of its rows. */
    synchronized void endOf(int inputs) {
        ended++;
        if (ended == inputs) {
            end();
        }
    }

    /** All rows have come. */
    void end() {
        nodes.forEach(LoadNode::end);
    }

    /** What is to be done when all rows have come, each by itself, in any order or at the same time. */
    public List<Runnable> ends() {
        List<Runnable> ends = new ArrayList<>();
        nodes.forEach(node -> ends.add(node::end));
        return ends;
    }
}
