package dev.weir.run;

import dev.weir.process.OnError;
import dev.weir.report.ErrorLog;
import dev.weir.validate.RowChecks;
import org.jspecify.annotations.Nullable;

/** A check of the rows of a stream that steps have made. */
final class CheckNode extends Node implements KeyGroup.Member {
    private final Node input;
    private final QuarantineNode quarantine = new QuarantineNode(this);
    private final CheckStage stage;
    private final @Nullable KeyGroup keys;

    /** Checks all that the schema says. */
    CheckNode(Node input, OnError onError, ErrorLog log, KeyGroup keys) {
        this(input, RowChecks.of(input.schema), onError, log, keys);
    }

    /** @param keys the tables that are checked together; null where each row is looked at by itself */
    CheckNode(Node input, RowChecks checks, OnError onError, ErrorLog log, @Nullable KeyGroup keys) {
        super(input.resource, input.schema);
        this.input = input;
        this.keys = keys;
        this.stage = new CheckStage(
                resource,
                schema,
                checks,
                keys == null ? null : keys.join(this),
                onError,
                log,
                null,
                input.positions(),
                this::openTakers,
                quarantine::openTakers);
        input.takers.add(this);
    }

    @Override
    @Nullable
    KeyGroup checkedWith() {
        return keys;
    }

    @Override
    boolean isWhole() {
        return stage.onError == OnError.FAIL || stage.onError == OnError.KEEP;
    }

    QuarantineNode quarantine() {
        return quarantine;
    }

    @Override
    FeedNode origin() {
        return input.origin();
    }

    @Override
    Pipe open() {
        return new CheckPipe(stage);
    }

    @Override
    Positions positions() {
        return input.positions();
    }

    @Override
    void passed() {
        if (keys != null) {
            keys.passed(this);
        }
        super.passed();
        quarantine.passed();
    }

    @Override
    public ErrorLog log() {
        return stage.log;
    }

    @Override
    public @Nullable RowReader reader() {
        return null;
    }

    @Override
    public Node node() {
        return this;
    }
}
