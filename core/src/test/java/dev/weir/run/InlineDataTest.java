package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that stand in the descriptor. */
class InlineDataTest {
    private static final String FIELDS = "{'name':'id','type':'integer'},{'name':'name','type':'string'},"
            + "{'name':'ok','type':'boolean','trueValues':['yes'],'falseValues':['no']}";

    @TempDir
    Path folder;

    private Path descriptor(String more, String data) throws IOException {
        String json = "{'resources':[{'name':'t','type':'table'," + more + "'schema':{'fields':[" + FIELDS
                + "],'primaryKey':['id']},'data':" + data + "}]}";
        return Files.writeString(folder.resolve("datapackage.json"), json.replace('\'', '"'));
    }

    private List<String> rows(String more, String data) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Rows table = Weir.open(descriptor(more, data)).resource("t").rows()) {
            for (Row row : table) {
                rows.add(row.value(0) + " " + row.value(1) + " " + row.value(2));
            }
        }
        return rows;
    }

    private List<String> errors(String more, String data) throws IOException {
        Report report = Weir.validate(descriptor(more, data), RunOptions.DEFAULT);
        List<String> errors = new ArrayList<>();
        for (RowError error : report.tasks().get(0).errors()) {
            errors.add(error.code().code() + " " + error.position().rowNumber() + " " + error.fieldNumber() + " "
                    + error.position().line() + " " + error.cell());
        }
        return errors;
    }

    @Test
    void anArrayOfArraysHasItsHeaderFirst() throws IOException {
        assertEquals(
                List.of("1 a,\"b\"\nc true", "2 null false"),
                rows("", "[['id','name','ok'],[1,'a,\\\"b\\\"\\nc',true],['2',null,'no']]"));
    }

    @Test
    void anArrayOfObjectsHasItsKeysAsHeader() throws IOException {
        assertEquals(
                List.of("1 x true", "2 null false"), rows("", "[{'id':1,'name':'x','ok':'yes'},{'ok':false,'id':2}]"));
    }

    @Test
    void withoutHeaderTheFirstArrayIsARow() throws IOException {
        assertEquals(List.of("1 x true"), rows("'dialect':{'header':false},", "[[1,'x','yes']]"));
    }

    @Test
    void itemKeysPickAndOrderTheKeys() throws IOException {
        assertEquals(
                List.of("1 x true"),
                rows("'dialect':{'itemKeys':['id','name','ok']},", "[{'ok':true,'more':0,'name':'x','id':1}]"));
    }

    @Test
    void aTextIsReadAsTextAndANumberIsNoText() throws IOException {
        assertEquals(
                List.of("type-error 2 2 0 5", "type-error 3 1 0 1.5", "type-error 3 3 0 true"),
                errors("", "[['id','name','ok'],[1,5,'yes'],[1.5,'x','true']]"));
    }

    @Test
    void rowNumbersCountTheHeaderAndShapesAreChecked() throws IOException {
        assertEquals(
                List.of("missing-cell 2 3 0 ", "extra-cell 3 4 0 9", "primary-key 4 0 0 null"),
                errors("", "[['id','name','ok'],[1,'x'],[2,'y',true,9],[1,'z',true]]"));
    }

    @Test
    void aTextThatLooksLikeACommentOrABlankLineIsARow() throws IOException {
        assertEquals(
                List.of("1 # x true", "2 \n true"),
                rows("'dialect':{'commentChar':'1'},", "[['id','name','ok'],[1,'# x',true],[2,'\\n',true]]"));
    }

    @Test
    void csvMayStandInTheDescriptor() throws IOException {
        assertEquals(List.of("1 x true"), rows("'format':'csv',", "'id,name,ok\\n1,x,yes\\n'"));
    }

    @Test
    void manyRowsOfInlineDataKeepTheirPlaces() throws IOException {
        StringBuilder data = new StringBuilder("[['id','name','ok']");
        for (int i = 1; i <= 30_000; i++) {
            data.append(",[").append(i == 29_000 ? "'x'" : i).append(",'abcdefghijklmnopqrstuvwxyz',true]");
        }
        assertEquals(
                List.of("type-error 29001 1 0 x"), errors("", data.append("]").toString()));
    }
}
