package dev.weir.checklist;

import dev.weir.report.ErrorCode;
import java.util.List;
import java.util.Set;

/**
 * What is checked beside the schema, and which errors count. Source: the checklist of frictionless-py 5.
 *
 * @param checks in the order stated
 * @param picked the errors that count; empty for all
 * @param skipped errors that do not
 */
public record Checklist(List<Check> checks, Set<ErrorCode> picked, Set<ErrorCode> skipped) {
    /** No check more, every error counts. */
    public static final Checklist NONE = new Checklist(List.of(), Set.of(), Set.of());

    public Checklist {
        checks = List.copyOf(checks);
        picked = Set.copyOf(picked);
        skipped = Set.copyOf(skipped);
    }

    /**
     * Whether an error counts. What cannot be read at all (the file is not there, the descriptor is wrong, a check cannot
     * be made) counts unless it is skipped by name.
     */
    public boolean counts(ErrorCode code) {
        return !skipped.contains(code) && (picked.isEmpty() || picked.contains(code) || code.isStructural());
    }

    /** The same checks, with these errors picked and skipped where any are. */
    public Checklist with(Set<ErrorCode> pick, Set<ErrorCode> skip) {
        return new Checklist(checks, pick.isEmpty() ? picked : pick, skip.isEmpty() ? skipped : skip);
    }
}
