package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.spec.json.JsonText;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.WarningsJson;

/** The rows of one fit as JSON, so that it need not be made again. Numbers keep every bit. */
final class RowsJson {
    private RowsJson() {}

    /** Returns what {@link JsonText} writes. */
    static Object write(List<Row> rows) {
        return rows.stream().map(row -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("subject", row.subject());
            json.put("outcome", row.outcome());
            json.put("reason", row.reason());
            json.put("converged", row.converged());
            json.put("warnings", WarningsJson.of(row.warnings()));
            json.put("values", row.values());
            json.put("curves", row.curves());
            return json;
        }).toList();
    }

    /** Reads what {@link #write} wrote, of the given fit. */
    static List<Row> read(Cell cell, Object json) {
        List<Row> rows = new ArrayList<>();
        for (Object each : (List<?>) json) {
            Map<?, ?> row = (Map<?, ?>) each;
            Map<String, Double> values = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(row.get("values"))).forEach((name, value) -> values.put((String) name, number(value)));
            Map<String, double[]> curves = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(row.get("curves"))).forEach((name, curve) -> curves.put((String) name,
                    ((List<?>) curve).stream().mapToDouble(RowsJson::number).toArray()));
            rows.add(new Row(cell, text(row, "subject"), text(row, "outcome"), text(row, "reason"),
                    Boolean.TRUE.equals(row.get("converged")), WarningsJson.read(JsonTree.of(row)), values, curves));
        }
        return rows;
    }

    private static String text(Map<?, ?> row, String key) {
        return (String) Objects.requireNonNull(row.get(key));
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble((String) value);
    }
}
