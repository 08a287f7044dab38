package org.deltaw.study.inspect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deltaw.study.inspect.Draft.Question;

/** What programs read of an inspection. */
public final class InspectionJson {
    private InspectionJson() {}

    /** Writes what is in files, what it probably is, and a spec to begin with. */
    public static Map<String, Object> of(Inspection inspection, Draft draft) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("files", inspection.files().stream().map(InspectionJson::file).toList());
        json.put("source", inspection.source().orElse("table"));
        json.put("table", inspection.table());
        json.put("guesses", inspection.guesses().stream().map(guess -> Map.of("role", guess.role().name().toLowerCase(Locale.ROOT),
                "column", guess.column(), "reason", guess.reason())).toList());
        json.put("spec", draft.spec());
        json.put("open", draft.open().stream().map(InspectionJson::question).toList());
        return json;
    }

    private static Map<String, Object> question(Question question) {
        return Map.of("line", question.line(), "question", question.text(), "mandatory", question.mandatory());
    }

    private static Map<String, Object> file(FileView file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.file().shown());
        json.put("format", file.format());
        json.put("unreadableBecause", file.refusal());
        json.put("groups", file.groups().stream().map(InspectionJson::group).toList());
        return json;
    }

    private static Map<String, Object> group(GroupView group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", group.path());
        json.put("rows", group.rows());
        json.put("variables", group.variables().stream().map(InspectionJson::variable).toList());
        return json;
    }

    private static Map<String, Object> variable(VariableView variable) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", variable.path());
        json.put("type", variable.type().name().toLowerCase(Locale.ROOT));
        json.put("stored", variable.stored());
        json.put("shape", List.copyOf(variable.shape().axes()));
        json.put("first", variable.first());
        json.put("missing", variable.missing());
        json.put("different", variable.different());
        json.put("counts", variable.counts());
        json.put("unreadableBecause", variable.unreadable());
        return json;
    }
}
