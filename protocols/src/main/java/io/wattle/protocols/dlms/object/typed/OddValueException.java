package io.wattle.protocols.dlms.object.typed;

/** A value is not what its attribute should hold; caught where attributes are read, and never leaves the package. */
final class OddValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OddValueException(String problem) {
        super(problem, null, false, false); // thrown on bad input, so as cheap as a return
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
