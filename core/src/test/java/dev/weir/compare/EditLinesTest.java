package dev.weir.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that say how one table is made of another. */
class EditLinesTest {
    @TempDir
    Path folder;

    private String edits(String schema, String before, String after) throws Exception {
        TwoPackages packages =
                new TwoPackages(folder).table("a", schema, before).table("b", schema, after);
        return TwoPackages.edits(packages.compare().resources().get(0));
    }

    @Test
    void valuesAreWrittenAsJsonShowsThem() throws Exception {
        String fields = "fields: [{name: id, type: integer}, {name: n, type: number}, {name: ok, type: boolean},"
                + " {name: y, type: year}, {name: d, type: date}, {name: 'say \"x\"'}], primaryKey: id";
        String header = "id,n,ok,y,d,\"say \"\"x\"\"\"\n";
        assertEquals(
                """
                {"_change_type":"update_preimage","id":1,"n":1.50,"ok":true,"y":"2020","d":"2020-02-01","say \\"x\\"":"a \\"b\\", c"}
                {"_change_type":"update_postimage","id":1,"n":null,"ok":null,"y":null,"d":null,"say \\"x\\"":null}
                {"_change_type":"insert","id":2,"n":2,"ok":false,"y":"2021","d":"no day","say \\"x\\"":"q"}\
                """,
                edits(
                        fields,
                        header + "1,1.50,true,2020,2020-02-01,\"a \"\"b\"\", c\"\n",
                        header + "1,,,,,\n2,2,false,2021,no day,q\n"));
    }

    @Test
    void aRowAtTheEndNeedsNoPlaceAndOneBetweenOthersHasOne() throws Exception {
        String fields = "fields: [{name: id, type: integer}], primaryKey: id";
        assertEquals(
                "{\"_change_type\":\"insert\",\"_after\":1,\"id\":9}\n{\"_change_type\":\"insert\",\"id\":3}",
                edits(fields, "id\n1\n2\n", "id\n1\n9\n2\n3\n"));
        assertEquals("{\"_change_type\":\"delete\",\"id\":2}", edits(fields, "id\n1\n2\n3\n", "id\n1\n3\n"));
    }

    @Test
    void rowsOfAnInferredKeyHaveTheirPlace() throws Exception {
        assertEquals(
                "{\"_change_type\":\"insert\",\"_after\":2,\"id\":3}",
                edits("fields: [{name: id, type: integer}]", "id\n1\n2\n", "id\n1\n2\n3\n"));
    }

    @Test
    void aRowWithoutItsKeyHasItsPlace() throws Exception {
        String fields = "fields: [{name: id, type: integer}, {name: x}], primaryKey: id";
        assertEquals(
                "{\"_change_type\":\"insert\",\"_after\":1,\"id\":null,\"x\":\"b\"}",
                edits(fields, "id,x\n1,a\n", "id,x\n1,a\n,b\n"));
    }

    @Test
    void aMovedRowIsTakenFirstAndPutWhereItStands() throws Exception {
        String fields = "fields: [{name: id, type: integer}, {name: x}], primaryKey: id";
        assertEquals(
                """
                {"_change_type":"delete","id":1,"x":"a"}
                {"_change_type":"delete","id":2,"x":"b"}
                {"_change_type":"insert","id":2,"x":"B"}
                {"_change_type":"insert","id":1,"x":"a"}\
                """,
                edits(
                        fields,
                        "id,x\n" + "1,a\n" + "2,b\n" + "3,c\n" + "4,d\n" + "5,e\n",
                        "id,x\n" + "3,c\n" + "4,d\n" + "5,e\n" + "2,B\n" + "1,a\n"));
    }

    @Test
    void whatIsOnlyWrittenOtherwiseIsNoEdit() throws Exception {
        assertEquals(
                "",
                edits(
                        "fields: [{name: id, type: integer}, {name: n, type: number}], primaryKey: id",
                        "id,n\n1,1.0\n",
                        "id,n\n1,1\n"));
    }

    @Test
    void valuesThatStoodInNoFileAreWrittenByTheirType() throws Exception {
        String head =
                "{resources: [{name: t, schema: {fields: [{name: id, type: integer}, {name: d, type: date}, {name: x}],"
                        + " primaryKey: id}, data: [";
        TwoPackages packages = new TwoPackages(folder)
                .descriptor("a", head + "{id: 1, d: '2020-01-01', x: a}]}]}")
                .descriptor("b", head + "{id: 1, d: '2020-01-02', x: a}, {id: 2, d: null, x: b}]}]}");
        assertEquals("""
            {"_change_type":"update_preimage","id":1,"d":"2020-01-01","x":"a"}
            {"_change_type":"update_postimage","id":1,"d":"2020-01-02","x":"a"}
            {"_change_type":"insert","id":2,"d":null,"x":"b"}\
            """, TwoPackages.edits(packages.compare().resources().get(0)));
    }
}
