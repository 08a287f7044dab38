package org.deltaw.expr.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What texts do with values. Each computes with single numbers, and so with every entry of a column, but those that are about {@linkplain
 * #elementwise axes or derivatives}.
 */
public enum Operation {
    OR(Form.INFIX, "|", 1),
    AND(Form.INFIX, "&", 2),
    EQUAL(Form.INFIX, "==", 3),
    UNEQUAL(Form.INFIX, "!=", 3),
    LESS(Form.INFIX, "<", 3),
    AT_MOST(Form.INFIX, "<=", 3),
    GREATER(Form.INFIX, ">", 3),
    AT_LEAST(Form.INFIX, ">=", 3),
    ADD(Form.INFIX, "+", 4),
    SUBTRACT(Form.INFIX, "-", 4),
    MULTIPLY(Form.INFIX, "*", 5),
    DIVIDE(Form.INFIX, "/", 5),
    /** Changes the sign; weaker than a power, so that {@code -x^2} is {@code -(x^2)}. */
    NEGATE(Form.PREFIX, "-", 6),
    /** True if the value is 0 or false. */
    NOT(Form.PREFIX, "!", 6),
    POWER(Form.INFIX, "^", 7),
    EXP("exp", 1),
    LOG("log", 1),
    TANH("tanh", 1),
    /** {@code 1 / (1 + exp(-a))}. */
    SIGMOID("sigmoid", 1),
    /** {@code log(1 + exp(a))}. */
    SOFTPLUS("softplus", 1),
    ABS("abs", 1),
    SQRT("sqrt", 1),
    /** -1, 0 or 1. */
    SIGN("sign", 1),
    /** {@code leakyRelu(a, slope)}: a where it is positive, else the slope times a. */
    LEAKY_RELU("leakyRelu", 2),
    /** The smallest of two or more. */
    MINIMUM("min", 2, Integer.MAX_VALUE, true),
    /** The largest of two or more. */
    MAXIMUM("max", 2, Integer.MAX_VALUE, true),
    /** {@code where(condition, a, b)}: a where the condition is true or a number other than 0, else b. */
    WHERE("where", 3),
    /** {@code outer(a, b)}: the product of every pair of values over different axes. */
    OUTER("outer", 2, 2, false),
    /** {@code broadcast(a)}: the value repeated along all axes. */
    BROADCAST("broadcast", 1, 1, false),
    /** {@code sum(a, axis)}: the sum over an axis; a part of its own, {@link Part.Sum}. */
    SUM("sum", 2, 2, false),
    /** {@code detach(a)}: the value, counted as fixed where derivatives are taken. */
    DETACH("detach", 1, 1, false),
    /** {@code surrogate(a, b)}: the value of a with the derivative of b. */
    SURROGATE("surrogate", 2, 2, false);

    /** Where an operation is written. */
    enum Form {
        /** Between its two operands. */
        INFIX,
        /** Before its operand. */
        PREFIX,
        /** Before its operands, which are in brackets. */
        FUNCTION
    }

    private final Form form;
    private final String symbol;
    private final int precedence;
    private final int least;
    private final int most;
    private final boolean elementwise;

    Operation(Form form, String symbol, int precedence) {
        this.form = form;
        this.symbol = symbol;
        this.precedence = precedence;
        this.least = form == Form.PREFIX ? 1 : 2;
        this.most = least;
        this.elementwise = true;
    }

    Operation(String symbol, int operands) {
        this(symbol, operands, operands, true);
    }

    Operation(String symbol, int least, int most, boolean elementwise) {
        this.form = Form.FUNCTION;
        this.symbol = symbol;
        this.precedence = 0;
        this.least = least;
        this.most = most;
        this.elementwise = elementwise;
    }

    /** Returns the sign or the name by which it is written. */
    public String symbol() {
        return symbol;
    }

    /** Tells whether it is a function, written as its name with its operands in brackets. */
    public boolean isFunction() {
        return form == Form.FUNCTION;
    }

    /** Tells whether it computes with single numbers; if not, it is about axes or derivatives and means nothing in a table. */
    public boolean elementwise() {
        return elementwise;
    }

    Form form() {
        return form;
    }

    /** Returns how strongly it binds: operations of higher precedence come first. */
    int precedence() {
        return precedence;
    }

    /** Tells whether it gives true or false by comparing two values. */
    boolean isComparison() {
        return precedence == EQUAL.precedence;
    }

    boolean takes(int operands) {
        return operands >= least && operands <= most;
    }

    /** Says how many operands it takes, as in {@code 2 values}. */
    String operandsInWords() {
        return least == most ? least + (least == 1 ? " value" : " values") : least + " or more values";
    }

    /** Lists the names of all functions. */
    static List<String> functions() {
        return Arrays.stream(values()).filter(Operation::isFunction).map(Operation::symbol).toList();
    }

    static Optional<Operation> of(Form form, String symbol) {
        return Arrays.stream(values()).filter(one -> one.form == form && one.symbol.equals(symbol)).findFirst();
    }
}
