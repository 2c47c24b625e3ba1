package dev.weir.expression.kernel;

import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.row.Column;
import dev.weir.row.Slices;
import org.jspecify.annotations.Nullable;

/** Texts joined, and matched with patterns of their own, cell by cell. */
public final class JoinCells {
    private JoinCells() {}

    /** LIKE with a pattern of its own in each row. */
    public static Cell like(@Nullable String escape, boolean negated) {
        return (in, row, out) -> {
            Slices text = TextCells.slices(in[0]);
            String pattern = TextCells.slices(in[1]).text(row);
            String problem = LikeKernel.problem(pattern, escape);
            if (problem != null) {
                out.putBad(problem);
            } else {
                out.put(LikeKernel.matches(text.bytes, text.start(row), text.end(row), pattern, escape) ^ negated);
            }
        };
    }

    /** Joins all operands, a missing one makes the result missing. */
    public static void join(Column[] in, int row, Output out) {
        int length = 0;
        for (Column column : in) {
            Slices text = TextCells.slices(column);
            length = TextCells.write(out, length, text.bytes, text.start(row), text.end(row));
        }
        out.putWritten(length);
    }

    /** Joins the operands that are not missing, the first between them where {@code separated}. */
    public static Cell concat(boolean separated) {
        return (in, row, out) -> {
            if (separated && in[0].isNull(row)) {
                out.putNull();
                return;
            }
            int length = 0;
            boolean first = true;
            for (int i = separated ? 1 : 0; i < in.length; i++) {
                if (!in[i].isNull(row)) {
                    if (separated && !first) {
                        Slices mark = TextCells.slices(in[0]);
                        length = TextCells.write(out, length, mark.bytes, mark.start(row), mark.end(row));
                    }
                    Slices text = TextCells.slices(in[i]);
                    length = TextCells.write(out, length, text.bytes, text.start(row), text.end(row));
                    first = false;
                }
            }
            out.putWritten(length);
        };
    }
}
