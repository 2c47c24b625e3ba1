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
        this("", findings);
    }

    /** @param file the flow file as its user named it, {@code ""} where there is none */
    public FlowException(String file, List<Finding> findings) {
        super(message(file, findings));
        this.findings = List.copyOf(findings);
    }

    /** A finding without a place: whoever knows the file adds it. */
    public FlowException(String message) {
        this(List.of(new Finding("", Json.Place.NONE, message)));
    }

    public List<Finding> findings() {
        return findings;
    }

    private static String message(String file, List<Finding> findings) {
        List<String> lines = findings.stream()
                .map(finding -> file.isEmpty()
                        ? finding.toString()
                        : file + (finding.place().line() > 0 ? ":" : ": ") + finding)
                .toList();
        return String.join("\n", lines);
    }
}
