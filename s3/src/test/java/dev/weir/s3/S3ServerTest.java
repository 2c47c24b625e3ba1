package dev.weir.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.publish.Content;
import dev.weir.publish.Target;
import dev.weir.publish.Target.Put;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The target against a real server: {@code -Dweir.s3=s3://bucket/prefix}, where nothing is, with {@code AWS_ENDPOINT_URL}
 * and credentials in the environment. {@code scripts/peers-s3.sh} starts one, and publishes to it.
 */
@EnabledIfSystemProperty(
        named = "weir.s3",
        matches = "s3://.+",
        disabledReason = "no server: scripts/peers-s3.sh has one")
class S3ServerTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void objectsStayAndOneSwitches() {
        try (Target target = new S3Opener().open(System.getProperty("weir.s3"), System.getenv("AWS_ENDPOINT_URL"))) {
            assertNull(target.read("datapackage.json"));
            assertEquals(List.of(), target.names(""));
            Content first = Content.of(bytes("first"));
            assertEquals(Put.SENT, target.put("versions/1.json", first, null));
            assertEquals(Put.THERE, target.put("versions/1.json", first, null));
            assertEquals(Put.OTHER, target.put("versions/1.json", Content.of(bytes("other")), null));
            assertEquals(Put.COPIED, target.put("versions/2.json", first, "versions/1.json"));
            assertEquals(Put.SENT, target.put("versions/3.json", first, "versions/0.json"));
            assertEquals(Put.THERE, target.put("versions/2.json", first, null));
            assertEquals(List.of("versions/"), target.names(""));
            assertEquals(3, target.names("versions/").size());
            assertTrue(target.replace("datapackage.json", null, bytes("one")));
            assertFalse(target.replace("datapackage.json", null, bytes("two")));
            Target.Found one = target.read("datapackage.json");
            assertNotNull(one);
            assertArrayEquals(bytes("one"), one.bytes());
            assertTrue(target.replace("datapackage.json", one.tag(), bytes("two")));
            assertFalse(target.replace("datapackage.json", one.tag(), bytes("three")));
        }
    }
}
