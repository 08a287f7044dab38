package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.Test;

/** Every version stands once, as a property of the root pom: modules name libraries and plugins, and no versions. */
class VersionTest {
    /** ND4J needs an older SLF4J than a library of the tests does; one pom can manage one version of it only. */
    private static final Set<String> TWO_VERSIONS = Set.of("${nd4j.slf4j.version}");

    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");
    private static final Pattern VERSION = Pattern.compile("<version>(.*?)</version>");
    private static final Pattern VERSION_PROPERTY = Pattern.compile("<([\\w.-]+\\.version)>[^<]*</\\1>");
    private static final Pattern MANAGEMENT = Pattern.compile("(?s)<(dependencyManagement|pluginManagement)>(.*?)</\\1>");
    private static final Pattern MANAGED =
            Pattern.compile("(?s)<(dependency|plugin)>(?:(?!</?(?:dependency|plugin|exclusions|configuration|executions)>).)*");
    private static final Pattern NAME = Pattern.compile("<(groupId|artifactId|classifier|type)>(.*?)</\\1>");

    @Test
    void modulesNameNoVersions() throws Exception {
        List<String> named = new ArrayList<>();
        int modules = 0;
        for (Path pom : poms()) {
            versionsOfModule(read(pom)).filter(each -> !TWO_VERSIONS.contains(each))
                    .forEach(each -> named.add(Project.root().relativize(pom) + " names " + each));
            modules++;
        }
        assertEquals(List.of(), named);
        assertTrue(modules >= 28, "only " + modules + " modules were looked at");
    }

    @Test
    void rootManagesVersionsByProperties() throws Exception {
        assertEquals(List.of(), plainVersions(root()));
    }

    @Test
    void rootManagesEverythingOnce() throws Exception {
        assertEquals(List.of(), managedTwice(root()));
    }

    @Test
    void everyPropertyIsUsed() throws Exception {
        StringBuilder all = new StringBuilder(root());
        for (Path pom : poms()) {
            all.append(read(pom));
        }
        Path templates = Project.root().resolve("framework/runtime/src/main/templates");
        all.append(Files.readString(templates.resolve("pom.xml")).replaceAll("@([\\w.]+)@", "\\${$1}"));
        assertEquals(List.of(), unused(root(), all.toString()));
    }

    @Test
    void versionInAModuleIsFound() {
        String module = "<project><parent><version>1</version></parent><properties><jmh.version>1.37</jmh.version></properties>"
                + "<dependency><artifactId>a</artifactId><version>${bnd.version}</version></dependency></project>";
        assertEquals(List.of("${bnd.version}", "jmh.version"), versionsOfModule(module).toList());
    }

    @Test
    void plainVersionInTheRootIsFound() {
        assertEquals(List.of("a 1.2", "b none"), plainVersions("<project><version>0.1</version><dependencyManagement>"
                + "<dependency><artifactId>a</artifactId><version>1.2</version></dependency></dependencyManagement>"
                + "<pluginManagement><plugin><artifactId>b</artifactId><configuration/></plugin></pluginManagement></project>"));
    }

    @Test
    void whatIsManagedTwiceIsFound() {
        String one = "<dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency>";
        String other = one.replace("<version>", "<classifier>c</classifier><version>");
        assertEquals(List.of("g a"), managedTwice("<dependencyManagement>" + one + other + one + "</dependencyManagement>"));
    }

    @Test
    void unusedPropertyIsFound() {
        String pom = "<a.version>1</a.version><b.version>2</b.version><version>${b.version}</version>";
        assertEquals(List.of("a.version"), unused(pom, pom));
    }

    /** Lists the poms of all modules, also of those that only a profile builds. */
    private static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.find(Project.root(), 3, (file, _) -> file.endsWith("pom.xml"))) {
            return files.filter(file -> !file.getParent().equals(Project.root())).sorted().toList();
        }
    }

    private static String root() throws IOException {
        return read(Project.root().resolve("pom.xml"));
    }

    private static String read(Path pom) throws IOException {
        return COMMENT.matcher(Files.readString(pom)).replaceAll("");
    }

    private static Stream<String> versionsOfModule(String pom) {
        String own = PARENT.matcher(pom).replaceAll("");
        return Stream.concat(groups(VERSION, own), groups(VERSION_PROPERTY, own));
    }

    private static List<String> plainVersions(String root) {
        return managed(root)
                .map(each -> groups(NAME, each, 2).skip(each.contains("<groupId>") ? 1 : 0).findFirst().orElse("?") + " "
                        + groups(VERSION, each).findFirst().orElse("none"))
                .filter(each -> !each.matches(".* \\$\\{[\\w.-]+}")).toList();
    }

    private static List<String> managedTwice(String root) {
        Set<String> seen = new TreeSet<>();
        return managed(root).map(each -> String.join(" ", groups(NAME, each, 2).toList()))
                .filter(each -> !seen.add(each)).toList();
    }

    private static List<String> unused(String root, String poms) {
        return groups(VERSION_PROPERTY, root).filter(each -> !poms.contains("${" + each + "}")).toList();
    }

    /** Cuts out what the root says on each library and each plugin that it manages. */
    private static Stream<String> managed(String root) {
        return groups(MANAGEMENT, root, 2).flatMap(section -> MANAGED.matcher(section).results().map(MatchResult::group));
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return groups(pattern, text, 1);
    }

    private static Stream<String> groups(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(each -> each.group(group));
    }
}
