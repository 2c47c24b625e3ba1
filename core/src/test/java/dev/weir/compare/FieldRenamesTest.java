package dev.weir.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which field is taken for another one with a new name, and how sure that is. */
class FieldRenamesTest {
    @TempDir
    Path folder;

    private String renames(String before, String csv, String after, String now) throws Exception {
        TwoPackages packages = new TwoPackages(folder)
                .table("a", "fields: [" + before + "]", csv)
                .table("b", "fields: [" + after + "]", now);
        return TwoPackages.schema(packages.compare());
    }

    @Test
    void sameValuesAreMostOfTheEvidence() throws Exception {
        assertEquals(
                "field-renamed t.zzz name: \"aaa\" -> \"zzz\" sure 0.8",
                renames("{name: aaa}", "aaa\n1\n2\n", "{name: zzz}", "zzz\n1\n2\n"));
    }

    @Test
    void valuesThatDifferAndAnotherNameAreTwoFields() throws Exception {
        assertEquals(
                "field-added t.zzz name: none -> \"zzz\"\nfield-removed t.aaa name: \"aaa\" -> none",
                renames("{name: aaa}", "aaa\n1\n2\n", "{name: zzz}", "zzz\n3\n4\n"));
    }

    @Test
    void aFieldOfAnotherTypeIsAnotherField() throws Exception {
        assertEquals(
                "field-added t.price_now name: none -> \"price_now\"\nfield-removed t.price name: \"price\" -> none",
                renames(
                        "{name: price, type: integer}",
                        "price\n1\n",
                        "{name: price_now, type: string}",
                        "price_now\n1\n"));
    }

    @Test
    void integersAndNumbersMayBeOneField() throws Exception {
        assertEquals(
                """
                field-renamed t.price_eur name: "price" -> "price_eur" sure 0.93
                field-retyped t.price_eur type: "integer" -> "number\"\
                """,
                renames(
                        "{name: price, type: integer}",
                        "price\n1\n2\n",
                        "{name: price_eur, type: number}",
                        "price_eur\n1\n2\n"));
    }

    @Test
    void withoutRowsNeighboursAndNamesDecide() throws Exception {
        String before = "{name: id}, {name: mail}, {name: n}";
        String after = "{name: id}, {name: email}, {name: n}";
        assertEquals(
                "field-renamed t.email name: \"mail\" -> \"email\" sure 0.86",
                renames(before, "id,mail,n\n", after, "id,email,n\n"));
        assertEquals(
                "field-renamed t.email name: \"mail\" -> \"email\" sure 0.86",
                renames(before, "id,mail,n\n1,a,2\n", after, "id,email,n\n"));
    }

    @Test
    void theMostAlikeArePairedFirst() throws Exception {
        assertEquals(
                """
                field-renamed t.qq name: "yy" -> "qq" sure 0.6
                field-renamed t.px name: "xx" -> "px" sure 0.67
                field-removed t.ww name: "ww" -> none
                field-moved t.qq position: 3 -> 2\
                """,
                renames(
                        "{name: id}, {name: xx}, {name: yy}, {name: ww}",
                        "id,xx,yy,ww\n1,a,k,z\n2,b,l,z\n",
                        "{name: id}, {name: qq}, {name: px}",
                        "id,qq,px\n1,k,a\n2,l,b\n"));
    }

    @Test
    void missingValuesAreNoEvidence() throws Exception {
        assertEquals(
                "field-added t.zzz name: none -> \"zzz\"\nfield-removed t.aaa name: \"aaa\" -> none",
                renames(
                        "{name: id}, {name: aaa}",
                        "id,aaa\n1,\n2,\n3,x\n",
                        "{name: id}, {name: zzz}",
                        "id,zzz\n1,\n2,\n3,y\n"));
    }
}
