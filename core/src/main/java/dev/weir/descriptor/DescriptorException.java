package dev.weir.descriptor;

import java.util.List;

/** A descriptor that cannot be used: the file and every finding, never the first only. */
public final class DescriptorException extends WeirException {
    private static final long serialVersionUID = 1L;
    private final String file;
    private final transient List<Finding> findings;

    public DescriptorException(String file, List<Finding> findings) {
        super(message(file, findings));
        this.file = file;
        this.findings = List.copyOf(findings);
    }

    /** The file as its user named it. */
    public String file() {
        return file;
    }

    public List<Finding> findings() {
        return findings;
    }

    private static String message(String file, List<Finding> findings) {
        StringBuilder message = new StringBuilder();
        for (Finding finding : findings) {
            message.append(message.length() == 0 ? "" : "\n");
            message.append(file).append(finding.place().line() > 0 ? ":" : ": ").append(finding);
        }
        return message.toString();
    }
}
