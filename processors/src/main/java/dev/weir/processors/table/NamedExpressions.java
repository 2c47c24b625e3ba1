package dev.weir.processors.table;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Pointer;
import dev.weir.expression.ExpressionException;
import dev.weir.process.FlowException;
import dev.weir.process.Options;
import java.util.List;

/** Places findings about the expressions of a map of names to expressions. */
final class NamedExpressions {
    private NamedExpressions() {}

    static FlowException error(Options options, String option, String name, String sql, ExpressionException fault) {
        JsonObject map = options.json().object(option);
        Json node = map == null ? null : map.get(name);
        Json.Place place = node == null ? Json.Place.NONE : node.place();
        if (place.line() > 0 && sql.indexOf('\n') < 0) {
            place = new Json.Place(place.line(), place.column() + fault.offset());
        }
        return new FlowException(List.of(new Finding(
                Pointer.child(options.pointer() + "/" + option, name), place, fault.getMessage() + " in: " + sql)));
    }
}
