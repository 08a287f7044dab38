package org.deltaw.spi.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads a file from its first to its last byte, and hashes it on the way. For one thread; made by {@link InputFile#open}. */
public final class FileReading implements AutoCloseable {
    private final String name;
    private final DigestInputStream hashed;
    private final InputStream stream;

    /** @param name by which the file is known afterwards */
    FileReading(Path path, String name) throws IOException {
        this.name = name;
        this.hashed = new DigestInputStream(Files.newInputStream(path), sha256());
        this.stream = new BufferedInputStream(hashed);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256, but not this one.", e);
        }
    }

    /** Returns what to read from; {@link #close} closes it. */
    public InputStream stream() {
        return stream;
    }

    /**
     * Reads what is left, and names the file with its hash. Called once, after what is wanted has been read.
     *
     * @throws IOException if the rest cannot be read
     */
    public SourceFile end() throws IOException {
        stream.transferTo(OutputStream.nullOutputStream());
        return new SourceFile(name, HexFormat.of().formatHex(hashed.getMessageDigest().digest()));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
