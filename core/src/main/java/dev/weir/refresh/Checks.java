package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.refresh.check.RowsByKey;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the schemas of tables that are checked together promise, on what has changed: each row by itself, keys and foreign
 * keys by indexes. Which rows are in error follows from rows and indexes; it is not kept.
 *
 * <p>Of rows with one key all but the first have the error: a change of the first one puts the one in doubt that was, or
 * is, the next. A key that comes or goes puts all rows in doubt that refer to it.
 */
final class Checks {
    private final Map<String, CheckedTable> tables = new LinkedHashMap<>();
    private final List<CheckedTable> judged = new ArrayList<>();
    private final List<CheckedTable.Rule> indexed = new ArrayList<>();
    private final boolean judges;
    private final boolean isRebuilt;
    private boolean isTaken;

    /**
     * @param judges whether rows are judged; else the indexes take the change, and nothing is said of it
     * @param isRebuilt whether all rows go through, some at a time, and the first error refuses them
     */
    Checks(boolean judges, boolean isRebuilt) {
        this.judges = judges;
        this.isRebuilt = isRebuilt;
    }

    /** @param isJudged whether it is among those that are at work */
    void add(String name, CheckedTable table, boolean isJudged) {
        tables.put(name, table);
        if (isJudged) {
            judged.add(table);
        }
    }

    /**
     * Has a key or foreign key checked, of tables that are all there.
     *
     * @param isIndexed whether its indexes are among those that are at work; the others stand
     */
    void add(PlanWalk.KeyRule key, Function<String, SortedRuns> indexes, boolean isIndexed) {
        KeyIndex index = new KeyIndex(indexes.apply(key.rows().index()));
        RowsByKey target = key.target();
        KeyIndex referred = target == null ? null : new KeyIndex(indexes.apply(target.index()));
        CheckedTable.Rule rule =
                new CheckedTable.Rule(key.rows(), index, target, referred, key.key(), key.foreignKey());
        table(rule.rows()).add(rule);
        if (isIndexed) {
            indexed.add(rule);
        }
    }

    private CheckedTable table(RowsByKey rows) {
        return Objects.requireNonNull(tables.get(rows.table()));
    }

    /** Takes the change of all tables, once; several threads may ask. */
    synchronized void take() {
        if (isTaken) {
            return;
        }
        isTaken = true;
        indexed.forEach(this::index);
        if (isRebuilt) {
            judged.forEach(table -> table.requireRight(table.input.delta()));
        } else if (judges) {
            judged.forEach(table -> table.rules().forEach(rule -> doubt(table, rule)));
            judged.forEach(CheckedTable::judge);
        }
    }

    /** Where all rows have gone through: refuses them for what is wrong with their keys. */
    void finish() {
        judged.forEach(CheckedTable::requireKeys);
    }

    private void index(CheckedTable.Rule rule) {
        change(rule.index(), rule.rows());
        if (rule.referred() != null && rule.target() != null) {
            change(rule.referred(), rule.target());
        }
    }

    private void change(KeyIndex index, RowsByKey indexed) {
        Delta rows = table(indexed).input.delta();
        byte[][] keys = indexed.keys(rows);
        for (int i = 0; i < rows.size(); i++) {
            if (keys[i] != null) {
                index.change(keys[i], rows.label(i), rows.weight(i));
            }
        }
    }

    private void doubt(CheckedTable table, CheckedTable.Rule rule) {
        RowsByKey changed = rule.target() == null ? rule.rows() : rule.target();
        for (byte[] key : changed.keys(table(changed).input.delta())) {
            if (key == null) {
                continue;
            }
            KeyIndex referred = rule.referred();
            if (referred == null) {
                byte[] before = rule.index().first(key, Side.BEFORE);
                byte[] after = rule.index().first(key, Side.AFTER);
                if (before != null && after != null && !Arrays.equals(before, after)) {
                    table.doubt(before);
                    table.doubt(after);
                }
            } else if (referred.has(key, Side.BEFORE) != referred.has(key, Side.AFTER)) {
                rule.index().labels(key, Side.AFTER, table::doubt);
            }
        }
    }
}
