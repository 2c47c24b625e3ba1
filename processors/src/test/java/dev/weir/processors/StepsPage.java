package dev.weir.processors;

import dev.weir.flow.Steps;
import dev.weir.process.Option;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import java.util.ArrayList;
import java.util.List;

/** The docs page of all steps, made of their specs. */
final class StepsPage {
    private StepsPage() {}

    static String of(Steps steps) {
        StringBuilder page = new StringBuilder();
        page.append("# Steps\n\n");
        page.append("What a flow is made of. Steps run in order on the package as it stands. A step works on all"
                + " tables unless\n"
                + "`resources` names some: a name, a list, or a regular expression between slashes; the steps that make"
                + " one\n"
                + "table of one (join, aggregate, sort-rows) must be told when there are several. The form says how a"
                + " step\n"
                + "runs on changes. This page is made of what the steps say about themselves.\n\n");
        page.append("| step | form | |\n|---|---|---|\n");
        for (Step step : steps.all()) {
            Spec spec = step.spec();
            page.append("| [")
                    .append(spec.name())
                    .append("](#")
                    .append(spec.name())
                    .append(") | ");
            page.append(spec.form()).append(" | ").append(cell(spec.summary())).append(" |\n");
        }
        for (Step step : steps.all()) {
            section(page, step.spec());
        }
        return page.toString();
    }

    private static void section(StringBuilder page, Spec spec) {
        page.append("\n## ")
                .append(spec.name())
                .append("\n\n")
                .append(spec.summary())
                .append("\n\n");
        page.append("| option | takes | |\n|---|---|---|\n");
        List<Option> options = new ArrayList<>(spec.options());
        if (spec.resources()) {
            options.add(new Option("resources", Option.Kind.TEXTS, false, "the tables that it works on"));
        }
        for (Option option : options) {
            String takes = option.choices().isEmpty()
                    ? option.kind().text()
                    : String.join(
                            ", ",
                            option.choices().stream().map(c -> "`" + c + "`").toList());
            page.append("| `").append(option.name()).append(option.required() ? "` (required) | " : "` | ");
            page.append(takes).append(" | ").append(cell(option.summary())).append(" |\n");
        }
        page.append("\n```yaml\n- ")
                .append(spec.name())
                .append(": ")
                .append(spec.example())
                .append("\n```\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
