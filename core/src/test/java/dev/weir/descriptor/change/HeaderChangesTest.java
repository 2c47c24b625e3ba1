package dev.weir.descriptor.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderChangesTest {
    private static Resource resource(String... names) {
        Schema schema = Schema.of(List.of(names).stream()
                .map(name -> Field.of(name, FieldType.STRING))
                .toList());
        return names.length == 0 ? new Resource(JsonObject.EMPTY) : Resource.of("r", schema);
    }

    private static List<String> changes(Resource before, Resource after, List<String> older, List<String> newer) {
        return HeaderChanges.of("r", "/resources/0", before, after, older, newer).stream()
                .map(change -> change.kind().text() + ' ' + change.pointer() + ' ' + change.words())
                .toList();
    }

    @Test
    void columnsComeAndGoWithoutAWordInTheSchema() {
        assertEquals(
                List.of(
                        "field-added /resources/0 the data has a column 'Gold' more",
                        "field-removed /resources/0 the data no longer has a column 'Price'"),
                changes(
                        resource("Date", "Price"),
                        resource("Date", "Price"),
                        List.of("Date", "Price"),
                        List.of("Date", "Gold")));
    }

    @Test
    void whatTheSchemaSaysIsNotSaidAgain() {
        assertEquals(List.of(), changes(resource("a", "b"), resource("c", "a"), List.of("a", "b"), List.of("c", "a")));
        assertEquals(List.of(), changes(resource("a", "b"), resource("b", "a"), List.of("a", "b"), List.of("b", "a")));
    }

    @Test
    void columnsStandInAnotherOrder() {
        assertEquals(
                List.of("fields-reordered /resources/0 the columns of the data are in another order"),
                changes(resource(), resource(), List.of("a", "b"), List.of("b", "a")));
    }

    @Test
    void aHeaderThatIsNotKnownSaysNothing() {
        assertEquals(List.of(), changes(resource(), resource(), List.of(), List.of("b", "a")));
        assertEquals(List.of(), changes(resource(), resource(), List.of("a"), List.of()));
    }
}
