package org.deltaw.runtime.manage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.deltaw.spec.text.Words;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;

/**
 * A Maven project with one plugin that works, its test and its README.
 *
 * @param name the extension's, as in {@code my-rule}
 * @param packageName of its class
 * @param repository where Maven finds what it is built against, a URL
 * @param examples where the specs are that the README tries it with
 */
public record PluginProject(PluginKind kind, String name, String packageName, String repository, String examples) {
    private static final String TEMPLATES = "plugin/";

    /** Returns the name of its class: {@code my-rule} is a {@code MyRule}, a rule {@code oja} an {@code OjaRule}. */
    String className() {
        String camel = Arrays.stream(name.split("-")).map(Words::capital).collect(Collectors.joining());
        return camel.endsWith(kind.template()) ? camel : camel + kind.template();
    }

    /** Returns its files, by path in the project. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", filled("pom.xml"));
        files.put("README.md", filled("README.md"));
        files.put(".gitignore", filled("gitignore"));
        files.put(source(), filled(kind.template() + ".java"));
        files.put(test(), filled(kind.template() + "Test.java"));
        return files;
    }

    /** Writes it into a new folder, which is never seen half-written. */
    public void write(Path folder) {
        Folders.create(Objects.requireNonNull(folder.toAbsolutePath().normalize().getParent()));
        Path beside = Folders.beside(folder);
        try {
            files().forEach((name, text) -> {
                Path file = beside.resolve(name);
                Folders.create(Objects.requireNonNull(file.getParent()));
                AtomicFile.write(file, text);
            });
            AtomicFile.publish(beside, folder);
        } finally {
            Folders.delete(beside);
        }
    }

    public String source() {
        return path("main", className());
    }

    private String test() {
        return path("test", className() + "Test");
    }

    private String path(String tree, String type) {
        return "src/" + tree + "/java/" + packageName.replace('.', '/') + "/" + type + ".java";
    }

    private String filled(String template) {
        return text(template)
                .replace("{{kind}}", kind.words())
                .replace("{{name}}", name)
                .replace("{{class}}", className())
                .replace("{{package}}", packageName)
                .replace("{{source}}", source())
                .replace("{{test}}", test())
                .replace("{{java}}", RequiredJava.version())
                .replace("{{try}}", tried())
                .replace("{{repository}}", repository.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private String tried() {
        return "deltaw fit " + kind.fit(examples, name).stream().map(Words::shell).collect(Collectors.joining(" "));
    }

    private static String text(String template) {
        try (InputStream in = PluginProject.class.getResourceAsStream(TEMPLATES + template)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
