package dev.weir.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CsvRowWriterTest {
    private final List<Tables.CellError> errors = new ArrayList<>();

    private String rewrite(String csv, Schema in, Schema out, Dialect from, Dialect to, UnaryOperator<Batch> step) {
        return Tables.rewrite(csv, in, from, CsvLayout.of(out, to), step, errors);
    }

    private String kept(String csv, Schema schema) {
        return rewrite(csv, schema, schema, Dialect.DEFAULT, Dialect.DEFAULT, batch -> batch);
    }

    private String canonical(String csv, Schema schema) {
        return rewrite(csv, schema, schema, Dialect.DEFAULT, Dialect.DEFAULT, CsvRowWriterTest::withoutRaw);
    }

    private static Batch withoutRaw(Batch batch) {
        return batch.with(
                batch.schema(), batch.columns().stream().map(Column::withoutRaw).toList());
    }

    @Test
    void untouchedCellsKeepTheirText() {
        Schema schema = Tables.schema("{\"fields\": [{\"name\": \"a\", \"type\": \"number\"}, {\"name\": \"b\"}],"
                + " \"missingValues\": [\"\", \"NA\"]}");
        assertEquals(
                "a,b\n1.50,\"quoted\"\nNA,NA\n+1e3,\"a \"\"b\"\"\n\"\n",
                kept("a,b\n1.50,\"quoted\"\nNA,NA\n+1e3,\"a \"\"b\"\"\n\"\n", schema));
    }

    @Test
    void markAndCarriageReturnsGo() {
        assertEquals(
                "a,b\n1,x\n,\"y\r\nz\"\n",
                kept("\ufeffa,b\r\n1,x\r\n,\"y\r\nz\"\r\n", Tables.fields("a:integer", "b:string")));
        assertEquals("a,b\n1,x\n", kept("a,b\n1,x", Tables.fields("a:integer", "b:string")));
    }

    @Test
    void computedCellsAreCanonical() {
        assertEquals(
                "a,b,c,d\n1.5,7,x,true\n-0.05,-12,,false\n0,0,\"a,b\",\n",
                canonical(
                        "a,b,c,d\n01.50,+7,\"x\",1\n-.050,-012,,0\n-0.0,0,\"a,b\",\n",
                        Tables.fields("a:number", "b:integer", "c:string", "d:boolean")));
    }

    @Test
    void rowOfOneEmptyCellIsQuoted() {
        assertEquals("a\n\"\"\nx\n\"\"\n", canonical("a\n\"\"\nx\n\"\"\n", Tables.fields("a:string")));
        Schema one = Tables.fields("a:string");
        String written = rewrite(
                "a,b\n,1\nx,2\n",
                Tables.fields("a:string", "b:string"),
                one,
                Dialect.DEFAULT,
                Dialect.DEFAULT,
                batch -> batch.with(one, batch.columns().subList(0, 1)));
        assertEquals("a\n\"\"\nx\n", written);
    }

    @Test
    void neighboursThatWereReorderedAreNotRunTogether() {
        Schema out = Tables.fields("c:string", "a:string", "b:string");
        String written = rewrite(
                "a,b,c\n1,2,3\n\"4\",5,6\n",
                Tables.fields("a:string", "b:string", "c:string"),
                out,
                Dialect.DEFAULT,
                Dialect.DEFAULT,
                batch -> batch.with(out, List.of(batch.column(2), batch.column(0), batch.column(1))));
        assertEquals("c,a,b\n3,1,2\n6,\"4\",5\n", written);
    }

    @Test
    void filteredRowsKeepTheirText() {
        Schema schema = Tables.fields("a:string", "b:number");
        String written = rewrite(
                "a,b\n1,2.0\n\"4\",5\n7,8.00\n",
                schema,
                schema,
                Dialect.DEFAULT,
                Dialect.DEFAULT,
                batch -> batch.gather(new int[] {2, -1, 1}, 3));
        assertEquals("a,b\n7,8.00\n,\n\"4\",5\n", written);
    }

    @Test
    void textIsKeptUnderAnotherFieldWhereItGivesTheSameValue() {
        Schema in = Tables.schema("{\"fields\": [{\"name\": \"a\", \"type\": \"number\", \"missingValues\": [\"NA\"]},"
                + " {\"name\": \"b\"}]}");
        Schema out = Tables.schema("{\"fields\": [{\"name\": \"a\", \"type\": \"number\", \"missingValues\": [\"NA\","
                + " \"-\", \"0\"]}, {\"name\": \"b\"}]}");
        assertEquals(
                "a,b\n1.50,x\nNA,y\n\"2.0\",z\n",
                rewrite("a,b\n1.50,x\nNA,y\n\"2.0\",z\n", in, out, Dialect.DEFAULT, Dialect.DEFAULT, batch -> batch));
        assertEquals(List.of(), errors);
        assertEquals(
                "a,b\n0,x\n",
                rewrite("a,b\n0.0,x\n", in, out, Dialect.DEFAULT, Dialect.DEFAULT, CsvRowWriterTest::withoutRaw));
        assertEquals(1, errors.size());
        Schema other = Tables.schema("{\"fields\": [{\"name\": \"a\", \"type\": \"number\", \"missingValues\": [\"\"]},"
                + " {\"name\": \"b\"}]}");
        assertEquals(
                "a,b\n1.50,x\n,y\n",
                rewrite("a,b\n1.50,x\nNA,y\n", in, other, Dialect.DEFAULT, Dialect.DEFAULT, batch -> batch));
        Schema german = Tables.schema("{\"fields\": [{\"name\": \"a\", \"type\": \"number\", \"decimalChar\": \",\"},"
                + " {\"name\": \"b\"}]}");
        assertEquals(
                "a,b\n\"1,5\",x\n3,y\n",
                rewrite("a,b\n1.50,x\n3,y\n", in, german, Dialect.DEFAULT, Dialect.DEFAULT, batch -> batch));
    }

    @Test
    void badCellsKeepTheirText() {
        assertEquals("a,b\nx,1\n\"y,z\",2\n", kept("a,b\nx,1\n\"y,z\",2\n", Tables.fields("a:integer", "b:string")));
        Schema schema = Tables.fields("a:integer", "b:string");
        assertEquals(
                "a;b\nx;1\ny,z;2\n",
                rewrite(
                        "a,b\nx,1\n\"y,z\",2\n",
                        schema,
                        schema,
                        Dialect.DEFAULT,
                        Tables.dialect("{\"delimiter\": \";\"}"),
                        batch -> batch));
    }

    @Test
    void cellsWithoutATextAreErrors() {
        Schema in = Tables.fields("a:string", "b:string");
        Schema none = Tables.schema("{\"fields\": [{\"name\": \"a\"}, {\"name\": \"b\"}], \"missingValues\": []}");
        rewrite("a,b\n,x\n", in, none, Dialect.DEFAULT, Dialect.DEFAULT, CsvRowWriterTest::withoutRaw);
        assertEquals("a", errors.get(0).field());
        errors.clear();
        Schema dash = Tables.schema("{\"fields\": [{\"name\": \"a\"}, {\"name\": \"b\"}], \"missingValues\": [\"-\"]}");
        assertEquals(
                "a,b\n-,x\ny,-\n",
                rewrite("a,b\n,x\ny,-\n", in, dash, Dialect.DEFAULT, Dialect.DEFAULT, CsvRowWriterTest::withoutRaw));
        assertEquals(1, errors.size());
        assertEquals(
                new Tables.CellError(
                        1, "b", "the text would be read back as missing: take it out of" + " missingValues"),
                errors.get(0));
    }

    @Test
    void quotesOnlyWhereTheDialectNeedsThem() {
        Schema schema = Tables.fields("a:string", "b:string");
        String csv = "a,b\n\"x,y\",p;q\n#c, d\n\"e\"\"f\",\"g\nh\"\n\"#\",\"\"\n";
        assertEquals(
                "a;b\nx,y;\"p;q\"\n#c; d\n\"e\"\"f\";\"g\nh\"\n#;\n",
                withDialect(csv, schema, "{\"delimiter\": \";\"}"));
        assertEquals(
                "a,b\r\n\"x,y\",p;q\r\n#c, d\r\n\"e\"\"f\",\"g\nh\"\r\n#,\r\n",
                withDialect(csv, schema, "{\"lineTerminator\": \"\\r\\n\"}"));
        assertEquals(
                "a,b\n\"x,y\",p;q\n\"#c\", d\n\"e\"\"f\",\"g\nh\"\n\"#\",\n",
                withDialect(csv, schema, "{\"commentChar\": \"#\"}"));
        assertEquals(
                "a,b\n\"x,y\",p;q\n#c,\" d\"\n\"e\"\"f\",\"g\nh\"\n#,\n",
                withDialect(csv, schema, "{\"skipInitialSpace\": true}"));
        assertEquals(
                "'a,b','c''d'\n",
                withDialect("a,b\n\"a,b\",c'd\n", schema, "{\"quoteChar\": \"'\", \"header\": false}"));
        assertEquals(List.of(), errors);
        assertEquals(
                "a,b\n\"x,y\",e\"f\n", withDialect("a,b\n\"x,y\",\"e\"\"f\"\n", schema, "{\"doubleQuote\": false}"));
        assertEquals(List.of(), errors);
        withDialect("a,b\n\"x,y\",\"\"\"f\"\n", schema, "{\"doubleQuote\": false}");
        withDialect("a,b\n\"x,y\",f\n", schema, "{\"quoteChar\": \"\"}");
        assertEquals(2, errors.size());
        errors.clear();
        assertEquals(
                "a|b\nx,y|p\\|q\\\\\n",
                withDialect("a,b\n\"x,y\",p|q\\\n", schema, "{\"delimiter\": \"|\", \"escapeChar\": \"\\\\\"}"));
        assertEquals("a::b\nx,y::\"p::q\"\n", withDialect("a,b\n\"x,y\",p::q\n", schema, "{\"delimiter\": \"::\"}"));
        assertEquals(List.of(), errors);
    }

    private String withDialect(String csv, Schema schema, String dialect) {
        return rewrite(csv, schema, schema, Dialect.DEFAULT, Tables.dialect(dialect), CsvRowWriterTest::withoutRaw);
    }
}
