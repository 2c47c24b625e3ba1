package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.MissingValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each type accepts, with the canonical text of the value, and what it refuses. */
class FieldTypesTest {

    private static void accepts(CellType type, String... textsAndCanonical) {
        for (int i = 0; i < textsAndCanonical.length; i += 2) {
            CastResult result = type.castText(textsAndCanonical[i]);
            String where = type.field().json() + " '" + textsAndCanonical[i] + "'";
            assertTrue(result instanceof CastResult.Value, where + " gives " + result);
            assertEquals(textsAndCanonical[i + 1], type.formatValue(result.valueOrNull()), where);
        }
    }

    private static void takes(CellType type, String... texts) {
        for (String text : texts) {
            assertTrue(
                    type.castText(text) instanceof CastResult.Value,
                    type.field().json() + " '" + text + "'");
        }
    }

    private static void refuses(CellType type, String... texts) {
        for (String text : texts) {
            assertEquals(new CastResult.Bad(type.errorNote(), false), type.castText(text), "'" + text + "'");
        }
    }

    @Test
    void integers() {
        CellType type = Cells.type(FieldType.INTEGER);
        accepts(
                type,
                "0",
                "0",
                "-0",
                "0",
                "+7",
                "7",
                "007",
                "7",
                " 12\t",
                "12",
                "\r\n3",
                "3",
                "9223372036854775807",
                "9223372036854775807",
                "9223372036854775808",
                "9223372036854775808",
                "-9223372036854775808",
                "-9223372036854775808",
                "000000000000000000000000000001",
                "1",
                "12345678",
                "12345678",
                "123456789",
                "123456789",
                "1234567890123456",
                "1234567890123456",
                "12345678901234567",
                "12345678901234567",
                "-1234567890123456",
                "-1234567890123456",
                "1".repeat(1000),
                "1".repeat(1000));
        refuses(
                type, " ", "-", "+", "--1", "+-1", "1-", "1.0", "1.", "1e3", "1_000", "1,000", "0x10", "\u0661",
                "\uff11", "1 2", "- 1", "NaN", "\u00a01", "true", "1\0", "\u000b1");
    }

    @Test
    void integersWithGroups() {
        CellType type = Cells.type(FieldType.INTEGER, "groupChar", ",");
        accepts(type, "1,000", "1,000", "-1,0,0,0", "-1,000", "1000", "1,000", "12,34,567", "1,234,567");
        refuses(type, ",100", "100,", "1,,000", "-,1", "1.000", ",", "1, 000");
        accepts(Cells.type(FieldType.INTEGER, "groupChar", " "), " 1 000 ", "1 000");
        refuses(Cells.type(FieldType.INTEGER, "groupChar", " "), "1  000");
    }

    @Test
    void integersThatAreNotBare() {
        CellType type = Cells.type(FieldType.INTEGER, "bareNumber", false);
        accepts(
                type,
                "$12",
                "12",
                "12 %",
                "12",
                "EUR -5",
                "-5",
                "about 7 km",
                "7",
                "-5",
                "-5",
                "+5",
                "5",
                "No. 5",
                "5",
                "\u20ac\u00a05",
                "5",
                "5.",
                "5",
                "+\u20ac5",
                "5");
        refuses(type, "none", "1.5 km", "7 to 8", "-\u20ac5", "5 m2", "$1,000", "%");
    }

    @Test
    void numbers() {
        CellType type = Cells.type(FieldType.NUMBER);
        accepts(
                type,
                "-1.23",
                "-1.23",
                "12678967.543233",
                "12678967.543233",
                "+100000.00",
                "100000",
                "210",
                "210",
                ".5",
                "0.5",
                "5.",
                "5",
                "-.5",
                "-0.5",
                "-0",
                "0",
                "-0.0",
                "0",
                "1E3",
                "1000",
                "1e3",
                "1000",
                "1.5E-3",
                "0.0015",
                "1E+2",
                "100",
                "0E-5",
                "0",
                " 1.5 ",
                "1.5",
                "NaN",
                "NaN",
                "nan",
                "NaN",
                "INF",
                "INF",
                "inf",
                "INF",
                "-INF",
                "-INF",
                "-InF",
                "-INF",
                "0.1234567890123456789",
                "0.1234567890123456789",
                "12345678.1234567",
                "12345678.1234567",
                "123456789.123456",
                "123456789.123456",
                "1234567890.12345",
                "1234567890.12345",
                "1.123456789",
                "1.123456789",
                "00.10",
                "0.1",
                "9".repeat(30),
                "9".repeat(30),
                "1E-30",
                "0." + "0".repeat(29) + "1",
                "123456789012345678",
                "123456789012345678",
                "0.000000000000000001",
                "0.000000000000000001",
                "-0.0000000000000000001",
                "-0.0000000000000000001");
        refuses(
                type,
                ".",
                "-",
                "+",
                "-.",
                "E3",
                "1E",
                "1E+",
                "1.2.3",
                "1..2",
                "1,5",
                "Infinity",
                "+INF",
                "sNaN",
                "-NaN",
                "1_0.5",
                "0x1p3",
                "1e3.5",
                "1 000",
                "\u0661",
                "1d",
                "1f",
                "--1",
                "1-",
                "12345678..",
                ".1234567.",
                "iNf0",
                "I\u004e\u0006");
    }

    @Test
    void numbersPastALimitSaySo() {
        CellType number = Cells.type(FieldType.NUMBER);
        String digits = "number has more than 1000 digits, which is the limit";
        String exponent = "number has an exponent beyond 6144, which is the limit";
        assertEquals(new CastResult.Bad(digits, true), number.castText("1".repeat(1001)));
        assertEquals(new CastResult.Bad(digits, true), number.castText("0." + "1".repeat(1000)));
        assertEquals(new CastResult.Bad(exponent, true), number.castText("1E6145"));
        assertEquals(new CastResult.Bad(exponent, true), number.castText("1E-99999999999"));
        takes(number, "1E6144", "1E-6144", "1".repeat(1000));
        CellType integer = Cells.type(FieldType.INTEGER);
        assertEquals(new CastResult.Bad(digits, true), integer.castText("-" + "1".repeat(1001)));
        assertEquals(digits, integer.note("1".repeat(1001)));
        assertEquals("type is \"integer/default\"", integer.note("x".repeat(1001)));
    }

    @Test
    void numbersWithOtherCharacters() {
        CellType german = Cells.type(FieldType.NUMBER, "decimalChar", ",", "groupChar", ".");
        accepts(
                german, "1.234,5", "1.234,5", "1234,5", "1.234,5", ",5", "0,5", "-1,0", "-1", "1E3", "1.000", "NaN",
                "NaN");
        refuses(german, "1,2,3", ".5", "1.", "1.,5", "1..000", "1,2E1,5");
        refuses(Cells.type(FieldType.NUMBER, "decimalChar", ","), "1.5");
        CellType money = Cells.type(FieldType.NUMBER, "bareNumber", false);
        accepts(
                money, "$1.50", "1.5", "95%", "95", "EUR 95", "95", "-5%", "-5", "Rs.500", "500", "$.50", "0.5",
                "1E2 km", "100", "INF", "INF", "5-", "5", "~+5", "5");
        refuses(money, "-$5", "free", "1.5.2 km", "INF km");
    }

    @Test
    void booleans() {
        CellType type = Cells.type(FieldType.BOOLEAN);
        accepts(
                type, "true", "true", "True", "true", "TRUE", "true", "1", "true", "false", "false", "False", "false",
                "FALSE", "false", "0", "false");
        refuses(type, "tRue", " true", "true ", "yes", "t", "01", "truefalse", "true\0", "\0", "truetruetrue");
        CellType french = Cells.type(
                FieldType.BOOLEAN,
                "trueValues",
                List.of("oui", "certainement", "\u2713", "a", "b", "c", "d", "e"),
                "falseValues",
                List.of("non", "certainement pas", "non \0"));
        accepts(french, "certainement", "oui", "\u2713", "oui", "non \0", "non", "certainement pas", "non", "e", "oui");
        refuses(french, "true", "certainement p", "certainementt", "non ");
        assertEquals(
                1,
                CellType.problems(Cells.field(FieldType.BOOLEAN, "trueValues", List.of("0")))
                        .size());
    }

    @Test
    void dates() {
        CellType type = Cells.type(FieldType.DATE);
        accepts(
                type,
                "2024-02-29",
                "2024-02-29",
                "0000-01-01",
                "0000-01-01",
                "9999-12-31",
                "9999-12-31",
                "2000-02-29",
                "2000-02-29");
        refuses(
                type,
                "2023-02-29",
                "1900-02-29",
                "2024-13-01",
                "2024-00-01",
                "2024-01-00",
                "2024-04-31",
                "2024-1-1",
                "24-01-01",
                "2024/01/01",
                "2024-01-01Z",
                "-2024-01-01",
                "12024-01-01",
                " 2024-01-01",
                "2024-01-01 ",
                "2024-01-01T00:00:00",
                "20240101",
                "\u0662024-01-1",
                "2024-01-0\0");
        CellType any = Cells.type(FieldType.DATE, "format", "any");
        accepts(
                any,
                "2024-01-26",
                "2024-01-26",
                "2024/01/26",
                "2024-01-26",
                "20240126",
                "2024-01-26",
                "26 Jan 2024",
                "2024-01-26",
                "January 26, 2024",
                "2024-01-26",
                "2024-1-6",
                "2024-01-06",
                "10th Jan 1969",
                "1969-01-10",
                "3rd of may 2001",
                "2001-05-03",
                "Sat Oct 11 2003",
                "2003-10-11",
                "Thursday, Sept 25, 2003",
                "2003-09-25",
                "26/01/2024",
                "2024-01-26",
                "01-26-2024",
                "2024-01-26",
                "26.01.2024",
                "2024-01-26",
                "05/05/2024",
                "2024-05-05",
                "10-Jan-1969",
                "1969-01-10");
        refuses(
                any,
                "01/02/2024",
                "yesterday",
                "2024",
                "Jan 2024",
                "10th Jan nineteen sixty nine",
                "26/01/24",
                "26/01-2024",
                "30 Feb 2024",
                "10 10 Jan 2024",
                "Sat Sun 10 Jan 2024",
                "2024-01-26 10:00",
                "26 Brumaire 2024",
                "26 Ja 2024",
                "26x Jan 2024",
                "123456789",
                "1234567890 Jan 2024");
    }

    @Test
    void times() {
        CellType type = Cells.type(FieldType.TIME);
        accepts(type, "00:00:00", "00:00:00", "23:59:59", "23:59:59");
        refuses(
                type,
                "24:00:00",
                "23:60:00",
                "23:59:60",
                "1:00:00",
                "10:00",
                "10:00:00Z",
                "10:00:00.5",
                " 10:00:00",
                "10-00-00",
                "10:00:0a");
        CellType any = Cells.type(FieldType.TIME, "format", "any");
        accepts(
                any,
                "10:00:00.50",
                "10:00:00.5",
                "3:05 pm",
                "15:05:00",
                "23:59",
                "23:59:00",
                "3am",
                "03:00:00",
                "12 AM",
                "00:00:00",
                "12:30:15pm",
                "12:30:15");
        refuses(
                any,
                "25:00",
                "24:00:00",
                "noon",
                "13 pm",
                "0am",
                "3 am pm",
                "10:0",
                "10:00:7",
                "10:00Z",
                "Mon 10:00",
                "10");
    }

    @Test
    void datetimes() {
        CellType type = Cells.type(FieldType.DATETIME);
        accepts(
                type,
                "2024-01-26T15:00:00",
                "2024-01-26T15:00:00",
                "2024-01-26T15:00:00.300-05:00",
                "2024-01-26T20:00:00.3Z",
                "2024-01-26T15:00:00Z",
                "2024-01-26T15:00:00Z",
                "2024-12-31T24:00:00",
                "2025-01-01T00:00:00",
                "2024-12-31T24:00:00.000Z",
                "2025-01-01T00:00:00Z",
                "12024-01-01T00:00:00",
                "12024-01-01T00:00:00",
                "-0001-12-31T23:59:59Z",
                "-0001-12-31T23:59:59Z",
                "2024-01-01T00:00:00+14:00",
                "2023-12-31T10:00:00Z",
                "2024-01-01T00:00:00-00:00",
                "2024-01-01T00:00:00Z",
                "2024-01-01T00:00:00.123456789",
                "2024-01-01T00:00:00.123456789",
                "2024-01-01T00:00:00.1234567890000Z",
                "2024-01-01T00:00:00.123456789Z",
                "500000-01-01T00:00:00Z",
                "500000-01-01T00:00:00Z");
        refuses(
                type,
                "2024-01-26 15:00:00",
                "2024-01-26",
                "2024-01-26T15:00",
                "2024-01-26T15:00:00.",
                "2024-01-26t15:00:00",
                "2024-01-26T15:00:00z",
                "2024-01-26T15:00:00+14:01",
                "2024-01-26T15:00:00+0200",
                "2024-01-26T15:00:00+2",
                "2024-01-26T24:00:01",
                "2024-01-26T25:00:00",
                "2024-02-30T00:00:00",
                "02024-01-26T15:00:00",
                "+2024-01-26T15:00:00",
                "24-01-26T15:00:00",
                "2024-01-26T15:00:60",
                "2024-01-26T15:00:00Z ",
                "2024-01-26T15:00:00.1234567891",
                "9999999999-01-01T00:00:00",
                "20240126T150000");
        CellType any = Cells.type(FieldType.DATETIME, "format", "any");
        accepts(
                any,
                "2024-01-26 15:00:00",
                "2024-01-26T15:00:00",
                "2024-01-26 15:00:00.5+02:00",
                "2024-01-26T13:00:00.5Z",
                "2024-01-26T15:00",
                "2024-01-26T15:00:00",
                "2024-01-26",
                "2024-01-26T00:00:00",
                "Fri, 26 Jan 2024 15:00:00 +0000",
                "2024-01-26T15:00:00Z",
                "20240126T150000Z",
                "2024-01-26T15:00:00Z",
                "2024-01-26T15:00:00+0200",
                "2024-01-26T13:00:00Z",
                "10th Jan 1969 9am",
                "1969-01-10T09:00:00",
                "10th Jan 1969, 9:00",
                "1969-01-10T09:00:00",
                "Thu Sep 25 10:36:28 2003",
                "2003-09-25T10:36:28",
                "26.01.2024 15:00 UTC",
                "2024-01-26T15:00:00Z",
                "20240126T1500",
                "2024-01-26T15:00:00",
                "3:04:05.06 PM -08 26 Jan 2024",
                "2024-01-26T23:04:05.06Z");
        refuses(
                any,
                "01/02/2024 10:00",
                "now",
                "2024",
                "26 Jan 2024 10:00 11:00",
                "26 Jan 2024 10:00 Z Z",
                "26 Jan 2024 10:00 +2",
                "26 Jan 2024 +02:00",
                "26 Jan 2024 24:30",
                "10:00",
                "26 Jan 2024 at ?");
    }

    @Test
    void years() {
        CellType type = Cells.type(FieldType.YEAR);
        accepts(
                type,
                "2024",
                "2024",
                "0000",
                "0000",
                "0033",
                "0033",
                "-0044",
                "-0044",
                "12024",
                "12024",
                "2024Z",
                "2024",
                "2024+02:00",
                "2024",
                "2024-14:00",
                "2024",
                "-12024",
                "-12024",
                "123456789012345678",
                "123456789012345678");
        refuses(
                type,
                "123",
                "02024",
                "+2024",
                "24",
                " 2024",
                "2024 ",
                "2024.0",
                "2024z",
                "2024+2",
                "2024+15:00",
                "2024-01",
                "20a4",
                "-",
                "1234567890123456789",
                "2,024",
                "2024+14:30",
                "2024+0200");
    }

    @Test
    void yearmonths() {
        CellType type = Cells.type(FieldType.YEARMONTH);
        accepts(
                type,
                "2024-01",
                "2024-01",
                "0000-12",
                "0000-12",
                "-0044-03",
                "-0044-03",
                "12024-11",
                "12024-11",
                "2024-01Z",
                "2024-01",
                "2024-01-05:00",
                "2024-01");
        refuses(
                type,
                "2024-13",
                "2024-00",
                "2024-1",
                "2024",
                "2024-01-20",
                "24-01",
                "+2024-01",
                "2024/01",
                "2024-01 ",
                "2024-01-5:00",
                "1234567890-01",
                "02024-01",
                "2024-");
    }

    @Test
    void durations() {
        CellType type = Cells.type(FieldType.DURATION);
        accepts(
                type,
                "P1Y2M3DT4H5M6.7S",
                "P1Y2M3DT4H5M6.7S",
                "-P1D",
                "-P1D",
                "P14M",
                "P1Y2M",
                "PT36H",
                "P1DT12H",
                "PT90S",
                "PT1M30S",
                "P0Y",
                "PT0S",
                "PT0.000S",
                "PT0S",
                "P1M",
                "P1M",
                "PT1M",
                "PT1M",
                "P23DT23H",
                "P23DT23H",
                "PT1000000000000000000000S",
                "P11574074074074074DT1H46M40S",
                "PT0.123456789012345678S",
                "PT0.123456789012345678S",
                "P2Y",
                "P2Y",
                "-PT1.5S",
                "-PT1.5S");
        refuses(
                type,
                "P",
                "PT",
                "P1",
                "1Y",
                "P1S",
                "PT1D",
                "P1YT",
                "P-1Y",
                "+P1Y",
                "P1.5Y",
                "PT1.S",
                "PT.5S",
                "PT1.5M",
                "P1M1Y",
                "PT1S1M",
                "p1y",
                "P1W",
                " P1Y",
                "P1Y ",
                "--P1Y",
                "P1Y2Y",
                "P99999999999999999999999Y");
    }

    @Test
    void geopoints() {
        CellType type = Cells.type(FieldType.GEOPOINT);
        accepts(
                type,
                "90.50, 45.50",
                "90.5,45.5",
                "90,45",
                "90,45",
                "-180,-90",
                "-180,-90",
                "180.0,90.0",
                "180,90",
                "+1,.5",
                "1,0.5",
                "1E1,1",
                "10,1",
                "0,-0.0",
                "0,0");
        refuses(
                type,
                "180.1,0",
                "0,90.00001",
                "-181,0",
                "90",
                "90,",
                ",45",
                "90,45,1",
                "90 ,45",
                " 90,45",
                "90,45 ",
                "90,  45",
                "a,b",
                "NaN,0",
                "0,INF",
                "90;45",
                "[90,45]");
        CellType array = Cells.type(FieldType.GEOPOINT, "format", "array");
        accepts(array, "[90.50, 45.50]", "[90.5,45.5]", " [0,0]\n", "[0,0]");
        refuses(
                array,
                "90,45",
                "[90]",
                "[90,45,1]",
                "[\"90\",\"45\"]",
                "[181,0]",
                "[90,45",
                "{\"lon\":1,\"lat\":2}",
                "[null,0]");
        CellType object = Cells.type(FieldType.GEOPOINT, "format", "object");
        accepts(object, "{\"lat\": 45.50, \"lon\": 90.50}", "{\"lon\":90.5,\"lat\":45.5}");
        refuses(
                object,
                "{\"lon\":1}",
                "{\"lon\":1,\"lat\":2,\"alt\":3}",
                "{\"lon\":\"1\",\"lat\":2}",
                "[1,2]",
                "{\"longitude\":1,\"lat\":2}",
                "{\"lon\":1,\"lon\":1,\"lat\":2}");
        assertEquals(
                1,
                CellType.problems(Cells.field(FieldType.GEOPOINT, "format", "wkt"))
                        .size());
    }

    @Test
    void lists() {
        accepts(Cells.type(FieldType.LIST), "a,b", "a,b", "a", "a", "a,,b", "a,,b", " a , b", " a , b");
        accepts(Cells.type(FieldType.LIST, "itemType", "integer"), "1, 2", "1,2", "007", "7");
        refuses(Cells.type(FieldType.LIST, "itemType", "integer"), "1,,2", "1,", "1;2", "a");
        accepts(Cells.type(FieldType.LIST, "itemType", "boolean", "trueValues", List.of("ja")), "true,0", "true,false");
        accepts(
                Cells.type(FieldType.LIST, "itemType", "date", "delimiter", "||"),
                "2024-01-26||2024-01-27",
                "2024-01-26||2024-01-27");
        refuses(Cells.type(FieldType.LIST, "itemType", "date"), "26/01/2024", "2024-01-26, 2024-01-27");
        accepts(Cells.type(FieldType.LIST, "itemType", "time"), "10:00:00", "10:00:00");
        accepts(
                Cells.type(FieldType.LIST, "itemType", "datetime"),
                "2024-01-26T15:00:00+01:00",
                "2024-01-26T14:00:00Z");
        CellType noMissing = CellType.of(Cells.field(FieldType.LIST), List.of());
        assertEquals(new CastResult.Value(List.of()), noMissing.castText(""));
        assertEquals(
                1,
                CellType.problems(Cells.field(FieldType.LIST, "itemType", "object"))
                        .size());
        assertEquals(
                1,
                CellType.problems(Cells.field(FieldType.LIST, "delimiter", "")).size());
    }

    @Test
    void objectsAndArrays() {
        accepts(
                Cells.type(FieldType.OBJECT),
                " {\"a\" : [1, 2.50, \"\u00e9\"] } ",
                "{\"a\":[1,2.50,\"\u00e9\"]}",
                "{}",
                "{}");
        refuses(
                Cells.type(FieldType.OBJECT),
                "[]",
                "{",
                "{a:1}",
                "null",
                "1",
                "{} {}",
                "{\"a\":1}x",
                "{'a':1}",
                "\"{}\"");
        accepts(Cells.type(FieldType.ARRAY), "[1,\n2]", "[1,2]", "[]", "[]");
        refuses(Cells.type(FieldType.ARRAY), "{}", "1,2", "[1,]", "[", "[NaN]");
    }

    @Test
    void strings() {
        accepts(Cells.type(FieldType.STRING), "\u00e9 \n\"", "\u00e9 \n\"", " ", " ");
        accepts(Cells.type(FieldType.ANY), "12", "12");
    }

    @Test
    void missingTextsComeFirst() {
        List<MissingValue> missing = Cells.missing("NA", "-999", "n/a or unknown", "\u2014", "true", "2024-01-01");
        for (FieldType kind : FieldType.values()) {
            CellType type = CellType.of(Cells.field(kind), missing);
            for (MissingValue text : missing) {
                assertEquals(new CastResult.Missing(), type.castText(text.value()), kind + " " + text);
            }
        }
        takes(CellType.of(Cells.field(FieldType.STRING), missing), "", "na", "n/a or unknowN");
        refuses(CellType.of(Cells.field(FieldType.INTEGER), missing), "", " -999x");
        takes(CellType.of(Cells.field(FieldType.INTEGER), missing), "-9990", " -999");
        takes(CellType.of(Cells.field(FieldType.DATETIME), missing), "2024-01-01T00:00:00");
        takes(CellType.of(Cells.field(FieldType.DATE), missing), "2024-01-02");
        takes(CellType.of(Cells.field(FieldType.NUMBER), missing), "-999.0");
        refuses(CellType.of(Cells.field(FieldType.STRING, "format", "uuid"), List.of()), "");
    }
}
