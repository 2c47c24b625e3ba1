package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberScaleTest {
    @ParameterizedTest(name = "{0} with {1} digits")
    @CsvSource({
        "1, 2, 1.00",
        "1.5, 2, 1.50",
        "-1.5, 2, -1.50",
        "1.234, 2, 1.234",
        "1.2300, 2, 1.23",
        "0, 2, 0.00",
        "12, 0, 12",
        "9223372036854775807, 2, 9223372036854775807.00",
        "1e30, 1, 1000000000000000000000000000000.0",
        "1, 25, 1.0000000000000000000000000",
    })
    void aFieldMayAskForDigitsBehindThePoint(String number, int digits, String text) {
        Field field = Field.of("x", FieldType.NUMBER).with(CellType.SCALE, Json.of(digits));
        assertEquals(text, CellType.of(field, List.of()).formatValue(new BigDecimal(number)));
    }
}
