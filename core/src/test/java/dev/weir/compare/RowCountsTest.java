package dev.weir.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has become of rows whose keys are odd, or whose fields are read otherwise; listed and counted alike. */
class RowCountsTest {
    @TempDir
    Path folder;

    private String counts(String schema, String before, String now, String after) throws Exception {
        TwoPackages packages = new TwoPackages(folder)
                .table("a", schema, before.replace(' ', '\n') + "\n")
                .table("b", now, after.replace(' ', '\n') + "\n");
        String listed = TwoPackages.rows(packages.compare());
        assertEquals(listed, packages.counted());
        return listed.replaceFirst("^t by ", "");
    }

    /** Lines stand for records. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        id,x 1,a 2,b 3,c     | id,x 1,a 2,b 3,c     | [id]: +0 -0 ~0 text 0 moved 0
        id,x 1,a 2,b 3,c     | id,x 1,a 2,B 3,c     | [id]: +0 -0 ~1 text 0 moved 0
        id,x 1,a 2,b 3,c     | id,x 3,c 1,a 2,b     | [id]: +0 -0 ~0 text 0 moved 1
        id,x 1,a 2,b 3,c     | id,x 3,C 1,a 2,b     | [id]: +0 -0 ~1 text 0 moved 1
        id,x 1,a 2,b 3,c     | id,x 2,B 1,A 3,c     | [id]: +0 -0 ~2 text 0 moved 1
        id,x 1,a 2,b         | id,x 01,a 2,b        | [id]: +0 -0 ~0 text 1 moved 0
        id,x 1,a 2,b         | id,x 2,b 01,a        | [id]: +0 -0 ~0 text 1 moved 1
        id,x 1,a 2,b         | id,x 3,a 2,b         | [id]: +1 -1 ~0 text 0 moved 0
        id,x 1,a             | id,x 1,a 2,b 3,c     | [id]: +2 -0 ~0 text 0 moved 0
        id,x 1,a 2,b 3,c     | id,x 3,c             | [id]: +0 -2 ~0 text 0 moved 0
        id,x ,a 2,b          | id,x ,A 2,b          | [id]: +1 -1 ~0 text 0 moved 0
        id,x ,a 2,b 3,c      | id,x 2,B 3,C ,a      | [id]: +0 -0 ~2 text 0 moved 1
        id,x q,a 2,b         | id,x q,A 2,b         | [id]: +1 -1 ~0 text 0 moved 0
        id,x q,a r,a 2,b     | id,x r,a q,a 2,B     | [id]: +0 -0 ~1 text 0 moved 1
        id,x 1,a 1,b 2,c     | id,x 1,a 1,d 2,c     | [id]: +0 -0 ~1 text 0 moved 0
        id,x 1,a 2,c 3,e     | id,x 1,b 1,d 2,c 3,e | [id]: +2 -1 ~0 text 0 moved 0
        id,x 1,a 5,c 1,b     | id,x 1,d 5,C         | [id]: +1 -2 ~1 text 0 moved 0
        id,x 5,c             | id,x 5,C 6,d 6,e     | [id]: +2 -0 ~1 text 0 moved 0
        id,x 5,c 6,d 6,e     | id,x 5,C             | [id]: +0 -2 ~1 text 0 moved 0
        """)
    void rowsOfADeclaredKey(String before, String after, String expected) throws Exception {
        String schema = "fields: [{name: id, type: integer}, {name: x, type: string}], primaryKey: id";
        assertEquals(expected, counts(schema, before, schema, after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        x,y a,1 a,1 b,2     | x,y a,1 b,2          | []: +0 -1 ~0 text 0 moved 0
        x,y a,1 b,2 b,2     | x,y a,1 c,3 b,2 b,2  | []: +1 -0 ~0 text 0 moved 0
        x,y a,1 a,1 b,2     | x,y a,1 a,1 b,2.0    | []: +0 -0 ~0 text 1 moved 0
        x,y a,1 b,2 b,2 c,3 | x,y c,3 a,1 b,2 b,2  | []: +1 -1 ~0 text 0 moved 0
        x,y a,q a,1 b,2     | x,y a,r a,1 b,2      | []: +1 -1 ~0 text 0 moved 0
        x,y a, a, b,2       | x,y a, a,0 b,2       | []: +1 -1 ~0 text 0 moved 0
        """)
    void rowsWithoutAKeyAreASequence(String before, String after, String expected) throws Exception {
        String schema =
                "fields: [{name: x, type: boolean, trueValues: [a, b, c], falseValues: []}, {name: y, type: number}]";
        assertEquals(expected, counts(schema, before, schema, after));
    }

    @Test
    void aKeyOfTwoFieldsNeedsBoth() throws Exception {
        String schema = "fields: [{name: a, type: integer}, {name: b, type: string}, {name: n}], primaryKey: [a, b]";
        assertEquals(
                "[a, b]: +1 -1 ~1 text 0 moved 0",
                counts(schema, "a,b,n 1,x,1 1,y,2 2,x,3 2,y,4", schema, "a,b,n 1,x,1 1,y,9 2,x,3 3,y,4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        integer | number  | 1,5 2,6 3,7     | 1,5.0 2,6 3,8  | ~1 text 1
        integer | string  | 1,5 2,6 3,7     | 1,05 2,6 3,7   | ~1 text 0
        number  | integer | 1,5.0 2,6 3,q   | 1,5 2,6 3,q    | ~0 text 1
        integer | integer | 1,5 2,r 3,q     | 1,5 2,6 3,Q    | ~2 text 0
        integer | integer | 1, 2,6 3,       | 1,5 2, 3,      | ~2 text 0
        boolean | string  | 1,true 2,false  | 1,true 2,FALSE | ~1 text 0
        integer | integer | 1,12345678901234567890 2,3 | 1,012345678901234567890 2,3 | ~0 text 1
        integer | number  | 1,12345678901234567890 2,3 | 1,12345678901234567890.0 2,3 | ~0 text 1
        """)
    void valuesOfTwoTypesAreTheSameWhereTheyAreWorthTheSame(
            String type, String now, String before, String after, String expected) throws Exception {
        String schema = "fields: [{name: id, type: integer}, {name: n, type: %s}], primaryKey: id";
        assertEquals(
                "[id]: +0 -0 " + expected + " moved 0",
                counts(schema.formatted(type), "id,n " + before, schema.formatted(now), "id,n " + after));
    }

    @Test
    void aKeyOfAnotherTypeNamesTheSameRows() throws Exception {
        String schema = "fields: [{name: id, type: %s}, {name: n, type: string}], primaryKey: id";
        assertEquals(
                "[id]: +0 -0 ~1 text 0 moved 0",
                counts(schema.formatted("integer"), "id,n 1,a 2,b", schema.formatted("number"), "id,n 1,a 2,c"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        integer | a,b,c,d 1,1,1,x 2,1,1,y     | a,b,c,d 1,1,1,x 2,1,1,z     | [a] inferred
        integer | a,b,c,d 1,1,1,1 1,2,1,1     | a,b,c,d 1,1,1,1 1,2,1,2     | [b] inferred
        integer | a,b,c,d 1,1,1,1 1,2,1,1 2,1,1,1 | a,b,c,d 1,1,1,1 1,2,1,1 2,1,1,2 | [a, b] inferred
        integer | a,b,c,d 1,1,1,1 1,2,1,1 1,1,2,1 2,1,1,1 | a,b,c,d 1,1,1,1 1,2,1,1 1,1,2,1 2,1,1,2 | [a, b, c] inferred
        number  | a,b,c,d 1,1,1,1 2,1,1,1     | a,b,c,d 1,1,1,1 2,1,1,2     | []
        integer | a,b,c,d 1,1,1,1             | a,b,c,d 1,1,1,2             | []
        integer | a,b,c,d 1,1,1,1 2,1,1,1     | a,b,c,d 1,1,1,1 3,1,1,1     | [a] inferred
        integer | a,b,c,d 1,1,1,1 2,1,1,1     | a,b,c,d 4,1,1,1 3,1,1,1     | []
        date    | a,b,c,d 2020-01-01,,, 2020-01-02,,, | a,b,c,d 2020-01-01,,, 2020-01-02,2020-01-02,, | [a] inferred
        """)
    void aKeyThatNoSchemaStatesNamesEveryRow(String type, String before, String after, String expected)
            throws Exception {
        String schema =
                "fields: [{name: a, type: %1$s}, {name: b, type: %1$s}, {name: c, type: %1$s}, {name: d, type: %1$s}]"
                        .formatted(type);
        assertEquals(expected, counts(schema, before, schema, after).replaceFirst(":.*", ""));
    }

    @Test
    @Tag("long")
    void ofManyKeysTheFirstIsTaken() throws Exception {
        StringBuilder before = new StringBuilder("a,b,c,d,e");
        for (int i = 0; i < 30_000; i++) {
            before.append(' ').append(i % 20_000);
            before.append((",x" + i).repeat(4));
        }
        String schema = "fields: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e}]";
        assertEquals(
                "[b] inferred: +1 -0 ~0 text 0 moved 0",
                counts(schema, before.toString(), schema, before + " 7,y,z,y,z"));
    }
}
