package org.deltaw.study.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;

/** Runs golden fixtures on backends and tells, fixture by fixture, how far they are off. */
public final class SelfTest {
    private static final List<String> BUILT_IN = List.of("oja_small.json", "recurrent.json", "metrics.json");

    private final ExtensionCatalog catalog;
    private final Consumer<Result> report;

    /** How a fixture went. */
    public enum State { AGREES, DIFFERS, NOT_COVERED }

    /**
     * One fixture on one backend.
     *
     * @param backend its name and precision; empty for what no backend computes
     * @param loss relative error of loss; likewise the next two
     * @param gradient of the gradient
     * @param simulation of outputs, weights and metrics
     * @param note why it is not covered, or what went wrong; else empty
     */
    public record Result(
            String fixture, String backend, double loss, double gradient, double simulation, State state, String note) {
        /** Returns it for programs. */
        public Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("fixture", fixture);
            json.put("backend", backend);
            json.put("state", Words.of(state).replace(' ', '-'));
            json.put("lossError", known(loss));
            json.put("gradientError", known(gradient));
            json.put("simulationError", known(simulation));
            json.put("note", note);
            return json;
        }

        private static OptionalDouble known(double error) {
            return Double.isNaN(error) ? OptionalDouble.empty() : OptionalDouble.of(error);
        }
    }

    /**
     * Prepares a self-test.
     *
     * @param report is told each result as it is there
     */
    public SelfTest(ExtensionCatalog catalog, Consumer<Result> report) {
        this.catalog = catalog;
        this.report = report;
    }

    /** Returns the largest relative error that is accepted: rounding of many steps, far below any mistake. */
    public static double tolerance(Precision precision) {
        return switch (precision) {
            case F64 -> 1e-9;
            case F32 -> 1e-3;
        };
    }

    /**
     * Runs all fixtures of a directory, or the built-in ones, on each of the backends in each of their precisions.
     *
     * @throws InvalidSpecException if the directory holds no fixtures
     */
    public void run(Optional<Path> directory, List<GradientBackend<?>> backends) {
        for (Json file : directory.map(SelfTest::files).orElseGet(SelfTest::builtIn)) {
            file.find("cases").ifPresent(cases -> cases.items().forEach(each -> runCase(each, backends)));
            file.find("bce").ifPresent(all -> all.items().forEach(each ->
                    onBackends(each, backends, metrics -> metrics.crossEntropy(each))));
            file.find("deviance").ifPresent(all -> all.items().forEach(each ->
                    onBackends(each, backends, metrics -> metrics.deviance(each))));
            file.find("r2").ifPresent(all -> all.items().forEach(each ->
                    compare(id(each), "", Precision.F64, () -> GoldenMetrics.rSquared(each))));
            file.find("expectedReward").ifPresent(all -> all.items().forEach(each ->
                    compare(id(each), "", Precision.F64, () -> GoldenMetrics.expectedReward(each))));
        }
    }

    /** Says of each backend, in each precision, on which device and how many threads it computes. */
    public List<String> devices(List<GradientBackend<?>> backends) {
        List<String> devices = new ArrayList<>();
        if (GoldenMetrics.missing(catalog).isEmpty()) {
            forEach(backends, (backend, precision, label) -> devices.add(label + ": " + device(backend, precision)));
        }
        return devices;
    }

    private String device(GradientBackend<?> backend, Precision precision) {
        try {
            return new GoldenMetrics(backend, settings(precision), catalog).device();
        } catch (RuntimeException failed) {
            return "does not start. " + failed.getMessage();
        }
    }

    private interface Metric {
        GoldenRun.Errors compute(GoldenMetrics metrics);
    }

    private void runCase(Json json, List<GradientBackend<?>> backends) {
        GoldenCase golden = new GoldenCase(json);
        Optional<String> missing = ReferenceModel.missing(golden.description(), catalog);
        if (missing.isPresent()) {
            notCovered(golden.id(), missing.get());
            return;
        }
        forEach(backends, (backend, precision, label) -> compare(golden.id(), label, precision, () ->
                GoldenRun.errors(golden, ReferenceModel.fit(
                        golden.description(), golden.dataset(), backend, settings(precision), catalog))));
    }

    private void onBackends(Json golden, List<GradientBackend<?>> backends, Metric metric) {
        Optional<String> missing = GoldenMetrics.missing(catalog);
        if (missing.isPresent()) {
            notCovered(id(golden), missing.get());
            return;
        }
        forEach(backends, (backend, precision, label) -> compare(id(golden), label, precision, () ->
                metric.compute(new GoldenMetrics(backend, settings(precision), catalog))));
    }

    private interface PerBackend {
        void accept(GradientBackend<?> backend, Precision precision, String label);
    }

    private static void forEach(List<GradientBackend<?>> backends, PerBackend action) {
        for (GradientBackend<?> backend : backends) {
            backend.precisions().stream().sorted().forEach(precision -> action.accept(
                    backend, precision, backend.id() + " " + precision.name().toLowerCase(Locale.ROOT)));
        }
    }

    private void compare(String fixture, String label, Precision precision, Supplier<GoldenRun.Errors> errors) {
        Result result;
        try {
            GoldenRun.Errors found = errors.get();
            State state = found.worst() <= tolerance(precision) ? State.AGREES : State.DIFFERS;
            result = new Result(fixture, label, found.loss(), found.gradient(), found.simulation(), state, "");
        } catch (RuntimeException failed) {
            result = new Result(fixture, label, Double.NaN, Double.NaN, Double.NaN, State.DIFFERS,
                    String.valueOf(failed.getMessage()));
        }
        report.accept(result);
    }

    private void notCovered(String fixture, String missing) {
        report.accept(new Result(fixture, "", Double.NaN, Double.NaN, Double.NaN, State.NOT_COVERED,
                "needs " + missing + ", which is not installed"));
    }

    private static BackendSettings settings(Precision precision) {
        return new BackendSettings(precision, 1, 1024);
    }

    private static String id(Json golden) {
        return golden.get("id").text();
    }

    private static List<Json> files(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            if (files.isEmpty()) {
                throw new InvalidSpecException(directory + " holds no fixtures; expected files named *.json.");
            }
            return files.stream().map(file -> new Json(file.getFileName().toString(), JsonFile.read(file))).toList();
        } catch (IOException missing) {
            throw new InvalidSpecException(directory + " cannot be read; expected a directory with fixtures (*.json).");
        }
    }

    private static List<Json> builtIn() {
        List<Json> files = new ArrayList<>();
        for (String name : BUILT_IN) {
            try (InputStream in = SelfTest.class.getResourceAsStream(name)) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                files.add(new Json(name, JsonFile.read(name, text)));
            } catch (IOException damaged) {
                throw new UncheckedIOException(damaged);
            }
        }
        return files;
    }
}
