package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.Output;
import dev.weir.row.Column;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import java.nio.charset.StandardCharsets;

/** LISTAGG: the texts of a group in the order of their labels, a separator between them. */
public final class JoinTotals extends Multiset {
    private final byte[] separator;

    public JoinTotals(String separator) {
        super(FieldType.STRING, true);
        this.separator = separator.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Column result(int groups) {
        int[] order = sorted(true);
        Slices texts = ((TextColumn) values.column()).slices;
        Output output = new Output(FieldType.STRING);
        output.begin(groups);
        TextBuffer joined = new TextBuffer(256);
        int next = 0;
        for (int group = 0; group < groups; group++) {
            joined.clear();
            boolean first = true;
            for (; next < order.length && groupOf[order[next]] == group; next++) {
                for (long i = 0; i < weightOf[order[next]]; i++) {
                    if (!first) {
                        joined.put(separator);
                    }
                    first = false;
                    joined.put(texts.bytes, texts.start(order[next]), texts.end(order[next]));
                }
            }
            if (first) {
                output.putNull();
            } else {
                output.putText(joined.bytes, 0, joined.length);
            }
        }
        return output.finish();
    }
}
