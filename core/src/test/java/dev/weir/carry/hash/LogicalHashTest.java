package dev.weir.carry.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.weir.run.Rows;
import dev.weir.run.Weir;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hash of what a table says: which tables share one, and how it is made. */
class LogicalHashTest {
    private static final String FIELDS =
            "{\"name\":\"id\",\"type\":\"integer\"},{\"name\":\"n\",\"type\":\"number\"},{\"name\":\"day\",\"type\":\"date\"}";
    private static final String TABLE = "id,n,day\n1,1.5,2024-01-02\n2,,2024-01-03\n3,-0.25,\n";

    @TempDir
    Path folder;

    @Test
    void theHashIsTheSumOfTheHashesOfRows() throws Exception {
        BigInteger sum = row(cell("day", "date", "2024-01-02"), cell("id", "integer", "1"), cell("n", "number", "1.5"))
                .add(row(cell("day", "date", "2024-01-03"), cell("id", "integer", "2"), cell("n", "number", null)))
                .add(row(cell("day", "date", null), cell("id", "integer", "3"), cell("n", "number", "-0.25")))
                .mod(BigInteger.ONE.shiftLeft(256));
        String digits = sum.toString(16);
        assertEquals("0".repeat(64 - digits.length()) + digits, hash(FIELDS, "", TABLE));
        assertEquals("0".repeat(64), hash(FIELDS, "", "id,n,day\n"));
    }

    private static BigInteger row(byte[]... cells) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] cell : cells) {
            digest.update(cell);
        }
        return new BigInteger(1, digest.digest());
    }

    private static byte[] cell(String name, String type, @Nullable String value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (String text : List.of(name, type)) {
            out.writeInt(text.length());
            out.writeBytes(text);
        }
        out.writeByte(value == null ? 0 : 1);
        if (value != null) {
            out.writeInt(value.length());
            out.writeBytes(value);
        }
        return bytes.toByteArray();
    }

    @Test
    void anotherSpellingOfTheSameIsTheSame() throws IOException {
        String hash = hash(FIELDS, "", TABLE);
        assertEquals(hash, hash(FIELDS, "", "id,n,day\n3,-0.25,\n1,1.5,2024-01-02\n2,,2024-01-03\n"));
        assertEquals(
                hash, hash(FIELDS, "", "id,n,day\r\n\"1\",1.50,\"2024-01-02\"\r\n02,,2024-01-03\r\n3,-25e-2,\"\""));
        String moved =
                "{\"name\":\"day\",\"type\":\"date\",\"format\":\"%d.%m.%Y\"},{\"name\":\"n\",\"type\":\"number\",\"decimalChar\":\",\"},{\"name\":\"id\",\"type\":\"integer\"}";
        assertEquals(
                hash,
                hash(
                        moved,
                        ",\"dialect\":{\"delimiter\":\";\"}",
                        "day;n;id\n02.01.2024;1,5;1\n03.01.2024;;2\n;-0,25;3\n"));
        assertEquals(hash, hash(FIELDS, "", TABLE.replace(",,", ",NA,"), ",\"missingValues\":[\"\",\"NA\"]"));
    }

    @Test
    void whatSaysSomethingElseIsSomethingElse() throws IOException {
        String hash = hash(FIELDS, "", TABLE);
        assertNotEquals(hash, hash(FIELDS, "", TABLE.replace("1.5", "1.6")));
        assertNotEquals(hash, hash(FIELDS, "", TABLE.replace("\n1,1.5,", "\n1,,")));
        assertNotEquals(hash, hash(FIELDS, "", TABLE + "3,-0.25,\n"));
        assertNotEquals(hash, hash(FIELDS.replace("\"n\"", "\"m\""), "", TABLE.replace(",n,", ",m,")));
        assertNotEquals(hash, hash(FIELDS.replace("integer", "number"), "", TABLE));
        assertNotEquals(
                hash(FIELDS, "", TABLE.replace("1.5", "wrong")), hash(FIELDS, "", TABLE.replace("1.5", "worse")));
        assertNotEquals(hash(FIELDS, "", TABLE.replace("1.5", "wrong")), hash(FIELDS, "", TABLE.replace("1.5", "")));
    }

    @Test
    void rowsInAnyOrderHaveOneHash() throws IOException {
        Random random = new Random(1);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(random.nextInt(300) + "," + random.nextInt(100) / 4.0 + ",2024-01-0" + (1 + random.nextInt(9)));
        }
        String hash = hash(FIELDS, "", "id,n,day\n" + String.join("\n", rows));
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(rows, random);
            assertEquals(hash, hash(FIELDS, "", "id,n,day\n" + String.join("\n", rows)));
        }
        List<String> fewer = rows.subList(1, rows.size());
        assertNotEquals(hash, hash(FIELDS, "", "id,n,day\n" + String.join("\n", fewer)));
    }

    private String hash(String fields, String resource, String csv) throws IOException {
        return hash(fields, resource, csv, "");
    }

    private String hash(String fields, String resource, String csv, String schema) throws IOException {
        Files.writeString(folder.resolve("t.csv"), csv);
        Files.writeString(
                folder.resolve("datapackage.json"),
                "{\"name\":\"p\",\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\"" + resource
                        + ",\"schema\":{\"fields\":[" + fields + "]" + schema + "}}]}");
        try (Rows rows = Weir.open(folder).resource("t").rows()) {
            return LogicalHash.of(rows).hex();
        }
    }
}
