package dev.weir.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            value = {
                // fieldsMatch | labels | column of each field | errors
                "exact | id,name,age | 0 1 2 | ''",
                "exact | name,id,age | 0 1 2 | incorrect-label 1, incorrect-label 2",
                "exact | id,name | 0 1 -1 | missing-label 3",
                "exact | id,name,age,more | 0 1 2 | extra-label 4",
                "exact | id,,age | 0 1 2 | blank-label 2",
                "exact | id,id,age | 0 1 2 | duplicate-label 2",
                "equal | age,id,name | 1 2 0 | ''",
                "equal | age,id | 1 -1 0 | missing-label 3",
                "equal | age,id,name,more | 1 2 0 | extra-label 4",
                "equal | age,id,name,id | 1 2 0 | duplicate-label 4",
                "equal | age,id,, | 1 -1 0 | blank-label 3, blank-label 4, missing-label 5",
                "subset | more,age,id,name | 2 3 1 | ''",
                "subset | more,age,id | 2 -1 1 | missing-label 4",
                "superset | name,id | 1 0 -1 | ''",
                "superset | name | -1 0 -1 | missing-label 2",
                "superset | name,id,more | 1 0 -1 | extra-label 3",
                "partial | more,id | 1 -1 -1 | ''",
                "partial | more,other | -1 -1 -1 | unmatched-header 0, missing-label 3",
            })
    void labelsAreHeldAgainstFields(String match, String labels, String columns, String errors) {
        Schema schema = Batches.schema("{'fieldsMatch':'" + match
                + "','fields':[{'name':'id','constraints':{'required':true}},{'name':'name'},{'name':'age'}]}");
        HeaderCheck check = HeaderCheck.of(schema, List.of(labels.split(",", -1)));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            found.add("" + check.columnOf(i));
        }
        assertEquals(columns, String.join(" ", found));
        assertEquals(
                errors,
                check.errors().stream()
                        .map(error -> error.code() + " " + error.fieldNumber())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void repeatedFieldNamesMayHaveRepeatedLabels() {
        for (String match : List.of("exact", "equal")) {
            Schema schema = Batches.schema("{'fieldsMatch':'" + match + "','fields':[{'name':'a'},{'name':'a'}]}");
            HeaderCheck check = HeaderCheck.of(schema, List.of("a", "a"));
            assertEquals(List.of(), check.errors());
            assertEquals(1, check.columnOf(1));
        }
    }

    @Test
    void aHeaderWithoutLabelsIsBlank() {
        Schema schema = Batches.schema("{'fields':[{'name':'a'},{'name':'b'}]}");
        HeaderCheck check = HeaderCheck.of(schema, List.of());
        assertEquals(ErrorCode.BLANK_HEADER, check.errors().get(0).code());
        assertEquals(1, check.errors().size());
        assertEquals(0, check.columnOf(0));
        assertEquals(1, check.columnOf(1));
    }

    @Test
    void aColumnKnowsItsField() {
        Schema exact = Batches.schema("{'fields':[{'name':'a'},{'name':'b'}]}");
        HeaderCheck byPlace = HeaderCheck.of(exact, List.of("b", "a", "c"));
        assertEquals(List.of(0, 1, -1), List.of(byPlace.fieldOf(0), byPlace.fieldOf(1), byPlace.fieldOf(2)));
        Schema named = Batches.schema("{'fieldsMatch':'subset','fields':[{'name':'a'},{'name':'b'}]}");
        HeaderCheck byName = HeaderCheck.of(named, List.of("b", "c", "a"));
        assertEquals(List.of(1, -1, 0), List.of(byName.fieldOf(0), byName.fieldOf(1), byName.fieldOf(2)));
    }

    @Test
    void withoutASchemaLabelsAreNeitherBlankNorRepeated() {
        assertEquals(List.of(), HeaderCheck.unstated(List.of("a", "b")));
        assertEquals(
                List.of(
                        "blank-label 1 ",
                        "duplicate-label 3 at position \"2\"",
                        "blank-label 4 ",
                        "duplicate-label 5 at position \"2\""),
                HeaderCheck.unstated(List.of("", "a", "a", "", "a")).stream()
                        .map(error -> error.code().code() + ' ' + error.fieldNumber() + ' ' + error.note())
                        .toList());
    }

    @Test
    void aFieldWithoutANameMayHaveABlankLabel() {
        Schema schema = Batches.schema("{'fields':[{'name':''},{'name':'b'}]}");
        assertEquals(List.of(), HeaderCheck.of(schema, List.of("", "b")).errors());
    }

    @Test
    void aSchemaWithoutFieldsMatchesAnyHeaderInPart() {
        assertEquals(
                List.of(),
                HeaderCheck.of(Batches.schema("{'fieldsMatch':'partial','fields':[]}"), List.of("a"))
                        .errors());
    }

    @Test
    void fieldsOfThePrimaryKeyAreNeeded() {
        Schema schema =
                Batches.schema("{'fieldsMatch':'superset','fields':[{'name':'a'},{'name':'b'}],'primaryKey':['b']}");
        List<HeaderCheck.LabelError> errors =
                HeaderCheck.of(schema, List.of("a")).errors();
        assertEquals(ErrorCode.MISSING_LABEL, errors.get(0).code());
        assertEquals("b", errors.get(0).fieldName());
    }

    @Test
    void noMoreThanTenEarlierPlacesAreNamed() {
        List<String> labels = new ArrayList<>(Collections.nCopies(13, "a"));
        Schema schema =
                Batches.schema("{'fields':[{'name':'a'}]}".replace("[{", "[" + "{'name':'x'},".repeat(12) + "{"));
        List<HeaderCheck.LabelError> errors = HeaderCheck.of(schema, labels).errors();
        assertEquals(
                "at position \"1, 2, 3, 4, 5, 6, 7, 8, 9, 10\"",
                errors.get(errors.size() - 1).note());
    }

    @Test
    void duplicateLabelNamesTheEarlierPlaces() {
        Schema schema = Batches.schema("{'fields':[{'name':'a'},{'name':'b'},{'name':'c'}]}");
        HeaderCheck check = HeaderCheck.of(schema, List.of("a", "a", "a"));
        assertEquals("at position \"1, 2\"", check.errors().get(1).note());
    }
}
