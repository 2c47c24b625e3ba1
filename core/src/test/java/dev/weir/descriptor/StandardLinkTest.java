package dev.weir.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardLinkTest {
    @ParameterizedTest
    @CsvSource({
        "'', data-package/",
        "/created, data-package/#created",
        "/$schema, data-package/#dollar-schema",
        "/resources, data-package/#resources",
        "/resources/0, data-package/#resources",
        "/contributors/0/path, data-package/#contributors",
        "/resources/0/path/1, data-resource/#path-or-data",
        "/resources/0/hash, data-resource/#hash",
        "/resources/0/dialect, table-dialect/",
        "/resources/0/dialect/delimiter, table-dialect/#delimiter",
        "/resources/0/schema, table-schema/",
        "/resources/0/schema/primaryKey/0, table-schema/#primaryKey",
        "/resources/0/schema/fields, table-schema/#fields",
        "/resources/0/schema/fields/3, table-schema/#fields",
        "/resources/0/schema/fields/3/type, table-schema/#type-and-format",
        "/resources/0/schema/fields/3/title, table-schema/#field",
        "/resources/0/schema/fields/3/constraints, table-schema/#field-constraints",
        "/resources/0/schema/fields/3/constraints/enum/0, table-schema/#enum",
        "/resources/0/schema/fields/3/missingValues/0, table-schema/#field-missingValues",
        "/resources/0/schema/fields/3/groupChar, table-schema/#number"
    })
    void leadsToTheHeading(String pointer, String place) {
        assertEquals("https://datapackage.org/standard/" + place, StandardLink.of(pointer));
    }
}
