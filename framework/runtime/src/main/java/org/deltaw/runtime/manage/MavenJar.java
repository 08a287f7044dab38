package org.deltaw.runtime.manage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.IoReason;

/** A jar in a Maven repository: in the user's own, where {@code mvn install} puts it, or in Maven Central. */
public record MavenJar(String group, String artifact, String version) {
    public static final String PREFIX = "maven:";
    private static final URI CENTRAL = URI.create("https://repo1.maven.org/maven2/");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;
    private static final String PART = "([A-Za-z0-9_][A-Za-z0-9_.-]*)";
    private static final Pattern COORDINATES = Pattern.compile(PREFIX + PART + ":" + PART + ":" + PART);

    /** Reads coordinates as in {@code maven:org.lab:my-rule:1.0.0}. */
    public static MavenJar of(String coordinates) {
        Matcher parts = COORDINATES.matcher(coordinates);
        if (!parts.matches()) {
            throw new InvalidSpecException("'" + coordinates + "' names no jar; expected maven:GROUP:ARTIFACT:VERSION, as in "
                    + "maven:org.lab:my-rule:1.0.0.");
        }
        return new MavenJar(parts.group(1), parts.group(2), parts.group(3));
    }

    public String fileName() {
        return artifact + "-" + version + ".jar";
    }

    private String path() {
        return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + fileName();
    }

    /** Copies the jar to a file. */
    public void fetch(Path file) {
        Path own = Path.of(System.getProperty("user.home"), ".m2", "repository", path());
        try {
            if (Files.isRegularFile(own)) {
                Files.copy(own, file, StandardCopyOption.REPLACE_EXISTING);
            } else {
                download(file);
            }
        } catch (ConnectException | HttpTimeoutException unreachable) {
            throw new InvalidSpecException(this + " is not in ~/.m2/repository, and " + CENTRAL.getHost() + " cannot be reached. Behind a "
                    + "proxy, name it, as in DELTAW_OPTS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'; or download the jar where "
                    + "there is a network, and install the file.");
        } catch (IOException e) {
            throw new UncheckedIOException(this + " could not be fetched from " + CENTRAL.getHost() + ": " + IoReason.of(e)
                    + ". Try again, or download it yourself and install the file", e);
        }
    }

    private void download(Path file) throws IOException {
        try (HttpClient client = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).connectTimeout(LIMIT).build()) {
            String expected = new String(get(client, path() + ".sha1").orElseThrow(this::missing), StandardCharsets.US_ASCII).strip();
            byte[] jar = get(client, path()).orElseThrow(this::missing);
            if (!expected.startsWith(sha1(jar))) {
                throw new InvalidSpecException(this + " arrived damaged: its checksum is " + sha1(jar) + ", expected " + expected
                        + "; try again.");
            }
            Files.write(file, jar);
        }
    }

    private InvalidSpecException missing() {
        return new InvalidSpecException("There is no jar " + this + ", neither in ~/.m2/repository nor in Maven Central; check its "
                + "group, artifact and version.");
    }

    private static Optional<byte[]> get(HttpClient client, String path) throws IOException {
        try {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(CENTRAL.resolve(path)).timeout(LIMIT).build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                if (response.statusCode() != FOUND) {
                    throw new IOException("the answer was " + response.statusCode());
                }
                return Optional.of(body.readAllBytes());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1.", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + group + ":" + artifact + ":" + version;
    }
}
