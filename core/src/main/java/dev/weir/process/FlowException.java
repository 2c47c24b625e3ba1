package dev.weir.process;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.WeirException;
import java.util.List;

/** A flow that cannot run: every finding, before row 1. */
public final class FlowException extends WeirException {
    private static final long serialVersionUID = 1L;
    private final transient List<Finding> findings;

    public FlowException(List<Finding> findings) {
        super(String.join("\n", findings.stream().map(Finding::toString).toList()));
        this.findings = List.copyOf(findings);
    }

    /** A finding without a place: whoever knows the file adds it. */
    public FlowException(String message) {
        this(List.of(new Finding("", Json.Place.NONE, message)));
    }

    public List<Finding> findings() {
        return findings;
    }
}
