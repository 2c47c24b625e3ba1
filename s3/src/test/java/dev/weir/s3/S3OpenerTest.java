package dev.weir.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.publish.Target;
import dev.weir.publish.TargetOpener;
import java.util.List;
import org.junit.jupiter.api.Test;

class S3OpenerTest {
    private static final String NOWHERE = "http://127.0.0.1:1";

    @Test
    void isFoundByTheAddress() {
        assertInstanceOf(S3Opener.class, TargetOpener.of("s3://bucket/prefix"));
        assertNull(TargetOpener.of("gs://bucket/prefix"));
    }

    @Test
    void addressesAreABucketAndAPrefix() {
        for (String address :
                List.of("s3://bucket", "s3://bucket/", "s3://data.example.org/a/b c/", "s3://bucket/a/")) {
            try (Target target = new S3Opener().open(address, NOWHERE)) {
                String plain = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
                assertEquals(address.matches("s3://[^/]*/?") ? plain + "/" : plain, target.name());
            }
        }
        for (String wrong :
                List.of("s3://", "s3://B/x", "s3:///x", "s3://bucket/a//b", "s3://bucket/../x", "s3://bucket/.")) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> new S3Opener().open(wrong, NOWHERE));
            assertTrue(String.valueOf(refused.getMessage()).startsWith(wrong), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new S3Opener().open("s3://bucket", "here"));
    }
}
