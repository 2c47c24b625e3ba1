package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Geopoint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSON values as cells, and what two fields have to share to read text the same way. */
class NativeValuesTest {

    private static Object cast(CellType type, String json) {
        CastResult result = type.castJson(json(json));
        return result instanceof CastResult.Value value ? value.value() : result.isBad() ? "BAD" : "MISSING";
    }

    private static Json json(String json) {
        return JsonReader.read(json.getBytes(StandardCharsets.UTF_8), "cell");
    }

    @Test
    void nativeValuesKeepTheirKind() {
        assertEquals(5L, cast(Cells.type(FieldType.INTEGER), "5"));
        assertEquals(5L, cast(Cells.type(FieldType.INTEGER), "5.0"));
        assertEquals(5L, cast(Cells.type(FieldType.INTEGER), "\" 5\""));
        assertEquals("BAD", cast(Cells.type(FieldType.INTEGER), "5.5"));
        assertEquals("BAD", cast(Cells.type(FieldType.INTEGER), "true"));
        assertEquals("BAD", cast(Cells.type(FieldType.INTEGER), "1E6000"));
        assertEquals(new BigInteger("9223372036854775808"), cast(Cells.type(FieldType.INTEGER), "9223372036854775808"));
        assertEquals(new BigDecimal("0.10"), cast(Cells.type(FieldType.NUMBER), "0.10"));
        assertEquals("BAD", cast(Cells.type(FieldType.NUMBER), "[1]"));
        assertEquals(true, cast(Cells.type(FieldType.BOOLEAN), "true"));
        assertEquals(true, cast(Cells.type(FieldType.BOOLEAN), "\"1\""));
        assertEquals("BAD", cast(Cells.type(FieldType.BOOLEAN), "1"));
        assertEquals("BAD", cast(Cells.type(FieldType.STRING), "1"));
        assertEquals("BAD", cast(Cells.type(FieldType.STRING), "{}"));
        assertEquals("x", cast(Cells.type(FieldType.STRING), "\"x\""));
        assertEquals("1.50", cast(Cells.type(FieldType.ANY), "1.50"));
        assertEquals("{\"a\":[true,null]}", cast(Cells.type(FieldType.ANY), "{\"a\": [true, null]}"));
        assertEquals(2024L, cast(Cells.type(FieldType.YEAR), "2024"));
        assertEquals("BAD", cast(Cells.type(FieldType.YEAR), "2024.5"));
        assertEquals("BAD", cast(Cells.type(FieldType.DATE), "20240101"));
        assertEquals(LocalDate.of(2024, 1, 1), cast(Cells.type(FieldType.DATE), "\"2024-01-01\""));
        assertEquals(YearMonth.of(2000, 10), cast(Cells.type(FieldType.YEARMONTH), "[2000, 10]"));
        assertEquals("BAD", cast(Cells.type(FieldType.YEARMONTH), "[2000, 13]"));
        assertEquals("BAD", cast(Cells.type(FieldType.YEARMONTH), "[2000, 10, 1]"));
    }

    @Test
    void nullIsMissingAndStringsAreComparedWithTheMissingValues() {
        for (FieldType kind : FieldType.values()) {
            assertEquals("MISSING", cast(Cells.type(kind), "null"), kind.text());
            assertEquals("MISSING", cast(Cells.type(kind), "\"\""), kind.text());
        }
    }

    @Test
    void collectionsAndPoints() {
        assertEquals(json("{\"a\":1}"), cast(Cells.type(FieldType.OBJECT), "{\"a\":1}"));
        assertEquals(json("{\"a\":1}"), cast(Cells.type(FieldType.OBJECT), "\"{\\\"a\\\":1}\""));
        assertEquals("BAD", cast(Cells.type(FieldType.OBJECT), "[1]"));
        assertEquals(json("[1]"), cast(Cells.type(FieldType.ARRAY), "[1]"));
        assertEquals(List.of(1L, 2L), cast(Cells.type(FieldType.LIST, "itemType", "integer"), "[1, \"2\"]"));
        assertEquals("BAD", cast(Cells.type(FieldType.LIST), "[\"a\", null]"));
        Geopoint point = new Geopoint(BigDecimal.valueOf(90), BigDecimal.valueOf(45));
        assertEquals(point, cast(Cells.type(FieldType.GEOPOINT, "format", "array"), "[90, 45]"));
        assertEquals(point, cast(Cells.type(FieldType.GEOPOINT, "format", "object"), "{\"lat\":45,\"lon\":90.0}"));
        assertEquals("BAD", cast(Cells.type(FieldType.GEOPOINT), "[90, 45]"));
        assertEquals("BAD", cast(Cells.type(FieldType.GEOPOINT, "format", "array"), "[200, 45]"));
    }

    @Test
    void geojsonHasTheStructureOfItsType() {
        CellType type = Cells.type(FieldType.GEOJSON);
        for (String good : List.of(
                "{'type':'Point','coordinates':[1,2]}",
                "{'type':'Point','coordinates':[1,2,3],'bbox':[1,2,3,4]}",
                "{'type':'Point','coordinates':[]}",
                "{'type':'MultiPoint','coordinates':[[1,2],[3,4]]}",
                "{'type':'LineString','coordinates':[[1,2],[3,4]]}",
                "{'type':'MultiLineString','coordinates':[[[1,2],[3,4]]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,0]]]}",
                "{'type':'MultiPolygon','coordinates':[[[[0,0],[1,0],[1,1],[0,0]]]]}",
                "{'type':'GeometryCollection','geometries':[{'type':'Point','coordinates':[1,2]}]}",
                "{'type':'Feature','geometry':null,'properties':null,'id':7}",
                "{'type':'Feature','geometry':{'type':'Point','coordinates':[1,2]},'properties':{'a':1},'x':1}",
                "{'type':'FeatureCollection','features':[{'type':'Feature','geometry':null,'properties':{}}]}")) {
            assertTrue(type.castText(good.replace('\'', '"')) instanceof CastResult.Value, good);
        }
        for (String bad : List.of(
                "{}",
                "[]",
                "{'type':'point','coordinates':[1,2]}",
                "{'type':'Point'}",
                "{'type':'Point','coordinates':[1]}",
                "{'type':'Point','coordinates':['1','2']}",
                "{'type':'Point','coordinates':[1,2],'bbox':[1,2]}",
                "{'type':'LineString','coordinates':[[1,2]]}",
                "{'type':'LineString','coordinates':[1,2]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,1]]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[0,0]]]}",
                "{'type':'GeometryCollection','geometries':[{}]}",
                "{'type':'Feature','geometry':null}",
                "{'type':'Feature','properties':{}}",
                "{'type':'Feature','geometry':null,'properties':{},'id':{}}",
                "{'type':'Feature','geometry':{'type':'Topology'},'properties':{}}",
                "{'type':'FeatureCollection','features':[{'type':'Point','coordinates':[1,2]}]}",
                "{'type':'FeatureCollection'}",
                "{'type':'Topology','objects':{},'arcs':[]}")) {
            assertTrue(type.castText(bad.replace('\'', '"')).isBad(), bad);
        }
    }

    @Test
    void topojsonHasTheStructureOfItsType() {
        CellType type = Cells.type(FieldType.GEOJSON, "format", "topojson");
        for (String good : List.of(
                "{'type':'Topology','objects':{},'arcs':[]}",
                "{'type':'Topology','transform':{'scale':[1,1],'translate':[0,0]},'arcs':[[[0,0],[1,1]]],"
                        + "'objects':{'a':{'type':'GeometryCollection','geometries':[{'type':'LineString','arcs':[0]},"
                        + "{'type':'Polygon','arcs':[[0,-1]]},{'type':null},{'type':'Point','coordinates':[1,2]}]}}}",
                "{'type':'LineString','arcs':[42]}")) {
            assertTrue(type.castText(good.replace('\'', '"')) instanceof CastResult.Value, good);
        }
        for (String bad : List.of(
                "{'arcs':[42]}",
                "{'type':'Topology','objects':{}}",
                "{'type':'Topology','arcs':[]}",
                "{'type':'Topology','objects':{'a':{}},'arcs':[]}",
                "{'type':'Topology','objects':{},'arcs':[[0,0]]}",
                "{'type':'Topology','objects':{},'arcs':[],'transform':{'scale':[1]}}",
                "{'type':'LineString','arcs':[0.5]}",
                "{'type':'Feature','geometry':null,'properties':null}")) {
            assertTrue(type.castText(bad.replace('\'', '"')).isBad(), bad);
        }
    }

    @Test
    void twoFieldsReadTheSameWhenEveryLexicalRuleIsTheSame() {
        CellType number = Cells.type(FieldType.NUMBER);
        assertTrue(number.readsSame(Cells.type(FieldType.NUMBER, "title", "other", "decimalChar", ".")));
        assertFalse(number.readsSame(Cells.type(FieldType.NUMBER, "groupChar", ",")));
        assertFalse(number.readsSame(Cells.type(FieldType.NUMBER, "bareNumber", false)));
        assertFalse(number.readsSame(Cells.type(FieldType.INTEGER)));
        assertFalse(number.readsSame(CellType.of(Cells.field(FieldType.NUMBER), Cells.missing("", "NA"))));
        assertTrue(CellType.of(Cells.field(FieldType.NUMBER), Cells.missing("NA", ""))
                .readsSame(CellType.of(Cells.field(FieldType.NUMBER), Cells.missing("", "NA"))));
        CellType flag = Cells.type(FieldType.BOOLEAN, "trueValues", List.of("j", "y"));
        assertTrue(flag.readsSame(Cells.type(FieldType.BOOLEAN, "trueValues", List.of("y", "j"))));
        assertFalse(flag.readsSame(Cells.type(FieldType.BOOLEAN)));
        assertFalse(Cells.type(FieldType.DATE).readsSame(Cells.type(FieldType.DATE, "format", "%Y-%m-%d")));
        assertFalse(Cells.type(FieldType.LIST).readsSame(Cells.type(FieldType.LIST, "delimiter", ";")));
        assertFalse(Cells.type(FieldType.STRING).readsSame(Cells.type(FieldType.STRING, "format", "email")));
    }

    @Test
    void aFieldWhoseOptionsCannotBeUsedHasNoType() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> CellType.of(
                        Cells.field(FieldType.NUMBER, "decimalChar", ",", "groupChar", ","), MissingValue.DEFAULT));
        assertEquals("field 'f': groupChar and decimalChar are both \",\": name two characters", refused.getMessage());
        for (String bad : List.of("", "1", "-", " ")) {
            assertEquals(
                    1,
                    CellType.problems(Cells.field(FieldType.NUMBER, "decimalChar", bad))
                            .size(),
                    bad);
        }
        assertEquals(List.of(), CellType.problems(Cells.field(FieldType.NUMBER, "groupChar", " ")));
        assertEquals(
                "type is \"integer/default\"", Cells.type(FieldType.INTEGER).errorNote());
        assertEquals(
                "type is \"date/%d/%m/%Y\"",
                Cells.type(FieldType.DATE, "format", "%d/%m/%Y").errorNote());
    }
}
