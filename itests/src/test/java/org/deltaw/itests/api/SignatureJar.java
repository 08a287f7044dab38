package org.deltaw.itests.api;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deltaw.itests.Project;

/** What others can see of a module, as a jar: its manifest and its classes without code, as small as a comparison of versions allows. */
final class SignatureJar {
    private SignatureJar() {}

    /** Writes a module's exported packages and its manifest. */
    static Path write(Project.Module module, Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        for (String each : module.exports()) {
            add(module.classes(), each.replace('.', '/'), entries);
        }
        return write(Files.readAllBytes(module.classes().resolve(JarFile.MANIFEST_NAME)), entries, jar);
    }

    private static void add(Path classes, String folder, Map<String, byte[]> entries) throws IOException {
        try (var files = Files.list(classes.resolve(folder))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                byte[] content = Files.readAllBytes(file);
                if (isSeen(file, content)) {
                    entries.put(folder + "/" + file.getFileName(), signatures(content));
                }
            }
        }
    }

    /** Writes a jar whose bits depend on the content alone. */
    static Path write(byte[] manifest, Map<String, byte[]> entries, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, JarFile.MANIFEST_NAME, manifest);
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                add(zip, each.getKey(), each.getValue());
            }
        }
        return jar;
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        zip.write(content);
    }

    private static boolean isSeen(Path file, byte[] content) {
        return file.endsWith("package-info.class") || isSeen(ClassFile.of().parse(content).flags());
    }

    private static boolean isSeen(AccessFlags flags) {
        return (flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED)) && !flags.has(AccessFlag.SYNTHETIC);
    }

    private static byte[] signatures(byte[] content) {
        ClassModel model = ClassFile.of().parse(content);
        return ClassFile.of().transformClass(model, ClassTransform
                .dropping(each -> each instanceof MethodModel method && !isSeen(method.flags())
                        || each instanceof FieldModel field && !isSeen(field.flags())
                        || each instanceof SourceFileAttribute)
                .andThen(ClassTransform.transformingMethods(MethodTransform.dropping(each -> each instanceof CodeModel))));
    }

    /** Removes all methods of a name from a class. */
    static byte[] without(String method, byte[] content) {
        ClassModel model = ClassFile.of().parse(content);
        return ClassFile.of().transformClass(model, ClassTransform.dropping(
                each -> each instanceof MethodModel found && found.methodName().equalsString(method)));
    }

    /** Lists what is in a jar besides the manifest. */
    static Map<String, byte[]> entries(Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            List<? extends ZipEntry> all = file.stream().toList();
            for (ZipEntry each : all) {
                if (!each.getName().equals(JarFile.MANIFEST_NAME)) {
                    entries.put(each.getName(), file.getInputStream(each).readAllBytes());
                }
            }
        }
        return entries;
    }
}
