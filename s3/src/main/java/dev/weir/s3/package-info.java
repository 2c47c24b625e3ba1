/**
 * Publishes to {@code s3://bucket/prefix}: {@link dev.weir.s3.S3Opener} is found as a service, {@link dev.weir.s3.S3Target}
 * puts objects with If-None-Match and switches the top with If-Match. Knows core only.
 */
@NullMarked
package dev.weir.s3;

import org.jspecify.annotations.NullMarked;
