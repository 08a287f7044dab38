package org.deltaw.kernel.posterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.hamiltonian.Blocks;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.kernel.stability.StableBounds;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;

/**
 * The posterior of the numbers that a problem fits: the likelihood of all its recordings times the priors of its parameters, or of what
 * their distribution over subjects and sessions is made of. A point is what {@link PriorPart}s say: numbers without bounds from which the
 * fitted ones follow. For use by one thread at a time, as the problem is.
 */
public final class Posterior implements LogDensity {
    /** A warm-up of a thousand draws tells covariances of so many coordinates. */
    private static final int LARGEST_BLOCK = 100;

    private final Problem problem;
    private final List<PriorPart> parts;
    private final List<StatedPrior> priors;
    private final int size;
    private final boolean conditional;

    /** Points that may be evaluated, and what is known of all. */
    private record Numbers(List<double[]> admitted, int[] places, double[] prior) {}

    /**
     * Takes what a problem fits.
     *
     * @param problem open as long as this
     * @throws InvalidSpecException if it has no likelihood, or a parameter has no prior
     */
    public Posterior(Problem problem) {
        requireLikelihood(problem);
        this.problem = problem;
        PriorAssembly assembly = new PriorAssembly(problem.fit(), problem.model(), problem.numbers());
        this.parts = assembly.parts();
        this.priors = assembly.stated();
        this.size = assembly.size();
        this.conditional = !StableBounds.suffice(problem.fit().rules(), problem.model());
    }

    private static void requireLikelihood(Problem problem) {
        Model model = problem.model();
        LikelihoodSettings settings = problem.fit().likelihood();
        List<Model.Term> misfits = model.weightedMisfits();
        if (model.likelihood().isEmpty() || misfits.getFirst().weight() != 1) {
            throw new InvalidSpecException("loss", "A posterior needs one loss with the weight 1 that is a likelihood, such as "
                    + "choice-cross-entropy or activity-normal-density, found " + String.join(" + ", misfits.stream()
                            .map(term -> term.weight() + " * " + term.name()).toList()) + ".");
        }
        if (model.penalties().stream().anyMatch(term -> term.weight() != 0)) {
            throw new InvalidSpecException("loss", "A posterior takes priors, and no penalties on parameters; state under priors what is "
                    + "believed of them, and leave out the loss " + String.join(", ", model.penalties().stream()
                            .map(Model.Term::name).toList()) + ".");
        }
        if (settings.weighting() == LikelihoodSettings.Weighting.TRAJECTORY) {
            throw new InvalidSpecException("weighting", "With weighting: trajectory the sum over recordings is no likelihood, so there is "
                    + "no posterior; choose weighting: observation.");
        }
        if (settings.likelihood() == LikelihoodSettings.Combination.MEAN && problem.areReplicated()) {
            throw new InvalidSpecException("likelihood", "With likelihood: mean what replicates of a recording say is but a lower bound of "
                    + "its likelihood, which depends on the rule, so there is no posterior; choose likelihood: marginal.");
        }
        if (problem.fit().posterior().hierarchy().isPresent()
                && problem.fit().training().subjects() == TrainingSettings.Subjects.SEPARATE) {
            throw new InvalidSpecException("hierarchy", "A hierarchy describes all subjects together, but training.subjects is separate; "
                    + "set it to pooled, or leave hierarchy out.");
        }
    }

    @Override
    public int size() {
        return size;
    }

    /** Returns whose parameters they are; empty if all subjects are described together. */
    public String subject() {
        return problem.subject();
    }

    /**
     * Returns what a user should know of data and model before concluding anything.
     *
     * @param point where the posterior is high, at which it is looked whether replicates suffice
     */
    public List<Warning> warnings(double[] point) {
        List<Warning> all = new ArrayList<>(problem.warnings());
        problem.evaluate(numbers(point)).replication().flatMap(Replication::warning).ifPresent(all::add);
        if (problem.model().parameters().fitted().stream().anyMatch(entry -> entry.isOfRule() && !entry.parameter().axes().isEmpty())) {
            all.add(Warning.of("weights-of-rule", "The rule is a network of its own, whose weights have no meaning one by one: other "
                    + "weights make the same rule, so chains disagree on them without harm. Look at the changes of weights that it "
                    + "makes."));
        }
        return all;
    }

    /** Lists the priors of parameters, in their order. */
    public List<StatedPrior> priors() {
        return priors;
    }

    /**
     * Tells whether the prior ends where weights are not stable, which only running the model shows. Its mass is not known then, so that
     * there is no evidence.
     */
    public boolean isConditional() {
        return conditional;
    }

    /**
     * Returns which coordinates depend on each other most: those of one session, of one subject, and of all. Many together are taken one
     * by one, since it takes as many draws to learn how they vary together.
     */
    public Blocks blocks() {
        Map<String, List<Integer>> coordinates = new LinkedHashMap<>();
        parts.forEach(part -> part.addCoordinates(coordinates));
        return new Blocks(coordinates.values().stream().flatMap(own -> own.size() > LARGEST_BLOCK
                ? own.stream().map(each -> new int[] {each})
                : Stream.of(own.stream().mapToInt(Integer::intValue).toArray())).toList());
    }

    /** Names what {@link #told} tells. */
    public List<String> names() {
        return parts.stream().flatMap(part -> part.names().stream()).toList();
    }

    /** Returns what a point says of parameters: the fitted numbers, and of a hierarchy population, spreads and units. */
    public double[] told(double[] point) {
        double[] numbers = numbers(point);
        return parts.stream().flatMapToDouble(part -> Arrays.stream(part.told(point, numbers))).toArray();
    }

    /** Returns the fitted numbers that follow from a point. */
    public double[] numbers(double[] point) {
        double[] numbers = new double[problem.numbers().size()];
        parts.forEach(part -> part.apply(point, numbers));
        return numbers;
    }

    /** Returns the logarithm of a point's prior density, whether weights are stable there or not. */
    public double logPrior(double[] point) {
        double[] numbers = new double[problem.numbers().size()];
        return parts.stream().mapToDouble(part -> part.apply(point, numbers)).sum();
    }

    @Override
    public double[] drawFromPrior(Seed seed) {
        double[] point = new double[size];
        parts.forEach(part -> part.draw(seed, point));
        return point;
    }

    @Override
    public Values values(double[][] points) {
        Numbers numbers = numbers(points);
        List<Double> misfits = problem.objective().misfits(numbers.admitted());
        double[] likelihoods = new double[points.length];
        Arrays.fill(likelihoods, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < misfits.size(); i++) {
            likelihoods[numbers.places()[i]] = likelihood(misfits.get(i));
        }
        return new Values(numbers.prior(), likelihoods);
    }

    @Override
    public Gradients gradients(double[][] points) {
        Numbers numbers = numbers(points);
        List<Gradient> misfits = problem.objective().misfitGradients(numbers.admitted());
        double[] likelihoods = new double[points.length];
        Arrays.fill(likelihoods, Double.NEGATIVE_INFINITY);
        double[][] slopes = new double[points.length][size];
        double observations = problem.objective().observations();
        for (int i = 0; i < misfits.size(); i++) {
            int place = numbers.places()[i];
            likelihoods[place] = likelihood(misfits.get(i).loss());
            double[] byNumbers = misfits.get(i).values();
            Arrays.setAll(byNumbers, k -> -observations * byNumbers[k]);
            parts.forEach(part -> part.addSlopes(points[place], byNumbers, slopes[place]));
        }
        return new Gradients(new Values(numbers.prior(), likelihoods), slopes);
    }

    private double likelihood(double misfit) {
        double likelihood = -problem.objective().observations() * misfit;
        return Double.isFinite(likelihood) ? likelihood : Double.NEGATIVE_INFINITY;
    }

    /** Finds the numbers of points, and sorts out those that need not be run. */
    private Numbers numbers(double[][] points) {
        double[] prior = new double[points.length];
        List<double[]> admitted = new ArrayList<>();
        int[] places = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            double[] numbers = new double[problem.numbers().size()];
            for (PriorPart part : parts) {
                prior[i] += part.apply(points[i], numbers);
            }
            if (Double.isFinite(prior[i]) && Arrays.stream(numbers).allMatch(Double::isFinite)) {
                places[admitted.size()] = i;
                admitted.add(numbers);
            } else {
                prior[i] = Double.NEGATIVE_INFINITY;
            }
        }
        return conditional ? stable(new Numbers(admitted, places, prior)) : new Numbers(admitted, places, prior);
    }

    private Numbers stable(Numbers all) {
        List<Boolean> allowed = problem.areAllowed(all.admitted());
        List<double[]> admitted = new ArrayList<>();
        int[] places = new int[all.places().length];
        for (int i = 0; i < allowed.size(); i++) {
            if (allowed.get(i)) {
                places[admitted.size()] = all.places()[i];
                admitted.add(all.admitted().get(i));
            } else {
                all.prior()[all.places()[i]] = Double.NEGATIVE_INFINITY;
            }
        }
        return new Numbers(admitted, places, all.prior());
    }
}
