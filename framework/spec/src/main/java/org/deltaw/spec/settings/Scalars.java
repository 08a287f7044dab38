package org.deltaw.spec.settings;

import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;

/** Binds single values. */
final class Scalars {
    /** The numbers of YAML 1.2; all of JSON's are among them. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?");
    private static final Pattern INFINITY = Pattern.compile("([-+]?)\\.(inf|Inf|INF)");
    /** A whole number with more digits fits no type. */
    private static final int MOST_DIGITS = 20;
    /** No number that means anything is longer; reading one takes time that grows with its square. */
    private static final int LONGEST = 1000;

    private Scalars() {}

    /** Binds a value that is no list and no map. */
    static Object bind(SettingType type, SpecNode.Scalar scalar) {
        if (scalar.isNull()) {
            throw expected(type, scalar);
        }
        return switch (type) {
            case SettingType.Text _ -> scalar.text();
            case SettingType.Flag flag -> flag(flag, scalar);
            case SettingType.Whole whole -> whole(whole, scalar);
            case SettingType.Real real -> real(real, scalar);
            case SettingType.Choice choice -> choice(choice, scalar);
            case SettingType.Parsed parsed -> parsed(parsed, scalar);
            case SettingType.TextOrMap either -> parsed(either.text(), scalar);
            case SettingType.ListOf list when list.mayBeOne() -> List.of(scalar.text());
            case SettingType.ListOf list -> throw scalar.fault(scalar.found() + "; expected " + list.one()
                    + ", as in [" + Words.shortened(scalar.text()) + "].");
            case SettingType.Rule _, SettingType.Nested _, SettingType.MapOf _, SettingType.Maybe _ ->
                    throw expected(type, scalar);
        };
    }

    private static boolean flag(SettingType.Flag type, SpecNode.Scalar scalar) {
        if (!scalar.quoted()) {
            switch (scalar.text()) {
                case "true", "True", "TRUE" -> {
                    return true;
                }
                case "false", "False", "FALSE" -> {
                    return false;
                }
                default -> { }
            }
        }
        throw expected(type, scalar);
    }

    private static Number whole(SettingType.Whole type, SpecNode.Scalar scalar) {
        BigDecimal number = number(scalar).orElseThrow(() -> expected(type, scalar)).stripTrailingZeros();
        long digits = (long) number.precision() - number.scale();
        if (number.scale() > 0) {
            throw expected(type, scalar);
        }
        boolean fits = digits <= MOST_DIGITS
                && number.compareTo(BigDecimal.valueOf(type.least())) >= 0
                && number.compareTo(BigDecimal.valueOf(type.most())) <= 0;
        if (!fits) {
            throw scalar.fault(scalar.found() + "; expected a whole number from " + type.leastInWords() + " to "
                    + type.mostInWords() + ".");
        }
        long value = number.longValueExact();
        if (value < type.min() || value > type.max()) {
            throw expected(type, scalar);
        }
        return type.wide() ? (Number) value : (Number) (int) value;
    }

    private static double real(SettingType.Real type, SpecNode.Scalar scalar) {
        double value = infinity(scalar)
                .or(() -> number(scalar).map(_ -> Double.parseDouble(scalar.text())))
                .orElseThrow(() -> expected(type, scalar));
        if (Double.isInfinite(value) && !type.infinite()) {
            throw scalar.fault(scalar.found() + "; expected " + type.one() + " that is finite"
                    + (infinity(scalar).isPresent() ? "." : ", and the largest possible is 1.79e308."));
        }
        if (value < type.min() || value > type.max()) {
            throw expected(type, scalar);
        }
        return value;
    }

    private static Optional<Double> infinity(SpecNode.Scalar scalar) {
        boolean infinite = !scalar.quoted() && INFINITY.matcher(scalar.text()).matches();
        if (!infinite) {
            return Optional.empty();
        }
        return Optional.of(scalar.text().startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }

    private static Optional<BigDecimal> number(SpecNode.Scalar scalar) {
        boolean number = !scalar.quoted() && scalar.text().length() <= LONGEST
                && NUMBER.matcher(scalar.text()).matches();
        return number ? Optional.of(new BigDecimal(scalar.text())) : Optional.empty();
    }

    private static Enum<?> choice(SettingType.Choice type, SpecNode.Scalar scalar) {
        int index = type.words().indexOf(scalar.text());
        if (index >= 0) {
            return type.constants().get(index);
        }
        String meant = Nearest.to(scalar.text(), type.words())
                .map(word -> "; did you mean '" + word + "'?")
                .orElse(".");
        throw scalar.fault(scalar.found() + "; expected " + type.one() + meant);
    }

    private static Object parsed(SettingType.Parsed type, SpecNode.Scalar scalar) {
        String parse = "the method parse of " + type.type().getName();
        try {
            Object value = type.parse().invoke(null, scalar.text());
            if (value == null) {
                throw new IllegalArgumentException(parse + " returned null, expected a value.");
            }
            return value;
        } catch (InvocationTargetException e) {
            throw Refusals.of(scalar, parse, Objects.requireNonNullElse(e.getCause(), e));
        } catch (LinkageError e) {
            throw Faults.broken("the static initialiser of " + type.type().getName(), Faults.root(e));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(parse + " cannot be called.", e);
        }
    }

    private static InvalidSpecException expected(SettingType type, SpecNode.Scalar scalar) {
        return scalar.fault(scalar.found() + "; expected " + type.one() + ".");
    }
}
