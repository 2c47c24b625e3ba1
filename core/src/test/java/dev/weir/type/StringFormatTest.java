package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.FieldType;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringFormatTest {

    private static void check(String format, boolean valid, String... texts) {
        CellType type = Cells.type(FieldType.STRING, "format", format);
        for (String text : texts) {
            CastResult expected =
                    valid ? new CastResult.Value(text) : new CastResult.Bad("type is \"string/" + format + "\"", false);
            assertEquals(expected, type.castText(text), text);
        }
    }

    @Test
    void emails() {
        check(
                "email",
                true,
                "a@b.co",
                "a.b+c_d-e@x-y.example.org",
                "o'brien@example.com",
                "!#$%&'*+/=?^_`{|}~@e.xy",
                "\"john doe\"@example.org",
                "\"a\\\"b\"@example.org",
                "j\u00fcrgen@m\u00fcller.de",
                "1@2.c3",
                "a@xn--mller-kva.de",
                "x".repeat(64) + "@example.org",
                "a@" + "b".repeat(63) + ".org",
                "A@B.C",
                "user123456789012@example.org",
                "user1234567890123@example.org");
        check(
                "email",
                false,
                "a",
                "a@",
                "@b.co",
                "a@b",
                "a@@b.co",
                "a@b@c.co",
                "a b@c.co",
                "a@b c.co",
                ".a@b.co",
                "a.@b.co",
                "a..b@c.co",
                "a@.b.co",
                "a@b..co",
                "a@b.co.",
                "a@-b.co",
                "a@b-.co",
                "a@b.1",
                "a@b.co ",
                " a@b.co",
                "a@b_c.co",
                "a@[127.0.0.1]",
                "x".repeat(65) + "@example.org",
                "a@" + "b".repeat(64) + ".org",
                "a@" + "b.".repeat(126) + "org",
                "Joe <a@b.co>",
                "a@b,co",
                "a@b.co\n",
                "\"a@b.co",
                "\"\u0001\"@b.co",
                "a@b.c!",
                "\"a\"b@c.co",
                "a@1.2",
                "a@b.co\0",
                "a+@-b.co");
    }

    @Test
    void uris() {
        check(
                "uri",
                true,
                "http://example.com",
                "https://example.com:8080/a/b;c?d=e&f#g",
                "urn:isbn:0451450523",
                "mailto:a@b.co",
                "tel:+1-816-555-1212",
                "file:///etc/passwd",
                "ftp://user:pw@example.com/%7Ea",
                "http://[2001:db8::1]:80/",
                "http://[::ffff:1.2.3.4]/",
                "data:text/plain,hello",
                "a:",
                "x-y+z.1:path",
                "http://example.com?q",
                "http://example.com#f",
                "http://a/b?c/d?e",
                "ldap://[2001:db8::7]/c=GB?one",
                "news:comp.infosystems.www",
                "http://exa%6dple.com/",
                "file:/a",
                "http://a:/",
                "http://[1:2:3:4:5:6:7:8]",
                "http://[::]/",
                "http://[v1.fe:a]/",
                "http://[1:2:3:4:5:6:1.2.3.4]");
        check(
                "uri",
                false,
                "example.com",
                "//example.com/a",
                "/a/b",
                "a/b:c",
                "1http://a",
                ":a",
                "http://a b",
                "http://a/%",
                "http://a/%4",
                "http://a/%zz",
                "http://\u00e9.fr/",
                "http://a/<b>",
                "http://a/\"",
                "http://a/b#c#d",
                "http://",
                "http:///a",
                "https:",
                "http:a",
                "http://a:b/",
                "http://[::1",
                "http://[zz]/",
                "http://a\\b",
                "http://a/{x}",
                "http://a/|",
                "ht tp://a",
                " http://a",
                "http://a\n",
                "http://@/",
                "http://:80/",
                "http://[1:2:3]/",
                "http://[::1::]/",
                "http://[1::2:3:4:5:6:7:8]/",
                "http://[::1.2.3.256]/",
                "http://[]/",
                "http://[::1]x/",
                "http://[12345::]/");
    }

    @Test
    void binary() {
        check("binary", true, "YQ==", "YWI=", "YWJj", "YWJjZA==", "+/+/");
        check(
                "binary",
                false,
                "Y",
                "YQ",
                "YQ=",
                "YQ===",
                "====",
                "Y===",
                "YW Jj",
                "YWJj\n",
                "YQ==YQ==",
                "-_-_",
                "=YQ=",
                "YWI\u00e9",
                "SGVsbG8gV29ybGQ===");
        assertEquals(
                new CastResult.Value(""),
                CellType.of(Cells.field(FieldType.STRING, "format", "binary"), List.of())
                        .castText(""));
    }

    @Test
    void uuids() {
        check(
                "uuid",
                true,
                "00000000-0000-0000-0000-000000000000",
                "F47AC10B-58CC-4372-A567-0E02B2C3D479",
                "f47ac10b-58cc-4372-a567-0e02b2c3d479");
        check(
                "uuid",
                false,
                "f47ac10b58cc4372a5670e02b2c3d479",
                "{f47ac10b-58cc-4372-a567-0e02b2c3d479}",
                "urn:uuid:f47ac10b-58cc-4372-a567-0e02b2c3d479",
                "f47ac10b-58cc-4372-a567-0e02b2c3d47g",
                "f47ac10b-58cc-4372-a5670-e02b2c3d479",
                "f47ac10b-58cc-4372-a567-0e02b2c3d4799",
                "-----",
                "f47ac10b+58cc-4372-a567-0e02b2c3d479");
    }

    @Test
    void otherFormatsAreProblems() {
        assertEquals(
                List.of("format \"hostname\" is not one of default, email, uri, binary, uuid"),
                CellType.problems(Cells.field(FieldType.STRING, "format", "hostname")));
        assertEquals(List.of(), CellType.problems(Cells.field(FieldType.ANY, "format", "hostname")));
        assertEquals(List.of(), CellType.problems(Cells.field(FieldType.INTEGER, "format", "hostname")));
    }
}
