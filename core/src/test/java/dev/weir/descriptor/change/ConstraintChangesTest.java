package dev.weir.descriptor.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintChangesTest {
    private static String kinds(String before, String after) {
        Differences differences = new Differences("r");
        ConstraintChanges.add(differences, "/c", "", json(before), json(after));
        StringBuilder kinds = new StringBuilder();
        for (Change change : differences.found()) {
            kinds.append(kinds.length() == 0 ? "" : " ")
                    .append(change.kind().text().replace("constraint-", ""));
        }
        return kinds.toString();
    }

    private static JsonObject json(String properties) {
        return properties == null
                ? null
                : (JsonObject) JsonReader.read(
                        ("{" + properties.replace('\'', '"') + "}").getBytes(StandardCharsets.UTF_8), "constraints");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "| 'required':true | tightened",
                "| 'required':'TRUE' | tightened",
                "| 'required':'no' |",
                "| 'required':1 |",
                "'required':false | 'required':true | tightened",
                "'required':true | 'required':false | loosened",
                "'required':true | | loosened",
                "| 'required':false |",
                "| 'unique':true | tightened",
                "| 'minimum':1 | tightened",
                "'minimum':1 | | loosened",
                "'minimum':1 | 'minimum':2 | tightened",
                "'minimum':2 | 'minimum':1 | loosened",
                "'minimum':9 | 'minimum':'10' | tightened",
                "'minimum':1 | 'minimum':'1.0' |",
                "'minimum':-1 | 'minimum':'+1.5' | tightened",
                "'minimum':'2019-01-01' | 'minimum':'2018-01-01' | loosened",
                "'minimum':'2019-01-01' | 'minimum':'2020-01-01' | tightened",
                "'minimum':'2019-01-01' | 'minimum':'2019-01' | tightened",
                "'minimum':'2019-01-01' | 'minimum':2019 | tightened",
                "'minimum':2019 | 'minimum':'2019-01-01' | tightened",
                "'minimum':true | 'minimum':1 | tightened",
                "'minimum':1 | 'minimum':true | tightened",
                "'exclusiveMinimum':1 | 'exclusiveMinimum':0 | loosened",
                "'minLength':1 | 'minLength':3 | tightened",
                "| 'maximum':1 | tightened",
                "'maximum':1 | | loosened",
                "'maximum':1 | 'maximum':2 | loosened",
                "'maximum':2 | 'maximum':1 | tightened",
                "'maximum':2 | 'maximum':'2' |",
                "'exclusiveMaximum':1 | 'exclusiveMaximum':0 | tightened",
                "'maxLength':3 | 'maxLength':5 | loosened",
                "| 'pattern':'a' | tightened",
                "'pattern':'a' | 'pattern':'b' | tightened",
                "'pattern':'a' | 'pattern':'a' |",
                "'pattern':'a' | | loosened",
                "'jsonSchema':{} | 'jsonSchema':{'type':'array'} | tightened",
                "| 'enum':['a'] | tightened",
                "'enum':['a'] | | loosened",
                "'enum':['a','b'] | 'enum':['b','a'] |",
                "'enum':['a','b'] | 'enum':['a'] | tightened",
                "'enum':['a'] | 'enum':['a','b'] | loosened",
                "'enum':['a'] | 'enum':['c','b'] | tightened",
                "'enum':[] | 'enum':'x' | loosened",
                "| 'custom':1 | metadata",
                "'custom':1 | 'custom':1 |",
                "'minimum':1,'required':true | 'minimum':0 | loosened loosened"
            })
    void aConstraintTakesMoreOrLess(String before, String after, String kinds) {
        assertEquals(kinds == null ? "" : kinds, kinds(before, after));
    }

    @Test
    void changesSayWhereAndWhat() {
        Differences differences = new Differences("r");
        ConstraintChanges.add(differences, "/c", "field 'a': ", json("'minimum':1"), json("'minimum':2"));
        assertEquals(
                List.of(new Change(
                        "/c/minimum", ChangeKind.CONSTRAINT_TIGHTENED, "r", "field 'a': minimum is now 2, was 1")),
                differences.found());
    }
}
