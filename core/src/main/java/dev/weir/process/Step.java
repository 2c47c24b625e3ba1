package dev.weir.process;

/**
 * A kind of step, found by {@code ServiceLoader}: its name and options, and how a processor is made of them.
 *
 * <p>A user's own step is one small class: {@link #spec}, and {@link #form} for a step that works on each selected
 * resource by itself (Each, Group, Scan, Whole). A step that adds, joins or removes resources overrides {@link
 * #processor}.
 */
public interface Step {
    Spec spec();

    /** The row half for one resource, made of checked options. */
    default Form form(Options options) {
        throw new IllegalStateException(
                "step '" + spec().name() + "' has no form: implement form(Options) or processor(Options)");
    }

    /** The step for a flow: by default {@link #form} applied to each resource that {@code resources:} selects. */
    default Processor processor(Options options) {
        return OnResources.of(spec().name(), options, form(options));
    }
}
