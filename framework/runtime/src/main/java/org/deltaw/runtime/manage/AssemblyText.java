package org.deltaw.runtime.manage;

import java.util.List;

/** The README of a distribution that was assembled. */
final class AssemblyText {
    private AssemblyText() {}

    static String readme(String name, List<Probe.Finding> extensions, List<String> examples) {
        StringBuilder text = new StringBuilder("# " + name + "\n\nDeltaW with the plugins it was assembled with. It needs Java "
                + RequiredJava.version() + " or later, which `bin/deltaw` looks for in\n"
                + "`DELTAW_JAVA_HOME`, `JAVA_HOME`, `PATH` and the usual places.\n\n"
                + "    bin/deltaw --help\n");
        examples.forEach(each -> text.append("    bin/deltaw fit examples/").append(each).append("\n"));
        text.append("\n| kind | name | jar |\n|---|---|---|\n");
        for (Probe.Finding each : extensions) {
            text.append("| ").append(each.kind()).append(" | `").append(each.name()).append("` | `plugins/")
                    .append(each.jar().replaceFirst(".*[/\\\\]", "")).append("` |\n");
        }
        return text.append("\nMore plugins: `bin/deltaw install FILE.jar`; `bin/deltaw plugins` lists what is there.\n").toString();
    }
}
