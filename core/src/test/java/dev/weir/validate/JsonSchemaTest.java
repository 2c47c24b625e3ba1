package dev.weir.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            quoteCharacter = '`',
            value = {
                // schema ~ values that are right ~ values that are wrong, separated by ;
                "true ~ 1;null ~ `null`!",
                "{} ~ 1;'a' ~ `1`!",
                "{'type':'integer'} ~ 1;1.0;1e2 ~ 1.5;'1';null;true",
                "{'type':['string','null']} ~ 'a';null ~ 1",
                "{'type':'number'} ~ 1;1.5 ~ '1'",
                "{'enum':[1,'a',{'b':2}]} ~ 1.0;'a';{'b':2} ~ 2;{'b':3}",
                "{'const':[1]} ~ [1];[1.0] ~ 1;[2]",
                "{'multipleOf':0.1} ~ 0.3;1;'a' ~ 0.25",
                "{'minimum':1,'exclusiveMaximum':2} ~ 1;1.9;'x' ~ 0.9;2",
                "{'exclusiveMinimum':1,'maximum':2} ~ 2;1.1 ~ 1;2.1",
                "{'minLength':2,'maxLength':2} ~ 'ab';'😀😀';1 ~ 'a';'abc'",
                "{'pattern':'b+'} ~ 'abc';1 ~ 'a'",
                "{'items':{'type':'string'}} ~ ['a'];[];1 ~ [1]",
                "{'items':[{'type':'string'}],'additionalItems':false} ~ ['a'];[] ~ [1];['a',1]",
                "{'items':[{'type':'string'}],'additionalItems':{'type':'integer'}} ~ ['a',1] ~ ['a','b']",
                "{'contains':{'const':1}} ~ [2,1];1 ~ [];[2]",
                "{'minItems':1,'maxItems':2,'uniqueItems':true} ~ [1];[1,2] ~ [];[1,1.0];[1,2,3]",
                "{'required':['a']} ~ {'a':null};1 ~ {};{'b':1}",
                "{'properties':{'a':{'type':'integer'}}} ~ {'a':1};{};{'b':'x'} ~ {'a':'x'}",
                "{'patternProperties':{'^x':{'type':'integer'}}} ~ {'x1':1};{'y':'a'} ~ {'x1':'a'}",
                "{'properties':{'a':true},'patternProperties':{'^x':true},'additionalProperties':false}"
                        + " ~ {'a':1,'x2':1} ~ {'b':1}",
                "{'additionalProperties':{'type':'integer'}} ~ {'a':1} ~ {'a':'b'}",
                "{'propertyNames':{'maxLength':1}} ~ {'a':1} ~ {'ab':1}",
                "{'minProperties':1,'maxProperties':1} ~ {'a':1} ~ {};{'a':1,'b':2}",
                "{'dependencies':{'a':['b'],'c':{'required':['d']}}} ~ {'a':1,'b':1};{'c':1,'d':1};{} ~"
                        + " {'a':1};{'c':1}",
                "{'allOf':[{'minimum':1},{'maximum':2}]} ~ 1;2 ~ 0;3",
                "{'anyOf':[{'type':'string'},{'minimum':2}]} ~ 'a';2 ~ 1",
                "{'oneOf':[{'minimum':1},{'maximum':2}]} ~ 0;3 ~ 1;2",
                "{'not':{'type':'string'}} ~ 1 ~ 'a'",
                "{'if':{'type':'string'},'then':{'minLength':2},'else':{'minimum':2}} ~ 'ab';2 ~ 'a';1",
                "{'properties':{'next':{'$ref':'#'},'value':{'type':'integer'}}}"
                        + " ~ {'value':1,'next':{'value':2}} ~ {'next':{'next':{'value':'x'}}}",
                "{'definitions':{'a/b':{'type':'integer'}},'items':{'$ref':'#/definitions/a~1b'}} ~ [1] ~ ['x']",
                "{'type':'null'} ~ null ~ 0;''",
                "{'type':'boolean'} ~ true;false ~ 0;'true'",
                "{'type':'object'} ~ {} ~ []",
                "{'type':'array'} ~ [] ~ {}",
                "{'minimum':1} ~ 1;2 ~ 0.999",
                "{'maximum':1} ~ 1;0 ~ 1.001",
                "{'exclusiveMinimum':1} ~ 1.001 ~ 1",
                "{'exclusiveMaximum':1} ~ 0.999 ~ 1",
                "{'minLength':0,'maxLength':1.0} ~ '';'a' ~ 'ab'",
                "{'pattern':'^b'} ~ 'ba' ~ 'ab'",
                "{'prefixItems':[{'type':'string'},{'type':'integer'}],'items':false} ~ ['a'];['a',1];[];1 ~"
                        + " [1];['a','b'];['a',1,2]",
                "{'items':{'type':'null'},'prefixItems':[{'type':'string'}]} ~ ['a',null] ~ ['a',1];[null]",
                "{'prefixItems':[{'type':'string'}]} ~ ['a',1] ~ [1]",
                "{'items':[{'type':'string'}]} ~ ['a',1] ~ [1]",
                "{'contains':{'const':1},'minContains':2} ~ [1,1];[1,1,1] ~ [1];[]",
                "{'contains':{'const':1},'minContains':0,'maxContains':1} ~ [];[1];[2] ~ [1,1]",
                "{'minItems':1} ~ [1] ~ []",
                "{'maxItems':1} ~ [1];[] ~ [1,2]",
                "{'uniqueItems':false} ~ [1,1] ~ `1`!",
                "{'minProperties':1} ~ {'a':1};{'a':1,'b':1};1 ~ {}",
                "{'maxProperties':1} ~ {'a':1};{};1 ~ {'a':1,'b':1}",
                "{'dependentRequired':{'a':['b']}} ~ {'a':1,'b':1};{'b':1} ~ {'a':1}",
                "{'dependentSchemas':{'a':{'required':['c']}}} ~ {'a':1,'c':1};{'b':1} ~ {'a':1}",
                "{'if':{'type':'string'},'then':{'minLength':2}} ~ 'ab';1 ~ 'a'",
                "{'if':{'type':'string'},'else':{'minimum':2}} ~ 'a';2 ~ 1",
                "{'definitions':[{'type':'integer'},{'type':'string'}],'items':{'$ref':'#/definitions/1'}} ~ ['x'] ~"
                        + " [1]",
                "{'definitions':{'a~b':{'type':'integer'}},'items':{'$ref':'#/definitions/a~0b'}} ~ [1] ~ ['x']",
                "{'definitions':{'a b+c':{'type':'integer'}},'items':{'$ref':'#/definitions/a%20b+c'}} ~ [1] ~ ['x']",
                "{'allOf':[]} ~ 1 ~ `1`!",
                "{'format':'email','title':'no rule'} ~ 'x' ~ `1`!",
            })
    void valuesAreJudged(String schema, String right, String wrong) {
        JsonSchema compiled = JsonSchema.of(json(schema));
        for (String value : right.split(";")) {
            assertEquals(true, compiled.accepts(json(value)), schema + " must accept " + value);
        }
        if (!wrong.endsWith("!")) {
            for (String value : wrong.split(";")) {
                assertEquals(false, compiled.accepts(json(value)), schema + " must refuse " + value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "{'type':'foo'}",
                "{'type':[1]}",
                "{'enum':1}",
                "{'minimum':'1'}",
                "{'multipleOf':0}",
                "{'minLength':-1}",
                "{'pattern':'('}",
                "{'required':'a'}",
                "{'properties':[]}",
                "{'properties':{'a':1}}",
                "{'$ref':'http://example.org/x.json'}",
                "{'$ref':'#/definitions/none'}",
                "{'$ref':'#'}",
                "{'allOf':[{'$ref':'#'}]}",
                "{'not':{'$ref':'#'}}",
                "{'if':{'$ref':'#'}}",
                "{'type':1}",
                "{'type':'integer','minimum':null}",
                "{'multipleOf':-1}",
                "{'multipleOf':'1'}",
                "{'maxLength':1.5}",
                "{'pattern':1}",
                "{'required':[1]}",
                "{'uniqueItems':1}",
                "{'additionalItems':1}",
                "{'unevaluatedItems':true}",
                "{'unevaluatedProperties':true}",
                "{'$dynamicRef':'#'}",
                "{'contains':{},'minContains':-1}",
                "{'contains':{},'maxContains':'1'}",
                "{'minItems':'1'}",
                "{'maxProperties':-1}",
                "{'dependentRequired':{'a':'b'}}",
                "{'dependentRequired':[]}",
                "{'patternProperties':{'(':true}}",
                "{'propertyNames':1}",
                "{'additionalProperties':1}",
                "{'allOf':{}}",
                "{'if':1}",
                "{'if':true,'then':1}",
                "{'not':1}",
                "{'$ref':'#definitions'}",
                "{'definitions':[true],'$ref':'#/definitions/1'}",
                "{'definitions':[true],'$ref':'#/definitions/x'}",
                "{'items':[1]}",
                "{'prefixItems':true}"
            })
    void whatIsNoSchemaIsRefused(String schema) {
        assertThrows(IllegalArgumentException.class, () -> JsonSchema.of(json(schema)));
    }

    @Test
    void circlesThroughTheValueAreFine() {
        JsonSchema tree = JsonSchema.of(json("{'type':'array','items':{'$ref':'#'}}"));
        assertEquals(true, tree.accepts(json("[[],[[]]]")));
        assertEquals(false, tree.accepts(json("[[],[1]]")));
    }

    @Test
    void longChainsOfReferencesAreRefusedNotAStackOverflow() {
        StringBuilder schema = new StringBuilder("{'$ref':'#/definitions/d0','definitions':{");
        for (int i = 0; i < 20_000; i++) {
            schema.append("'d")
                    .append(i)
                    .append("':{'allOf':[{'$ref':'#/definitions/d")
                    .append(i + 1)
                    .append("'}]},");
        }
        String text = schema.append("'d20000':true}}").toString();
        assertThrows(IllegalArgumentException.class, () -> JsonSchema.of(json(text)));
    }

    private static Json json(String text) {
        return JsonReader.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "test");
    }
}
