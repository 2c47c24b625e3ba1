package example;

import dev.weir.process.*;

public final class MaskText implements Step {
    @Override
    public Spec spec() {
        return Spec.of("mask-text", "Each", "Hides all but the last characters of a text field.")
                .required("field", Option.Kind.TEXT, "the field")
                .option("keep", Option.Kind.INTEGER, "how many characters stay; by default 3");
    }

    @Override
    public Form form(Options options) {
        String field = options.text("field"), hidden = ".(?=.{" + options.integer("keep", 3) + "})";
        return Each.map(
                schema -> schema,
                row -> row.isNull(field) ? row : row.with(field, row.text(field).replaceAll(hidden, "*")));
    }
}
