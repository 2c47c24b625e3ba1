package dev.weir.descriptor;

/**
 * Holds a descriptor against the standard's text, version 2, without opening any data: every finding, never the first
 * only, each with its JSON Pointer, line and column.
 *
 * <p>Versions 0 and 1 are read by the standard's own compatibility notes; what only they restrict is a warning. A
 * property that is missing is named by the pointer that it would have. Where a field's type is unknown only that is
 * said, because what else the field may hold depends on it.
 *
 * @see <a href="https://datapackage.org/standard/data-package/">Data Package</a>
 */
public final class DescriptorCheck {
    private final boolean trusted;
    private final FieldRule rule;

    /**
     * @param trusted whether paths may leave the package
     * @param rule judges values by the field's type
     */
    public DescriptorCheck(boolean trusted, FieldRule rule) {
        this.trusted = trusted;
        this.rule = rule;
    }

    /** Neither trusting paths nor knowing types. */
    public DescriptorCheck() {
        this(false, FieldRule.NONE);
    }

    public Checked dataPackage(Json json) {
        NodeCheck root = NodeCheck.root(json, trusted, rule);
        PackageCheck.check(root);
        return root.checked();
    }

    public Checked resource(Json json) {
        NodeCheck root = NodeCheck.root(json, trusted, rule);
        ResourceCheck.check(root);
        return root.checked();
    }

    public Checked schema(Json json) {
        NodeCheck root = NodeCheck.root(json, trusted, rule);
        SchemaCheck.check(root);
        return root.checked();
    }

    public Checked field(Json json) {
        NodeCheck root = NodeCheck.root(json, trusted, rule);
        FieldCheck.check(root);
        return root.checked();
    }

    public Checked dialect(Json json) {
        NodeCheck root = NodeCheck.root(json, trusted, rule);
        DialectCheck.check(root);
        return root.checked();
    }
}
