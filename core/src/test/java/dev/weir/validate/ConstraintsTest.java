package dev.weir.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Schema;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every constraint with every type that it is for: cells that keep it, cells that do not. */
class ConstraintsTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                // properties of the field | cells that are right | cells that are wrong, both separated by ;
                "'type':'string','constraints':{'required':true} | a;b | ``",
                "'type':'integer','constraints':{'required':true} | 1 | ``",
                "'type':'string','constraints':{'minLength':3} | abc;äöü;abcd;€€€; | ab;äö;€€",
                "'type':'string','constraints':{'maxLength':2} | ab;äö;a;€€;😀😀; | abc;äöü;€€€;😀😀😀",
                "'type':'string','constraints':{'minLength':10,'maxLength':12} | 0123456789;ääääääääää |"
                        + " 012345678;0123456789012",
                "'type':'list','constraints':{'minLength':2} | a,b;a,b,c | a",
                "'type':'list','constraints':{'maxLength':2} | a,b;a | a,b,c",
                "'type':'array','constraints':{'minLength':2} | [1,2] | [1];[]",
                "'type':'object','constraints':{'maxLength':1} | {};{\"a\":1} | {\"a\":1,\"b\":2}",
                "'type':'integer','constraints':{'minimum':3} | 3;4;003;99999999999999999999 |"
                        + " 2;-3;-99999999999999999999",
                "'type':'integer','constraints':{'minimum':'3'} | 3 | 2",
                "'type':'integer','constraints':{'maximum':99999999999999999999} | 3;99999999999999999999 |"
                        + " 199999999999999999999",
                "'type':'integer','constraints':{'exclusiveMinimum':3} | 4 | 3;2",
                "'type':'integer','constraints':{'exclusiveMaximum':3} | 2 | 3;4",
                "'type':'integer','constraints':{'maximum':3} | 3;-5 | 4",
                "'type':'number','constraints':{'minimum':2.5} | 2.5;2.50;3;INF;1e9 |"
                        + " 2.49;-INF;NaN;2;0.00000000000000000000001",
                "'type':'number','constraints':{'exclusiveMinimum':2.5} | 2.51;INF | 2.5;2.500;NaN",
                "'type':'number','constraints':{'maximum':2.5} | 2.5;2;-INF;-1e300 | 2.51;INF;NaN;1e300",
                "'type':'number','constraints':{'exclusiveMaximum':2} | 1.99;-3 | 2;2.00;2.01",
                "'type':'number','groupChar':'.','decimalChar':',','constraints':{'minimum':'3.000,00'} |"
                        + " 3.000,00;4000 | 2.999,99",
                "'type':'number','constraints':{'minimum':1e30} | 1e30;2e30 | 1;999999999999999999999999999999",
                "'type':'date','constraints':{'minimum':'2024-02-28'} | 2024-02-28;2024-02-29 | 2024-02-27",
                "'type':'date','constraints':{'exclusiveMaximum':'2024-02-28'} | 2024-02-27 | 2024-02-28",
                "'type':'date','format':'%d/%m/%Y','constraints':{'maximum':'28/02/2024'} | 28/02/2024 | 29/02/2024",
                "'type':'time','constraints':{'minimum':'10:00:00'} | 10:00:00;23:59:59 | 09:59:59",
                "'type':'time','constraints':{'maximum':'10:00:00'} | 10:00:00 | 10:00:01",
                "'type':'datetime','constraints':{'minimum':'2024-01-15T00:00:00'} |"
                        + " 2024-01-15T00:00:00;2024-01-15T00:00:00Z | 2024-01-14T23:59:59;2024-01-15T00:00:00+01:00",
                "'type':'datetime','constraints':{'maximum':'2024-01-15T00:00:00Z'} |"
                        + " 2024-01-15T00:00:00;2024-01-15T00:00:00Z | 2024-01-15T00:00:01;2024-01-15T00:00:00.0000001Z",
                "'type':'datetime','constraints':{'exclusiveMinimum':'2024-01-15T00:00:00Z'} |"
                        + " 2024-01-15T00:00:01;2024-01-15T00:00:00.0000001Z |"
                        + " 2024-01-15T00:00:00;2024-01-15T01:00:00+01:00",
                "'type':'datetime','constraints':{'exclusiveMaximum':'2024-01-15T00:00:00'} | 2024-01-14T23:59:59Z |"
                        + " 2024-01-15T00:00:00;2024-01-15T00:00:00Z",
                "'type':'year','constraints':{'minimum':'2019'} | 2019;2020 | 2018",
                "'type':'year','constraints':{'exclusiveMaximum':2019} | 2018 | 2019",
                "'type':'yearmonth','constraints':{'maximum':'2024-02'} | 2024-02;2023-12 | 2024-03",
                "'type':'duration','constraints':{'minimum':'P1D'} | P1D;P1M;PT25H | PT23H",
                "'type':'duration','constraints':{'exclusiveMaximum':'P1Y'} | P11M | P1Y;P12M",
                "'type':'string','constraints':{'pattern':'^[A-Z]{2}[0-9]+$'} | AB1;XY99 | A1;AB;ab1;AB1x;xAB1",
                "'type':'string','constraints':{'pattern':'a|b'} | a;b | ab;c",
                "'type':'string','constraints':{'enum':['EUR','USD','a longer text']} | EUR;USD;a longer text |"
                        + " eur;EU;EURO;a longer texT;a longer",
                "'type':'string','constraints':{'enum':['a','12345678','123456789']} | a;12345678;123456789 |"
                        + " 1234567;1234567890;b",
                "'type':'integer','constraints':{'enum':[1,'2',3]} | 1;02;3 | 0;4;99999999999999999999",
                "'type':'integer','constraints':{'enum':[1,2,3,4,5,6,7,8,9,10]} | 1;10 | 0;11",
                "'type':'number','constraints':{'enum':[1,2.50]} | 1.0;1;2.5;2.500 | 2.51;NaN",
                "'type':'boolean','constraints':{'enum':[true]} | true;1 | false;0",
                "'type':'boolean','trueValues':['yes'],'falseValues':['no'],'constraints':{'enum':['yes']} | yes | no",
                "'type':'date','constraints':{'enum':['2024-01-01']} | 2024-01-01 | 2024-01-02",
                "'type':'datetime','constraints':{'enum':['2024-01-01T00:00:00Z']} |"
                        + " 2024-01-01T00:00:00Z;2024-01-01T01:00:00+01:00 | 2024-01-01T00:00:00",
                "'type':'year','constraints':{'enum':['2020','2021','2022']} | 2021 | 2019",
                "'type':'duration','constraints':{'enum':['P1Y']} | P1Y;P12M | P11M",
                "'type':'geopoint','constraints':{'enum':['10, 20']} | 10,20;10.0,20 | 20,10",
                "'type':'array','constraints':{'enum':[[1,2]]} | [1,2];[1.0, 2] | [2,1]",
                "'type':'object','constraints':{'enum':[{'a':1,'b':2}]} | {\"b\":2,\"a\":1} | {\"a\":1}",
                "'type':'list','itemType':'integer','constraints':{'enum':['1,2']} | 1,2;01,2 | 2,1",
                "'type':'any','constraints':{'enum':['x',1]} | x;1 | y",
                "'type':'object','constraints':{'jsonSchema':{'properties':{'value':{'type':'integer'}}}} |"
                        + " {\"value\":1};{} | {\"value\":\"x\"}",
                "'type':'array','constraints':{'jsonSchema':{'items':{'type':'string'}}} | [\"a\"];[] | [1]",
                "'type':'number','constraints':{'minimum':2.5} | 2.50;3.00 | 2.49;0.00",
                "'type':'number','constraints':{'maximum':2.5} | 2.50;1.00 | 2.51;3.00",
                "'type':'number','constraints':{'exclusiveMinimum':2.5} | 2.51 | 2.50;2.49",
                "'type':'number','constraints':{'exclusiveMaximum':2.5} | 2.49 | 2.50;2.51",
                "'type':'number','constraints':{'exclusiveMaximum':2.55} | 2.5 | 2.6",
                "'type':'number','constraints':{'minimum':'-INF'} | 1;-INF;INF | NaN",
                "'type':'number','constraints':{'exclusiveMaximum':'INF'} | 1;-INF | INF;NaN",
                "'type':'integer','constraints':{'exclusiveMinimum':9223372036854775807} | 9223372036854775808 | 1",
                "'type':'integer','constraints':{'exclusiveMaximum':-9223372036854775808} | -9223372036854775809 | 1",
                "'type':'integer','constraints':{'exclusiveMaximum':9223372036854775807} | 1 | 9223372036854775807",
                "'type':'datetime','constraints':{'maximum':'2024-01-15T00:00:00'} |"
                        + " 2024-01-15T00:00:00Z;2024-01-15T01:00:00+01:00 | 2024-01-15T00:00:00.000001Z",
                "'type':'string','constraints':{'minLength':9} | 0123456ää;012345678;ääääääääé | 0123456ä;ääääääää",
                "'type':'string','constraints':{'maxLength':8} | 0123456ä;ääääääää;😀😀😀😀😀😀😀😀 |"
                        + " 0123456ää;ääääääääé;😀😀😀😀😀😀😀😀a",
                "'type':'list','constraints':{'minLength':1,'maxLength':1} | a | a,b",
                "'type':'object','constraints':{'minLength':1} | {\"a\":1} | {}",
                "'type':'array','constraints':{'maxLength':0} | [] | [1]",
                "'type':'string','constraints':{'enum':['12345678','abcdefgh']} | 12345678;abcdefgh | 12345678x;1",
                "'type':'time','constraints':{'enum':['10:00:00']} | 10:00:00 | 10:00:01",
                "'type':'yearmonth','constraints':{'enum':['2024-01']} | 2024-01 | 2024-02",
                "'type':'integer','constraints':{'enum':[99999999999999999999,1]} | 1;99999999999999999999 | 2",
                "'type':'any','constraints':{'enum':[true,null,1.50]} | True;None;1.50 | true;1.5",
                "'type':'string','categories':[{'value':'a'},{'value':'b','label':'B'}] | a;b | B",
                "'type':'string','categories':['a','b'] | a;b | c",
                "'type':'integer','categories':[{'value':1,'label':'one'},{'value':2}] | 1;02 | 3",
            })
    void cellsAreJudgedByValue(String properties, String right, String wrong) {
        Schema schema = Batches.schema("{'fields':[{'name':'f'," + properties + "}]}");
        assertEquals(List.of(), RowChecks.problems(schema).errors());
        List<String[]> rows = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (String cell : right.split(";")) {
            rows.add(new String[] {cell});
        }
        for (String cell : wrong.split(";")) {
            expected.add(rows.size());
            rows.add(new String[] {cell});
        }
        List<Integer> found = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        RowChecks.of(schema).newChecker().check(Batches.of(schema, rows, 0), (code, row, field, note) -> {
            assertEquals("constraint-error", code.code(), note);
            assertEquals(0, field);
            found.add(row);
            notes.add(note);
        });
        List<String> texts = new ArrayList<>();
        found.stream().sorted().forEach(row -> texts.add(rows.get(row)[0]));
        List<String> wanted = new ArrayList<>();
        expected.forEach(row -> wanted.add(rows.get(row)[0]));
        assertEquals(wanted, texts, properties + notes);
    }

    @Test
    void notesAreThoseOfFrictionless() {
        assertEquals(
                List.of(
                        "0 constraint-error constraint \"required\" is \"True\"",
                        "1 type-error type is \"integer/default\"",
                        "2 constraint-error constraint \"minimum\" is \"0\"",
                        "3 constraint-error constraint \"enum\" is \"[1, 2]\"",
                        "3 constraint-error constraint \"maximum\" is \"5\""),
                errors(
                                "{'name':'f','type':'integer','constraints':"
                                        + "{'required':true,'minimum':0,'maximum':5,'enum':[1,2]}}",
                                "",
                                "x",
                                "-1",
                                "7")
                        .stream()
                        .filter(error -> !error.startsWith("2 constraint-error constraint \"enum\""))
                        .toList());
        assertEquals(
                List.of("0 constraint-error constraint \"enum\" is \"['pending', \"it's\"]\""),
                errors("{'name':'f','type':'string','constraints':{'enum':['pending','it\u0001s']}}", "x"));
        assertEquals(
                List.of("0 type-error type is \"date/%d.%m\""),
                errors("{'name':'f','type':'date','format':'fmt:%d.%m'}", "x"));
    }

    @Test
    void valuesInNotesAreWrittenAsPythonDoes() {
        assertEquals(
                List.of("0 constraint-error constraint \"enum\" is \"[{'a': [1, True, None], 'b': {}}, {}]\""),
                errors(
                        "{'name':'f','type':'object','constraints':{'enum':[{'a':[1,true,null],'b':{}},{}]}}",
                        "{\"q\":1}"));
        assertEquals(
                List.of("0 constraint-error constraint \"enum\" is \"['\\\\ \\n \\r \\t', 'it\\'s \"x\"', '\"']\""),
                errors(
                        "{'name':'f','type':'string','constraints':{'enum':['\\\\ \\n"
                                + " \\r"
                                + " \\t','it\u0001s \\'x\\'','\\'']}}",
                        "x"));
        assertEquals(
                List.of("0 constraint-error constraint \"enum\" is \"[False]\""),
                errors("{'name':'f','type':'boolean','constraints':{'enum':[false]}}", "true"));
    }

    @Test
    void moreValuesThanATableHoldsAreAllAllowed() {
        String values = IntStream.range(0, 200).mapToObj(i -> "" + 7 * i).collect(Collectors.joining(","));
        String field = "{'name':'f','type':'integer','constraints':{'enum':[" + values + "]}}";
        String[] cells = IntStream.range(0, 1400).mapToObj(i -> "" + i).toArray(String[]::new);
        assertEquals(1200, errors(field, cells).size());
        String texts = IntStream.range(0, 200).mapToObj(i -> "'" + 7 * i + "'").collect(Collectors.joining(","));
        assertEquals(
                1200,
                errors("{'name':'f','type':'string','constraints':{'enum':[" + texts + "]}}", cells)
                        .size());
    }

    private static List<String> errors(String field, String... cells) {
        Schema schema = new Schema((dev.weir.descriptor.JsonObject) dev.weir.descriptor.JsonReader.read(
                ("{'fields':[" + field + "]}")
                        .replace('\'', '"')
                        .replace('\u0001', '\'')
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "schema"));
        List<String[]> rows = new ArrayList<>();
        for (String cell : cells) {
            rows.add(new String[] {cell});
        }
        List<String> found = new ArrayList<>();
        RowChecks.of(schema)
                .newChecker()
                .check(Batches.of(schema, rows, 0), (code, row, at, note) -> found.add(row + " " + code + " " + note));
        return found.stream().sorted().toList();
    }

    @Test
    void twoConstraintsBrokenByOneCellAreTwoErrors() {
        assertEquals(
                2,
                errors("{'name':'f','type':'string','constraints':{'minLength':3,'pattern':'[0-9]*'}}", "a")
                        .size());
    }

    @Test
    void absentCellHasNoFurtherError() {
        Schema schema = Batches.schema("{'fields':[{'name':'f','constraints':{'required':true}}],'primaryKey':['f']}");
        var batch = Batches.of(schema, List.of(new String[] {""}, new String[] {""}), 0);
        batch.column(0).states = new byte[] {Column.ABSENT, Column.NULL};
        List<Integer> rows = new ArrayList<>();
        RowChecks.of(schema).newChecker().check(batch, (code, row, at, note) -> rows.add(row));
        assertEquals(List.of(1), rows);
    }

    @Test
    void missingPartOfPrimaryKeyIsOneErrorUnlessAConstraintSaysSo() {
        Schema schema = Batches.schema("{'fields':[{'name':'a','type':'integer','constraints':{'required':true}},"
                + "{'name':'b','type':'integer'},{'name':'c','type':'integer'}],'primaryKey':['a','b','c']}");
        List<String[]> rows = List.of(
                new String[] {"1", "", "3"},
                new String[] {"", "2", "3"},
                new String[] {"", "", ""},
                new String[] {"x", "2", "3"},
                new String[] {"1", "2", "3"});
        List<String> found = new ArrayList<>();
        RowChecks.of(schema)
                .newChecker()
                .check(
                        Batches.of(schema, rows, 0),
                        (code, row, field, note) -> found.add(row + " " + field + " " + code + " " + note));
        assertEquals(
                List.of(
                        "0 -1 primary-key the cell of the primary key's field \"b\" is \"None\"",
                        "1 0 constraint-error constraint \"required\" is \"True\"",
                        "2 -1 primary-key cells composing the primary keys are all \"None\"",
                        "2 0 constraint-error constraint \"required\" is \"True\"",
                        "3 0 type-error type is \"integer/default\""),
                found.stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "'type':'integer','constraints':{'minimum':'x'} | /fields/0/constraints/minimum",
                "'type':'number','constraints':{'maximum':'1,5'} | /fields/0/constraints/maximum",
                "'type':'date','constraints':{'enum':['2024-13-01']} | /fields/0/constraints/enum/0",
                "'type':'string','constraints':{'minimum':1} | /fields/0/constraints/minimum",
                "'type':'string','constraints':{'pattern':'(?=x)'} | /fields/0/constraints/pattern",
                "'type':'string','constraints':{'pattern':'('} | /fields/0/constraints/pattern",
                "'type':'object','constraints':{'jsonSchema':{'type':'foo'}} | /fields/0/constraints/jsonSchema",
                "'type':'object','constraints':{'jsonSchema':{'$ref':'#'}} | /fields/0/constraints/jsonSchema",
            })
    void constraintsThatCannotBeUsedAreFindings(String properties, String pointer) {
        Schema schema = Batches.schema("{'fields':[{'name':'f'," + properties + "}]}");
        var errors = RowChecks.problems(schema).errors();
        assertTrue(errors.size() == 1 && errors.get(0).pointer().equals(pointer), errors.toString());
    }
}
