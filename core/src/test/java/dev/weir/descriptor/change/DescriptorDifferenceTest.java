package dev.weir.descriptor.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorDifferenceTest {
    private static final String FIELDS =
            "{'name':'p','resources':[{'name':'r','path':'r.csv','schema':{'fields':[%s]}}]}";
    private static final String RESOURCE = "{'name':'p','resources':[{'name':'r','path':'r.csv'%s}]}";

    private static DataPackage dataPackage(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new DataPackage((JsonObject) JsonReader.read(bytes, "datapackage.json"));
    }

    /** Kind, pointer, resource and words of each change. */
    private static List<String> changes(String before, String after) {
        List<String> changes = new ArrayList<>();
        for (Change change : DescriptorDifference.of(dataPackage(before), dataPackage(after))) {
            changes.add(
                    change.kind().text() + ' ' + change.pointer() + ' ' + change.resource() + ": " + change.words());
        }
        return changes;
    }

    /** The changes of one field in its only schema, without what they share. */
    private static List<String> field(String before, String after) {
        List<String> changes = new ArrayList<>();
        for (String change : changes(FIELDS.formatted(before), FIELDS.formatted(after))) {
            changes.add(change.replace("/resources/0/schema/fields/0", "F").replace(" r: field 'a': ", " "));
        }
        return changes;
    }

    private static List<String> schema(String before, String after) {
        String fields = "{'name':'p','resources':[{'name':'r','path':'r.csv','schema':{'fields':[{'name':'a'}]%s}}]}";
        List<String> changes = new ArrayList<>();
        for (String change : changes(fields.formatted(before), fields.formatted(after))) {
            changes.add(change.replace("/resources/0/schema/", "").replace(" r:", ":"));
        }
        return changes;
    }

    private static List<String> resource(String before, String after) {
        List<String> changes = new ArrayList<>();
        for (String change : changes(RESOURCE.formatted(before), RESOURCE.formatted(after))) {
            changes.add(change.replace("/resources/0/", "").replace(" r:", ":"));
        }
        return changes;
    }

    private static List<String> places(String before, String after) {
        String resource = "{'name':'p','resources':[{'name':'r',%s}]}";
        List<String> changes = new ArrayList<>();
        for (String change : changes(resource.formatted(before), resource.formatted(after))) {
            changes.add(change.replace("/resources/0/", "").replace(" r:", ":"));
        }
        return changes;
    }

    @Test
    void nothingDiffersFromItself() {
        assertEquals(List.of(), changes(FIELDS.formatted("{'name':'a'}"), FIELDS.formatted("{'name':'a'}")));
    }

    @Test
    void aPackageIsRenamedByNameOrIdentifier() {
        assertEquals(
                List.of(
                        "package-renamed /name : package name is now 'b', was 'a'",
                        "package-renamed /id : package id is now '10.1/x'"),
                changes("{'name':'a','resources':[]}", "{'name':'b','id':'10.1/x','resources':[]}"));
    }

    @Test
    void versionAndTimeAreNoChanges() {
        assertEquals(
                List.of(),
                changes(
                        "{'name':'a','version':'1.0.0','resources':[]}",
                        "{'name':'a','version':'1.1.0','created':'2026-01-01T00:00:00Z','resources':[]}"));
    }

    @Test
    void wordsOfThePackageAreMetadata() {
        String longer = "a description of more than forty characters in all";
        assertEquals(
                List.of(
                        "metadata /title : title is now 'B', was 'A'",
                        "metadata /description : description is added",
                        "metadata /x~1y : x/y is now [1,2]",
                        "metadata /homepage : homepage is gone, was 'h'",
                        "metadata /notes : notes is gone"),
                changes(
                        "{'title':'A','homepage':'h','notes':'" + longer + "','resources':[]}",
                        "{'title':'B','description':'" + longer + "','x/y':[1,2],'resources':[]}"));
        assertEquals(
                List.of("metadata /title : title has changed"),
                changes("{'title':'A','resources':[]}", "{'title':'" + longer + "','resources':[]}"));
        assertEquals(
                List.of("metadata /title : title has changed"),
                changes("{'title':'A\\nB','resources':[]}", "{'title':'C','resources':[]}"));
    }

    @Test
    void wordsUpToFortyCharactersAreSaid() {
        String forty = "'" + "x".repeat(38) + "'";
        assertEquals(
                List.of("metadata /title : title is now " + forty),
                changes("{'resources':[],'name':1}", "{'title':" + forty + ",'resources':[],'name':1}"));
        assertEquals(
                List.of("metadata /title : title is added"),
                changes("{'resources':[],'name':1}", "{'title':'" + "x".repeat(39) + "','resources':[],'name':1}"));
    }

    @Test
    void aDescriptorThatCannotBeReadIsOneChange() {
        String readable = FIELDS.formatted("{'name':'a'}");
        assertEquals(
                List.of("unreadable  : the descriptor of one version cannot be read"),
                changes("{'resources':[]}", readable));
        assertEquals(
                List.of("unreadable  : the descriptor of one version cannot be read"),
                changes(readable, "{'resources':[]}"));
        assertEquals(List.of(), changes("{'resources':[]}", "{'resources':[]}"));
    }

    @Test
    void resourcesAreAddedRemovedAndRenamed() {
        assertEquals(
                List.of(
                        "resource-renamed /resources/0/name c: resource was called 'a'",
                        "resource-added /resources/1 d: resource is added",
                        "resource-removed /resources/1 b: resource is gone"),
                changes(
                        "{'resources':[{'name':'a','path':'a.csv'},{'name':'b','path':'b.csv'}]}",
                        "{'resources':[{'name':'c','path':'a.csv'},{'name':'d','path':'d.csv'}]}"));
    }

    @Test
    void aResourceThatMovesToAnotherPlaceAndNameIsKnownByItsFields() {
        String fields = "'schema':{'fields':[{'name':'x'}]}";
        assertEquals(
                List.of(
                        "resource-renamed /resources/0/name b: resource was called 'a'",
                        "relocated /resources/0/path b: path has changed"),
                changes(
                        "{'resources':[{'name':'a','path':'a.csv'," + fields + "}]}",
                        "{'resources':[{'name':'b','path':'b.csv'," + fields + "}]}"));
    }

    @Test
    void resourcesWithoutNamesAreKnownByPathThenByPlace() {
        assertEquals(
                List.of("relocated /resources/1/path c.csv: path has changed"),
                changes(
                        "{'resources':[{'path':'a.csv'},{'path':'b.csv'}]}",
                        "{'resources':[{'path':'a.csv'},{'path':'c.csv'}]}"));
        assertEquals(
                List.of("metadata /resources/0/title resource 1: title is now 'T'"),
                changes("{'resources':[{'data':[]}]}", "{'resources':[{'data':[],'title':'T'}]}"));
    }

    @Test
    void resourcesWithNothingInCommonAreOthers() {
        assertEquals(
                List.of(
                        "resource-added /resources/0 b: resource is added",
                        "resource-removed /resources/0 a: resource is gone"),
                changes(
                        "{'resources':[{'name':'a','path':'a.csv','schema':{'fields':[{'name':'x'}]}}]}",
                        "{'resources':[{'name':'b','path':'b.csv','schema':{'fields':[{'name':'y'}]}}]}"));
        assertEquals(
                List.of(
                        "resource-added /resources/0 a: resource is added",
                        "resource-removed /resources/0 resource 1: resource is gone"),
                changes("{'resources':[{'data':[1]}]}", "{'resources':[{'name':'a','data':[1]}]}"));
    }

    @Test
    void aResourceGetsItsFirstName() {
        assertEquals(
                List.of("resource-renamed /resources/0/name a: resource has a name for the first time"),
                changes("{'resources':[{'path':'a.csv'}]}", "{'resources':[{'name':'a','path':'a.csv'}]}"));
    }

    @Test
    void thePlaceOfResourcesDoesNotMatter() {
        assertEquals(
                List.of(),
                changes(
                        "{'resources':[{'name':'a','path':'x.csv'},{'name':'b','path':'y.csv'}]}",
                        "{'resources':[{'name':'b','path':'y.csv'},{'name':'a','path':'x.csv'}]}"));
    }

    @Test
    void dataElsewhereIsRelocated() {
        assertEquals(
                List.of("relocated path: path has changed", "relocated url: url has changed"),
                places("'path':'r.csv','url':'http://a/r.csv'", "'path':'x/r.csv','url':'http://b/r.csv'"));
        assertEquals(List.of("relocated data: data has changed"), places("'path':''", "'path':'','data':[]"));
        assertEquals(
                List.of(),
                changes("{'resources':[{'name':'a','data':[1]}]}", "{'resources':[{'name':'a','data':[2]}]}"));
    }

    @Test
    void sizeAndHashFollowFromTheData() {
        assertEquals(List.of(), resource(",'bytes':1,'hash':'a'", ",'bytes':2,'hash':'b'"));
    }

    @Test
    void theProfileOfAResourceIsMetadata() {
        assertEquals(
                List.of(
                        "metadata type: type is now 'table'",
                        "metadata profile: profile is gone, was 'tabular-data-resource'"),
                resource(",'profile':'tabular-data-resource'", ",'type':'table'"));
    }

    @Test
    void aSchemaComesAndGoes() {
        String schema = ",'schema':{'fields':[]}";
        assertEquals(List.of("schema schema: schema is added"), resource("", schema));
        assertEquals(List.of("schema schema: schema is gone"), resource(schema, ""));
        assertEquals(List.of(), resource("", ""));
    }

    @Test
    void whatIsReadAsBeforeIsNoChange() {
        assertEquals(
                List.of(),
                resource(
                        "",
                        ",'encoding':'UTF-8','format':'CSV','compression':'','dialect':{'delimiter':',','header':true,"
                                + "'lineTerminator':'\\n','quoteChar':'\\u0022','doubleQuote':true,'headerRows':[1]}"));
        assertEquals(List.of(), resource("", ",'dialect':{'lineTerminator':'\\r'}"));
        assertEquals(List.of(), resource(",'dialect':{'lineTerminator':'\\r\\n'}", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'delimiter':';' | delimiter is now ';', was ','",
                "'header':false | header is now false, was true; headerRows is now [], was [1]",
                "'headerRows':[1,2] | headerRows is now [1,2], was [1]",
                "'headerJoin':'-' | headerJoin is now '-', was ' '",
                "'commentRows':[3] | commentRows is now [3], was []",
                "'commentChar':'!' | commentChar is now '!', was ''",
                "'lineTerminator':';' | lineTerminator has changed",
                "'quoteChar':'' | quoteChar is now '', was '\"'",
                "'doubleQuote':false | doubleQuote is now false, was true",
                "'escapeChar':'~' | quoteChar is now '', was '\"'; escapeChar is now '~', was ''",
                "'nullSequence':'NA' | nullSequence is now 'NA', was ''",
                "'skipInitialSpace':true | skipInitialSpace is now true, was false",
                "'property':'rows' | property is now 'rows', was ''",
                "'itemType':'array' | itemType is now 'array', was ''",
                "'itemKeys':['a'] | itemKeys is now ['a'], was []"
            })
    void everyPropertyOfADialectIsRead(String dialect, String words) {
        List<String> expected = new ArrayList<>();
        for (String word : words.split("; ")) {
            String property = word.split(" ")[0];
            expected.add("reading dialect/" + property + ": dialect: " + word.replace("['a']", "[\"a\"]"));
        }
        List<String> found = new ArrayList<>();
        for (String change : resource("", ",'dialect':{" + dialect + "}")) {
            found.add(change.replace("/resources/0/", ""));
        }
        assertEquals(expected, found);
    }

    @Test
    void encodingCompressionAndFormatAreRead() {
        assertEquals(
                List.of(
                        "reading encoding: encoding is now 'latin1', was 'utf-8'",
                        "reading compression: compression is now 'gz', was ''",
                        "reading format: format is now 'tsv', was 'csv'"),
                resource("", ",'encoding':'Latin1','compression':'gz','format':'TSV'"));
        assertEquals(
                List.of("reading compression: compression is now 'gz', was ''", "relocated path: path has changed"),
                places("'path':'r.csv'", "'path':'r.CSV.gz'"));
        assertEquals(
                List.of(
                        "reading compression: compression is now 'zip', was ''",
                        "reading format: format is now 'json', was 'csv'",
                        "relocated path: path has changed"),
                places("'path':'r.csv'", "'path':'r.json.zip'"));
    }

    @Test
    void fieldsAreAddedRemovedAndRenamed() {
        assertEquals(
                List.of("field-added /resources/0/schema/fields/0 r: field 'b' is added"),
                changes(FIELDS.formatted("{'name':'a'}"), FIELDS.formatted("{'name':'b'},{'name':'a'}")));
        assertEquals(
                List.of("field-removed /resources/0/schema/fields/1 r: field 'b' is gone"),
                changes(FIELDS.formatted("{'name':'a'},{'name':'b'}"), FIELDS.formatted("{'name':'a'}")));
        assertEquals(List.of("field-renamed F r: field 'a' is now called 'b'"), field("{'name':'a'}", "{'name':'b'}"));
        assertEquals(
                List.of(
                        "field-added /resources/0/schema/fields/1 r: field 'c' is added",
                        "field-removed /resources/0/schema/fields/0 r: field 'a' is gone"),
                changes(FIELDS.formatted("{'name':'a'},{'name':'b'}"), FIELDS.formatted("{'name':'b'},{'name':'c'}")));
    }

    @Test
    void fieldsOfVersion0AreCalledByTheirId() {
        assertEquals(List.of("field-renamed F r: field 'a' is now called 'b'"), field("{'id':'a'}", "{'id':'b'}"));
        assertEquals(
                List.of("field-renamed F r: field 'a' is named by another property"),
                field("{'id':'a'}", "{'name':'a'}"));
        assertEquals(List.of(), field("{'id':'a'}", "{'id':'a'}"));
        assertEquals(List.of(), field("{'name':'a'}", "{'name':'a','id':'x'}"));
        assertEquals(
                List.of("field-renamed F r: field 'a' is named by another property"),
                field("{'name':'a','id':'x'}", "{'name':'a','id':'y'}"));
    }

    @Test
    void fieldsStandInAnotherOrder() {
        assertEquals(
                List.of("fields-reordered /resources/0/schema/fields r: fields are in another order"),
                changes(
                        FIELDS.formatted("{'name':'a'},{'name':'b'},{'name':'c'}"),
                        FIELDS.formatted("{'name':'a'},{'name':'c'},{'name':'b'}")));
        assertEquals(
                List.of("fields-reordered /resources/0/schema/fields r: fields are in another order"),
                changes(FIELDS.formatted("{'name':'a'},{'name':'b'}"), FIELDS.formatted("{'name':'b'},{'name':'a'}")));
    }

    @Test
    void fieldsOfOneNameAreKnownInTheirOrder() {
        assertEquals(
                List.of("type /resources/0/schema/fields/1/type r: field 'a': type is now year, was date"),
                changes(
                        FIELDS.formatted("{'name':'a'},{'name':'a','type':'date'}"),
                        FIELDS.formatted("{'name':'a'},{'name':'a','type':'year'}")));
    }

    @Test
    void typeAndFormatAreWhatTheyComeTo() {
        assertEquals(
                List.of("type F/type type is now year, was date", "format F/format format is now %Y, was default"),
                field("{'name':'a','type':'date'}", "{'name':'a','type':'year','format':'%Y'}".replace("%", "%")));
        assertEquals(List.of(), field("{'name':'a'}", "{'name':'a','type':'any','format':'default'}"));
        assertEquals(List.of(), field("{'name':'a','format':'fmt:x'}", "{'name':'a','format':'x'}"));
        assertEquals(
                List.of("type F/type type is now money, was any"),
                field("{'name':'a'}", "{'name':'a','type':'money'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "| 'decimalChar':',' | decimalChar is now ','",
                "| 'decimalChar':'.' |",
                "'decimalChar':'.' | |",
                "| 'groupChar':'_' | groupChar is now '_'",
                "| 'bareNumber':false | bareNumber is now false",
                "| 'delimiter':';' | delimiter is now ';'",
                "| 'itemType':'date' | itemType is now 'date'",
                "| 'trueValues':['y'] | trueValues is now [\"y\"]",
                "'falseValues':['n'] | | falseValues is gone, was [\"n\"]",
                "'falseValues':['n'] | 'falseValues':['no'] | falseValues is now [\"no\"], was [\"n\"]",
                "| 'missingValues':['-'] | missingValues is now [\"-\"]",
                "'missingValues':['-'] | 'missingValues':['-'] |"
            })
    void whatSaysHowAFieldIsReadIsReading(String before, String after, String words) {
        String older = before == null ? "" : "," + before;
        String newer = after == null ? "" : "," + after;
        String property = words == null ? "" : words.split(" ")[0];
        assertEquals(
                words == null ? List.of() : List.of("reading F/" + property + " " + words),
                field("{'name':'a'" + older + "}", "{'name':'a'" + newer + "}"));
    }

    @Test
    void wordsAboutAFieldAreMetadata() {
        assertEquals(
                List.of("metadata F/title title is now 'A'", "metadata F/rdfType rdfType is gone, was 'x'"),
                field("{'name':'a','rdfType':'x'}", "{'name':'a','title':'A'}"));
    }

    @Test
    void categoriesRestrict() {
        assertEquals(
                List.of("constraint-tightened F/categories categories is now [\"x\"]"),
                field("{'name':'a'}", "{'name':'a','categories':['x']}"));
        assertEquals(
                List.of("constraint-loosened F/categories categories is now [\"x\",\"y\"], was [\"x\"]"),
                field("{'name':'a','categories':['x']}", "{'name':'a','categories':['x','y']}"));
        assertEquals(
                List.of("metadata F/categories categories is now [{\"value\":\"x\",\"label\":\"X\"}], was [\"x\"]"),
                field("{'name':'a','categories':['x']}", "{'name':'a','categories':[{'value':'x','label':'X'}]}"));
        assertEquals(
                List.of("constraint-loosened F/categories categories is gone, was [\"x\"]"),
                field("{'name':'a','categories':['x']}", "{'name':'a'}"));
        assertEquals(
                List.of("constraint-tightened F/categories categories is now [{}], was [\"x\"]"),
                field("{'name':'a','categories':['x']}", "{'name':'a','categories':[{}]}"));
        assertEquals(List.of(), field("{'name':'a','categories':['x']}", "{'name':'a','categories':['x']}"));
    }

    @Test
    void missingValuesOfASchemaAreReadWithoutOrderAndLabels() {
        assertEquals(
                List.of("reading missingValues: missingValues is now [\"\",\"-\"]"),
                schema("", ",'missingValues':['','-']"));
        assertEquals(List.of(), schema("", ",'missingValues':['']"));
        assertEquals(
                List.of("metadata missingValues: labels of missingValues have changed"),
                schema(",'missingValues':['','-']", ",'missingValues':['',{'value':'-','label':'none'}]"));
    }

    @Test
    void howAHeaderMatchesIsReading() {
        assertEquals(
                List.of("reading fieldsMatch: fieldsMatch is now 'subset'"), schema("", ",'fieldsMatch':'subset'"));
        assertEquals(List.of(), schema("", ",'fieldsMatch':'exact'"));
    }

    @Test
    void wordsOfASchemaAreMetadata() {
        assertEquals(List.of("metadata title: schema: title is now 'T'"), schema("", ",'title':'T','$schema':'x'"));
    }

    @Test
    void keysComeAndGo() {
        assertEquals(List.of("key primaryKey: primary key is now (a), was none"), schema("", ",'primaryKey':'a'"));
        assertEquals(
                List.of("key primaryKey: primary key is now none, was (a, b)"), schema(",'primaryKey':['a','b']", ""));
        assertEquals(List.of(), schema(",'primaryKey':'a'", ",'primaryKey':['a']"));
        assertEquals(
                List.of("key uniqueKeys: unique key (b) is added", "key uniqueKeys: unique key (a) is gone"),
                schema(",'uniqueKeys':[['a']]", ",'uniqueKeys':[['b']]"));
        String key = ",'foreignKeys':[{'fields':'a','reference':{'resource':'x','fields':'id'}}]";
        assertEquals(List.of("key foreignKeys: foreign key (a) is added"), schema("", key));
        assertEquals(List.of("key foreignKeys: foreign key (a) is gone"), schema(key, ""));
        assertEquals(List.of(), schema(key, key.replace("'a'", "['a']")));
    }

    @Test
    void aReferencePointsElsewhere() {
        String key = ",'foreignKeys':[{'fields':['a'],'reference':{'resource':'x','fields':['id']}}]";
        assertEquals(
                List.of("reference foreignKeys: foreign key (a) now points to 'y' (id), did to 'x' (id)"),
                schema(key, key.replace("'x'", "'y'")));
        assertEquals(
                List.of("reference foreignKeys: foreign key (a) now points to itself (id) of http://p, did to 'x'"
                        + " (id)"),
                schema(key, key.replace("'resource':'x'", "'package':'http://p'")));
    }
}
