package dev.weir.s3;

import dev.weir.publish.Target;
import dev.weir.publish.TargetOpener;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens {@code s3://bucket/prefix}. Credentials and region come from where they usually do: the environment, the profile. */
public final class S3Opener implements TargetOpener {
    private static final Pattern ADDRESS = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/[^?#]*)?");

    @Override
    public String scheme() {
        return "s3://";
    }

    @Override
    public Target open(String address, @Nullable String endpoint) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(address + ": is not of the form s3://BUCKET/PREFIX");
        }
        String rest = matcher.group(2);
        String prefix = rest == null ? "" : rest.replaceAll("^/+|/+$", "");
        if (prefix.contains("//") || prefix.matches("(.*/)?\\.{1,2}(/.*)?")) {
            throw new IllegalArgumentException(address + ": the prefix has an empty part, . or .. in it");
        }
        String place = endpoint == null ? "AWS" : endpoint;
        return new S3Target(client(endpoint), matcher.group(1), prefix.isEmpty() ? "" : prefix + "/", place);
    }

    private static S3Client client(@Nullable String endpoint) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .region(region());
        if (endpoint != null) {
            builder.endpointOverride(uri(endpoint)).forcePathStyle(true);
        }
        return builder.build();
    }

    private static URI uri(String endpoint) {
        try {
            URI uri = new URI(endpoint);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException none) {
            // said below
        }
        throw new IllegalArgumentException(
                endpoint + ": is no address of a server: write http://HOST:PORT or https://HOST");
    }

    /** The one that is set, in the environment or the profile; servers that have none take any. */
    private static Region region() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException none) {
            return Region.US_EAST_1;
        }
    }
}
