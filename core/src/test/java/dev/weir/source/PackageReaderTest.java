package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.FieldRule;
import dev.weir.descriptor.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageReaderTest {
    private static final String PACKAGE = "{\"resources\": [{\"name\": \"a\", \"path\": \"a.csv\",\n"
            + " \"schema\": \"s/a.json\", \"dialect\": \"d.yaml\"}]}";

    @TempDir
    Path folder;

    @Test
    void referencesArePutInTheirPlace() throws IOException {
        write("datapackage.json", PACKAGE);
        write("s/a.json", "{\"fields\": [{\"name\": \"id\"}]}");
        write("d.yaml", "delimiter: ';'\n");
        OpenedPackage opened = new PackageReader().open(folder);
        assertEquals(
                List.of("id"),
                Objects.requireNonNull(opened.dataPackage().resources().get(0).schema())
                        .names());
        assertEquals(";", opened.dataPackage().resources().get(0).dialect().delimiter());
        assertEquals("s/a.json", opened.descriptor().objects("resources").get(0).text("schema"));
        assertEquals(folder.resolve("datapackage.json"), opened.file());
        assertEquals(folder, opened.folder());
    }

    @Test
    void findingsInAReferredFileNameItAndStandAtTheReference() throws IOException {
        write("datapackage.json", PACKAGE);
        write("s/a.json", "{\"fields\": [\n  {\"name\": 1}]}");
        write("d.yaml", "delimiter: [\n");
        DescriptorException problem = assertThrows(DescriptorException.class, () -> new PackageReader().open(folder));
        List<Finding> findings = problem.findings();
        assertEquals(
                List.of("/resources/0/dialect", "/resources/0/schema/fields/0/name"),
                findings.stream().map(Finding::pointer).toList());
        assertEquals(2, findings.get(1).place().line());
        assertTrue(
                findings.get(1).message().startsWith("in " + folder + "/s/a.json:2:12: \"name\" must be a string"),
                problem::getMessage);
        assertTrue(findings.get(0).message().startsWith("in " + folder + "/d.yaml:2:1: This is not YAML"));
    }

    @Test
    void aReferenceThatIsNotThereOrLeadsOutIsAFinding() throws IOException {
        write("datapackage.json", PACKAGE.replace("s/a.json", "../a.json"));
        OpenedPackage opened = new PackageReader().openLeniently(folder);
        assertEquals(
                List.of("/resources/0/dialect", "/resources/0/schema"),
                opened.checked().errors().stream().map(Finding::pointer).toList());
        assertEquals("a", opened.dataPackage().resources().get(0).name());
        write("datapackage.json", PACKAGE.replace("s/a.json", "http://x/a.json"));
        assertTrue(new PackageReader()
                .openLeniently(folder).checked().errors().stream()
                        .anyMatch(finding -> finding.message().contains("nothing remote is read")));
    }

    @Test
    void foreignKeysSeeReferredSchemas() throws IOException {
        write(
                "datapackage.json",
                "{\"resources\": [{\"name\": \"a\", \"path\": \"a.csv\", \"schema\": {\"fields\": [{\"name\": \"x\"}],"
                        + " \"foreignKeys\": [{\"fields\": \"x\", \"reference\": {\"resource\": \"b\", \"fields\":"
                        + " \"idd\"}}]}}, {\"name\": \"b\", \"path\": \"b.csv\", \"schema\": \"b.json\"}]}");
        write("b.json", "{\"fields\": [{\"name\": \"id\"}]}");
        List<Finding> errors =
                new PackageReader().openLeniently(folder).checked().errors();
        assertEquals(1, errors.size());
        assertTrue(errors.get(0).message().contains("did you mean \"id\""));
    }

    @Test
    void yamlIsReadWithAWarningWhereThereIsNoJson() throws IOException {
        write("datapackage.yml", "resources:\n- {name: a, path: a.csv}\n");
        OpenedPackage opened = new PackageReader().open(folder);
        assertEquals(1, opened.checked().warnings().size());
        assertEquals("a", opened.dataPackage().resources().get(0).name());
        write("datapackage.json", "{\"resources\": [{\"name\": \"b\", \"path\": \"b.csv\"}]}");
        assertEquals(
                "b",
                new PackageReader()
                        .open(folder)
                        .dataPackage()
                        .resources()
                        .get(0)
                        .name());
        assertEquals(
                "a",
                new PackageReader()
                        .open(folder.resolve("datapackage.yml"))
                        .dataPackage()
                        .resources()
                        .get(0)
                        .name());
    }

    @Test
    void whatIsNotThereOrNoPackageIsSaidWithItsName() throws IOException {
        UncheckedIOException absent =
                assertThrows(UncheckedIOException.class, () -> new PackageReader().open(folder.resolve("x")));
        assertTrue(absent.getMessage().startsWith(folder + "/x: there is no such file or folder"));
        DescriptorException none = assertThrows(DescriptorException.class, () -> new PackageReader().open(folder));
        assertEquals(
                folder + ": The folder has no datapackage.json: make one, or name the descriptor", none.getMessage());
        write("datapackage.json", "[]");
        assertEquals(
                "",
                new PackageReader()
                        .openLeniently(folder)
                        .checked()
                        .errors()
                        .get(0)
                        .pointer());
        write("datapackage.json", "{");
        assertEquals(
                1, new PackageReader().openLeniently(folder).checked().errors().size());
    }

    @Test
    void aDescriptorPastTheLimitIsRefused() throws IOException {
        write("datapackage.json", " ".repeat(200));
        Limits small = new Limits(1, 100, 200, 1, 1);
        DescriptorException large = assertThrows(
                DescriptorException.class, () -> new PackageReader(small, false, FieldRule.NONE).open(folder));
        assertTrue(large.getMessage().contains("more than 100 bytes"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
