package org.deltaw.expr.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.text.Operation.Form;

/**
 * Reads the words of a text into its parts, operands first (the shunting yard: Dijkstra, Mathematisch Centrum MR 35, 1961). What waits for
 * its operands waits on the heap, so a text may be nested as deeply as it likes.
 */
final class Parser {
    /** Words of other languages that would be names of nothing here, and how they are written. */
    private static final Map<String, String> FOREIGN =
            Map.of("and", "&", "or", "|", "not", "!", "True", "true", "TRUE", "true", "False", "false", "FALSE", "false");

    private final String text;
    private final Lexer lexer;
    private final List<Part> parts = new ArrayList<>();
    private final Deque<Operand> operands = new ArrayDeque<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Token token;

    private Parser(String text) {
        this.text = text;
        this.lexer = new Lexer(text);
        this.token = lexer.next();
    }

    /** What waits for operands, or for a closing bracket. */
    private sealed interface Pending {}

    private record Sign(Operation operation, Span span) implements Pending {}

    /**
     * An open bracket.
     *
     * @param function before it
     * @param span from the name of the function on, or that of the bracket alone
     * @param before how many operands had been read before it
     */
    private record Bracket(Optional<Operation> function, Span span, int before) implements Pending {}

    /**
     * A value that has been read.
     *
     * @param span with brackets around it
     * @param negated whether it is {@code !a}, without brackets around it
     */
    private record Operand(Span span, boolean negated) {}

    /** Returns the parts of a text, operands before what is applied to them. */
    static List<Part> parse(String text) {
        Parser parser = new Parser(text);
        if (parser.token.kind() == Token.Kind.END) {
            throw parser.fault("nothing", "a number, a name, or an operation on these");
        }
        parser.value();
        while (parser.token.kind() != Token.Kind.END) {
            parser.afterValue();
        }
        parser.end();
        return List.copyOf(parser.parts);
    }

    /** Reads until a value is complete. */
    private void value() {
        boolean open = true;
        while (open) {
            open = switch (token.kind()) {
                case NUMBER -> push(new Part.Constant(Double.parseDouble(token.text()), token.span()));
                case TEXT -> push(new Part.Text(token.text(), token.span()));
                case QUOTED_NAME -> push(new Part.Name(token.text(), token.span()));
                case NAME -> name();
                case SIGN -> beforeValue();
                case END -> throw expected("a value");
            };
        }
    }

    private boolean push(Part part) {
        parts.add(part);
        operands.push(new Operand(part.span(), false));
        token = lexer.next();
        return false;
    }

    private boolean name() {
        Token name = token;
        String here = FOREIGN.get(name.text());
        if (here != null) {
            throw fault("'" + name.text() + "'", "what is written " + here + " here, or `" + name.text() + "` for that name");
        } else if (name.text().equals("true") || name.text().equals("false")) {
            return push(new Part.Truth(name.text().equals("true"), name.span()));
        }
        push(new Part.Name(name.text(), name.span()));
        if (token.is("(")) {
            Operation function = Operation.of(Form.FUNCTION, name.text()).orElseThrow(() -> TextException.unknown(
                    text, name.span(), name.text(), "a function, or a sign before the bracket", Operation.functions()));
            parts.removeLast();
            operands.pop();
            pending.push(new Bracket(Optional.of(function), name.span(), operands.size()));
            token = lexer.next();
            return true;
        }
        return false;
    }

    private boolean beforeValue() {
        Optional<Operation> prefix = Operation.of(Form.PREFIX, token.text());
        if (prefix.isPresent()) {
            pending.push(new Sign(prefix.get(), token.span()));
        } else if (token.is("(")) {
            pending.push(new Bracket(Optional.empty(), token.span(), operands.size()));
        } else {
            throw expected("a value");
        }
        token = lexer.next();
        return true;
    }

    /** Reads what follows a value, until the next is complete. */
    private void afterValue() {
        if (token.is(")")) {
            close();
        } else if (token.is(",")) {
            separate();
            value();
        } else {
            Operation operation = Optional.of(token).filter(sign -> sign.kind() == Token.Kind.SIGN)
                    .flatMap(sign -> Operation.of(Form.INFIX, sign.text()))
                    .orElseThrow(this::noSign);
            infix(operation);
            value();
        }
    }

    private void infix(Operation operation) {
        // What binds as strongly comes first, too, unless two of the kind are refused below.
        int weakest = operation.precedence() + (isAmbiguous(operation) ? 1 : 0);
        while (pending.peek() instanceof Sign waiting && waiting.operation().precedence() >= weakest) {
            apply();
        }
        requireOneMeaning(operation);
        pending.push(new Sign(operation, token.span()));
        token = lexer.next();
    }

    /** Tells whether two of the kind, one after the other, would mean different things to different people. */
    private static boolean isAmbiguous(Operation operation) {
        return operation.isComparison() || operation == Operation.POWER;
    }

    private void requireOneMeaning(Operation operation) {
        boolean second = pending.peek() instanceof Sign waiting && waiting.operation().precedence() == operation.precedence();
        if (second && operation == Operation.POWER) {
            throw fault("a second '^'", "brackets around one power, as in (a^b)^c");
        } else if (second) {
            throw fault("a second comparison", "one, or two joined by &, as in a < b & b < c");
        } else if (operation.isComparison() && operands.element().negated()) {
            throw fault("'" + operation.symbol() + "' after a '!'", "brackets around what is negated, as in !(a == b)");
        }
    }

    private void separate() {
        Bracket bracket = toBracket().filter(open -> open.function().isPresent()).orElseThrow(() -> expected(continuation()));
        Operation function = bracket.function().orElseThrow();
        int read = operands.size() - bracket.before();
        if (!function.takes(read + 1) && function.takes(read)) {
            throw fault("a further value", function.operandsInWords() + " for " + function.symbol());
        }
        token = lexer.next();
    }

    private void close() {
        Bracket bracket = toBracket().orElseThrow(() -> fault("')'", "a '(' before it, or no ')'"));
        Span span = bracket.span().to(token.span());
        bracket.function().ifPresentOrElse(function -> call(function, bracket, span), () -> {
            operands.pop();
            operands.push(new Operand(span, false));
        });
        pending.pop();
        token = lexer.next();
    }

    private void call(Operation function, Bracket bracket, Span span) {
        int read = operands.size() - bracket.before();
        if (!function.takes(read)) {
            throw TextException.of(text, span, read == 1 ? "1 value" : read + " values",
                    function.operandsInWords() + " for " + function.symbol());
        }
        parts.add(function == Operation.SUM ? new Part.Sum(axis(), span) : new Part.Apply(function, read, span));
        for (int i = 0; i < read; i++) {
            operands.pop();
        }
        operands.push(new Operand(span, false));
    }

    /** Takes the name of an axis, which has been read as if it were that of a value. */
    private String axis() {
        if (parts.getLast() instanceof Part.Name(String name, Span _)) {
            parts.removeLast();
            return name;
        }
        throw TextException.of(text, operands.element().span(), "a value", "the name of an axis for " + Operation.SUM.symbol());
    }

    /** Applies what waits within the innermost bracket, and returns that. */
    private Optional<Bracket> toBracket() {
        while (pending.peek() instanceof Sign) {
            apply();
        }
        return Optional.ofNullable((Bracket) pending.peek());
    }

    /** Applies the sign that was read last. */
    private void apply() {
        Sign sign = (Sign) pending.pop();
        boolean prefix = Operation.Form.PREFIX == sign.operation().form();
        Span right = operands.pop().span();
        Span span = (prefix ? sign.span() : operands.pop().span()).to(right);
        parts.add(new Part.Apply(sign.operation(), prefix ? 1 : 2, span));
        operands.push(new Operand(span, sign.operation() == Operation.NOT));
    }

    private void end() {
        toBracket().ifPresent(bracket -> {
            throw TextException.of(text, token.span(), "the end", "a ')' for the bracket that opens with "
                    + bracket.function().map(Operation::symbol).orElse("") + "( at character "
                    + (text.codePointCount(0, bracket.span().start()) + 1));
        });
    }

    /** Says what may follow a value. */
    private String continuation() {
        for (Pending open : pending) {
            if (open instanceof Bracket bracket) {
                return "a sign such as + or *" + (bracket.function().isPresent() ? ", a comma" : "") + " or a ')'";
            }
        }
        return "a sign such as + or *, or the end";
    }

    private TextException noSign() {
        String here = FOREIGN.get(token.text());
        return here == null ? expected(continuation()) : fault("'" + token.text() + "'", "what is written " + here + " here");
    }

    private TextException expected(String what) {
        return fault(token.inWords(), what);
    }

    private TextException fault(String found, String expected) {
        return TextException.of(text, token.span(), found, expected);
    }
}
