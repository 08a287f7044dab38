package org.deltaw.cli;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line. */
final class UsageText {
    private UsageText() {}

    /** Writes one sentence, and where to read more. */
    static String of(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String sentence = switch (wrong) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched.getUnmatched().getFirst(), command);
            case MissingParameterException missing -> "'" + name + "' needs " + Words.and(missing.getMissing().stream()
                    .map(argument -> argument.isOption() ? ((CommandLine.Model.OptionSpec) argument).longestName()
                            : argument.paramLabel()).toList()) + ".";
            default -> String.valueOf(wrong.getMessage()).replaceFirst("\\.?$", ".");
        };
        return sentence + " See: " + name + " --help";
    }

    private static String unmatched(String argument, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String name = spec.qualifiedName();
        if (argument.startsWith("-")) {
            List<String> options = new ArrayList<>();
            spec.options().forEach(option -> options.addAll(List.of(option.names())));
            return "'" + name + "' has no option '" + argument + "'" + meant(argument, options)
                    + (argument.contains("=") && name.matches(".* (fit|validate|select)")
                            ? " Settings of a spec are given without dashes." : "");
        }
        return spec.subcommands().isEmpty()
                ? "'" + name + "' does not know what to do with '" + argument + "'."
                : "There is no command '" + argument + "'" + meant(argument, List.copyOf(spec.subcommands().keySet()));
    }

    private static String meant(String typed, List<String> known) {
        return Nearest.to(typed, known).map(name -> "; did you mean '" + name + "'?").orElse(".");
    }
}
