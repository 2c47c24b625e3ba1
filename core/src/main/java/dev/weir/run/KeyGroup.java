package dev.weir.run;

import dev.weir.report.ErrorCode;
import dev.weir.report.ErrorLog;
import dev.weir.row.Row;
import dev.weir.validate.PackageKeys;
import dev.weir.validate.RowLookup;
import dev.weir.validate.TableKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables that one step checks together: their keys and the foreign keys between them, judged when all their rows
 * have passed.
 */
final class KeyGroup implements AutoCloseable {
    private final PackageKeys keys;
    private final List<String> names;
    private final int limitErrors;
    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Rejected> rejected = new HashMap<>();
    private final Map<String, KeyFindings> findings = new HashMap<>();
    private int waiting;

    /** A table of the group. */
    interface Member {
        Node node();

        ErrorLog log();

        /** Reads rows again; null where no source holds them. */
        @Nullable
        RowReader reader();
    }

    /** Which rows of a table are in error by its keys, and by which one first. */
    static final class Rejected {
        private final Map<Long, Reason> reasons = new HashMap<>();

        record Reason(ErrorCode code, @Nullable String field, String note) {}

        @Nullable
        Reason reason(long label) {
            return reasons.get(label);
        }
    }

    /**
     * @param names the tables of the group
     * @param keys their keys, in the order of {@code names}
     */
    KeyGroup(List<String> names, PackageKeys keys, int limitErrors) {
        this.names = names;
        this.keys = keys;
        this.limitErrors = limitErrors;
    }

    TableKeys join(Member member) {
        String name = member.node().resource;
        members.put(name, member);
        rejected.put(name, new Rejected());
        waiting++;
        return keys.table(names.indexOf(name));
    }

    /** Whether a table has keys, so that rows may yet be found in error when all have passed. */
    boolean hasKeys(String name) {
        return !keys.table(names.indexOf(name)).isEmpty();
    }

    Rejected rejected(String name) {
        return java.util.Objects.requireNonNull(rejected.get(name));
    }

    /** All rows of a member have passed: its keys are judged, and with the last member's the foreign keys. */
    void passed(Member member) {
        String name = member.node().resource;
        Rejected rejects = rejected(name);
        RowReader reader = member.reader();
        KeyFindings found = new KeyFindings(
                member.node().schema,
                member.node().positions(),
                reader,
                member.log(),
                limitErrors,
                (label, reason) -> rejects.reasons.putIfAbsent(label, reason));
        findings.put(name, found);
        RowLookup lookup = reader == null ? new Unconfirmed(member.node().schema) : reader;
        keys.table(names.indexOf(name)).finish(lookup, found::duplicate);
        found.flush();
        waiting--;
        if (waiting == 0) {
            keys.finish((table, key, label) -> {
                KeyFindings of = findings.get(names.get(table));
                if (of != null) {
                    of.unmatched(key, label);
                }
            });
            findings.values().forEach(KeyFindings::flush);
        }
    }

    /** Has {@code feed} wait until all keys are judged: until the rows of all members have passed. */
    void whenJudged(FeedNode feed) {
        members.values().forEach(member -> feed.needs.add(member.node().origin()));
    }

    /** Rows that steps have made are kept nowhere: keys with equal hashes of 128 bits are taken to be equal. */
    private record Unconfirmed(dev.weir.descriptor.Schema schema) implements RowLookup {
        @Override
        public void read(long[] labels, int count, Rows sink) {
            Row row =
                    dev.weir.row.ValueRow.of(schema, new Object[schema.fields().size()]);
            for (int i = 0; i < count; i++) {
                sink.row(i, row);
            }
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
