package dev.weir.checklist;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Evaluator;
import dev.weir.expression.Expression;
import dev.weir.expression.ExpressionException;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;

/**
 * A condition is true for every row. A row for which it is not known, because a cell is missing, is an error, as in
 * frictionless-py.
 *
 * @param formula as it was stated: SQL, or Python as far as {@link PythonFormula} reads it
 */
record RowConstraint(String formula) implements Check {
    static RowConstraint of(Settings settings) {
        String formula = settings.text("formula");
        if (!formula.isEmpty()) {
            try {
                Expression.parse(PythonFormula.toSql(formula, Schema.EMPTY));
            } catch (ExpressionException unreadable) {
                settings.problem("formula", "the formula cannot be read: " + unreadable.getMessage());
            }
        }
        return new RowConstraint(formula);
    }

    @Override
    public ErrorCode code() {
        return ErrorCode.ROW_CONSTRAINT;
    }

    @Override
    public TableCheck start(Schema schema) {
        Evaluator evaluator;
        try {
            evaluator = Expression.parse(PythonFormula.toSql(formula, schema))
                    .bind(schema)
                    .evaluator();
        } catch (ExpressionException unfit) {
            throw new CheckException("the check row-constraint \"" + formula + "\": " + unfit.getMessage());
        }
        return new Rows(evaluator, "the row constraint to conform is \"" + formula + "\"");
    }

    private static final class Rows extends TableCheck {
        private final Evaluator evaluator;
        private final String note;
        private int[] conforming = new int[0];

        Rows(Evaluator evaluator, String note) {
            this.evaluator = evaluator;
            this.note = note;
        }

        @Override
        public void rows(int pass, Batch batch, Found found) {
            if (conforming.length < batch.rows()) {
                conforming = new int[batch.rows()];
            }
            int count = evaluator.select(batch, conforming);
            int next = 0;
            for (int row = 0; row < batch.rows(); row++) {
                if (next < count && conforming[next] == row) {
                    next++;
                } else {
                    found.row(row, note);
                }
            }
        }
    }
}
