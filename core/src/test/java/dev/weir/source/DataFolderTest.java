package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.report.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void aPlainFileIsReadAtAnyPosition() throws IOException {
        write("a.csv", "id\n1\n2\n");
        try (FileBytes bytes = assertInstanceOf(FileBytes.class, open("'path': 'a.csv', 'encoding': 'UTF-8'"))) {
            assertEquals(7, bytes.size());
            byte[] target = new byte[10];
            assertEquals(4, bytes.read(3, target, 1, 9));
            assertEquals("1\n2\n", new String(target, 1, 4, StandardCharsets.UTF_8));
            assertEquals(0, bytes.read(7, target, 0, 1));
        }
    }

    @Test
    void partsAreOneTableWithALineBreakBetweenThem() throws IOException {
        write("a.csv", "id,x\n1,a");
        write("b.csv", "\uFEFF2,b\n3,c\n");
        write("c.csv", "");
        write("d.csv", "4,d");
        StreamBytes bytes = (StreamBytes) open("'path': ['a.csv', 'b.csv', 'c.csv', 'd.csv']");
        assertEquals("id,x\n1,a\n2,b\n3,c\n4,d", text(bytes, 3));
        assertEquals(new StreamBytes.Part(folder + "/a.csv", 0, 1), bytes.part(8));
        assertEquals(new StreamBytes.Part(folder + "/b.csv", 9, 3), bytes.part(9));
        assertEquals(new StreamBytes.Part(folder + "/d.csv", 17, 5), bytes.part(18));
        assertEquals(bytes.storedSize(), bytes.storedRead());
    }

    @Test
    void gzipIsDecompressedByPathOrByProperty() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("id\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("a.csv.gz"), packed.toByteArray());
        Files.write(folder.resolve("b.csv"), packed.toByteArray());
        assertEquals("id\n1\n", text(open("'path': 'a.csv.gz'"), 100));
        assertEquals("id\n1\n", text(open("'path': 'b.csv', 'compression': 'gz'"), 1));
        Files.write(folder.resolve("c.csv.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() - 9));
        SourceException cut = assertThrows(SourceException.class, () -> text(open("'path': 'c.csv.gz'"), 100));
        assertEquals(ErrorCode.COMPRESSION_ERROR, cut.code());
        write("d.csv.gz", "id\n");
        SourceException none = assertThrows(SourceException.class, () -> text(open("'path': 'd.csv.gz'"), 100));
        assertEquals(ErrorCode.COMPRESSION_ERROR, none.code());
    }

    @Test
    void aFileOfAZipIsRead() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("a.zip")))) {
            zip.putNextEntry(new ZipEntry("d/"));
            zip.putNextEntry(new ZipEntry("d/one.csv"));
            zip.write('1');
            zip.putNextEntry(new ZipEntry("d/two.csv"));
            zip.write('2');
        }
        assertEquals("1", text(open("'path': 'a.zip'"), 10));
        assertEquals("2", text(open("'path': 'a.zip', 'innerpath': 'd/two.csv'"), 10));
        assertThrows(SourceException.class, () -> text(open("'path': 'a.zip', 'innerpath': 'x'"), 10));
    }

    @Test
    void anArchiveThatExplodesMeetsTheLimit() throws IOException {
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.csv.gz")))) {
            gzip.write(new byte[5_000_000]);
        }
        Limits limits = new Limits(1, 1, 1, 250, 1_000_000);
        StreamBytes bytes = (StreamBytes) new DataFolder(folder, false, limits).open(resource("'path': 'a.csv.gz'"));
        SourceException bomb = assertThrows(SourceException.class, () -> text(bytes, 10_000));
        assertEquals(ErrorCode.SOURCE_ERROR, bomb.code());
    }

    @Test
    void otherEncodingsBecomeUtf8() throws IOException {
        String[] names = {"iso-8859-1", "windows-1252", "utf-16", "UTF-16LE", "utf-16-be", "latin1", "cp1252", "utf_32"
        };
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            String text = random.ints(random.nextInt(100_000), 0, 60)
                    .collect(
                            StringBuilder::new,
                            (b, i) -> b.append("aé,\n\"ß;x1 ".charAt(i % 10)),
                            StringBuilder::append)
                    .toString();
            for (String name : names) {
                String java = name.equals("utf-16-be") ? "UTF-16BE" : name.replace('_', '-');
                Files.write(folder.resolve("a.csv"), text.getBytes(Charset.forName(java)));
                int step = 1 + random.nextInt(50_000);
                assertEquals(text, text(open("'path': 'a.csv', 'encoding': '" + name + "'"), step), name + " " + seed);
            }
        }
    }

    @Test
    void aByteOrderMarkOfUtf16Decides() throws IOException {
        Files.write(folder.resolve("a.csv"), "\uFEFFid\né\n".getBytes(StandardCharsets.UTF_16LE));
        assertEquals("id\né\n", text(open("'path': 'a.csv'"), 4));
        SourceException other = assertThrows(SourceException.class, () -> open("'path': 'a.csv', 'encoding': 'utf-8'"));
        assertEquals(ErrorCode.ENCODING_ERROR, other.code());
    }

    @Test
    void bytesThatAreNotOfTheEncodingStopTheTextWithTheirOffset() throws IOException {
        byte[] bytes = "abc\nde\n".getBytes(StandardCharsets.US_ASCII);
        bytes[5] = (byte) 0x81;
        Files.write(folder.resolve("a.csv"), bytes);
        StreamBytes source = (StreamBytes) open("'path': 'a.csv', 'encoding': 'shift_jis'");
        byte[] target = new byte[100];
        assertEquals(5, source.read(target, 0, 100));
        SourceException problem = assertThrows(SourceException.class, () -> source.read(target, 0, 100));
        assertEquals(ErrorCode.ENCODING_ERROR, problem.code());
        assertEquals(5, problem.position());
        assertTrue(problem.getMessage().startsWith(folder + "/a.csv at byte 5: The byte"), problem::getMessage);
    }

    @Test
    void anUnknownEncodingIsAnEncodingError() throws IOException {
        write("a.csv", "id\n");
        SourceException problem =
                assertThrows(SourceException.class, () -> open("'path': 'a.csv', 'encoding': 'utf-9'"));
        assertEquals(ErrorCode.ENCODING_ERROR, problem.code());
        assertTrue(problem.note().contains("did you mean \"utf-8\""), problem::note);
    }

    @Test
    void inlineTextIsReadAsUtf8() {
        assertEquals("é\n1", text(open("'data': 'é\\n1', 'format': 'csv'"), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../a.csv",
                "x/../../a.csv",
                ".hidden/a.csv",
                "d/.a.csv",
                "C:/a.csv",
                "C:a.csv",
                "file:a.csv",
                "file:///etc/passwd",
                "..\\\\a.csv",
                "\\\\\\\\host\\\\a",
                "//host/a",
                "a\\u0000.csv",
                "~/a.csv",
                "http://x/a.csv",
                "ftp://x/a.csv",
                "",
                "d"
            })
    void whatMayNotBeNamedIsASchemeError(String path) throws IOException {
        Files.createDirectory(folder.resolve("d"));
        SourceException problem = assertThrows(SourceException.class, () -> open("'path': '" + path + "'"));
        assertEquals(ErrorCode.SCHEME_ERROR, problem.code());
    }

    @Test
    void aLinkOutOfThePackageIsRefusedUnlessTrusted(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret.csv"), "id\n");
        Files.createSymbolicLink(folder.resolve("file.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(folder.resolve("folder"), outside);
        write("in.csv", "id\n");
        Files.createSymbolicLink(folder.resolve("inside.csv"), folder.resolve("in.csv"));
        assertThrows(SourceException.class, () -> open("'path': 'file.csv'"));
        assertThrows(SourceException.class, () -> open("'path': 'folder/secret.csv'"));
        assertEquals("id\n", text(open("'path': 'inside.csv'"), 9));
        DataFolder trusted = new DataFolder(folder, true, Limits.DEFAULT);
        assertEquals("id\n", text(trusted.open(resource("'path': 'folder/secret.csv'")), 9));
        assertEquals("id\n", text(trusted.open(resource("'path': '" + outside + "/secret.csv'")), 9));
    }

    @Test
    void aMissingFileIsASchemeErrorWithTheNearestName() throws IOException {
        write("orders.csv", "id\n");
        SourceException problem = assertThrows(SourceException.class, () -> open("'path': 'order.csv'"));
        assertEquals(ErrorCode.SCHEME_ERROR, problem.code());
        assertEquals(folder + "/order.csv: There is no such file; did you mean \"orders.csv\"?", problem.getMessage());
    }

    private ByteSource open(String properties) {
        return new DataFolder(folder, false, Limits.DEFAULT).open(resource(properties));
    }

    private static Resource resource(String properties) {
        String json = ("{'name': 'a', " + properties + "}").replace('\'', '"');
        return new Resource((JsonObject) JsonReader.read(json.getBytes(StandardCharsets.UTF_8), "test"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String text(ByteSource source, int step) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[step];
        try (source) {
            long position = 0;
            while (true) {
                int count = source instanceof StreamBytes stream
                        ? stream.read(some, 0, step)
                        : ((FileBytes) source).read(position, some, 0, step);
                all.write(some, 0, count);
                position += count;
                if (count == 0) {
                    return all.toString(StandardCharsets.UTF_8);
                }
            }
        }
    }
}
