package io.wattle.headend.api;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request does not fit the contract, and how: the place as a path such as {@code readings[3].register}, and the rule
 * of the contract that is broken. What was sent is never repeated, for it may be a card's number. Pure.
 */
final class ContractProblem {
    private static final Pattern INDEX = Pattern.compile("/(\\d+)(?=/|$)");
    /** A bound stands last in what the library says; before it stands what was sent. */
    private static final Pattern BOUND = Pattern.compile("(-?\\d+)\\)?\\.?$");
    private static final Pattern PROPERTY = Pattern.compile("required property \"(\\w+)\"");

    private static final Set<String> WRAPPERS = Set.of("properties", "items", "allOf", "$ref");

    private ContractProblem() {}

    /** Empty if the failure says no place. */
    static Optional<Problem> of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SchemaValidationException schema && schema.getOutputUnit() != null) {
                return deepest(schema.getOutputUnit()).map(ContractProblem::problem);
            }
        }
        return Optional.empty();
    }

    /** The innermost error; those around it only say that there is one. */
    private static Optional<OutputUnit> deepest(OutputUnit unit) {
        List<OutputUnit> all = new ArrayList<>();
        collect(unit, all);
        OutputUnit found = null;
        for (OutputUnit one : all) {
            boolean isDeeper = !isWrapper(one) && (found == null || depth(one) > depth(found));
            if (isDeeper) {
                found = one;
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean isWrapper(OutputUnit unit) {
        return unit.getInstanceLocation() == null || unit.getKeywordLocation() == null
                || WRAPPERS.contains(keyword(unit));
    }

    private static String keyword(OutputUnit unit) {
        return unit.getKeywordLocation().substring(unit.getKeywordLocation().lastIndexOf('/') + 1);
    }

    private static void collect(OutputUnit unit, List<OutputUnit> all) {
        if (unit.getErrors() == null) {
            return;
        }
        for (OutputUnit one : unit.getErrors()) {
            all.add(one);
            collect(one, all);
        }
    }

    private static int depth(OutputUnit unit) {
        return (int) unit.getInstanceLocation().chars().filter(c -> c == '/').count();
    }

    private static Problem problem(OutputUnit unit) {
        String path = INDEX.matcher(unit.getInstanceLocation().replaceFirst("^#?/?", "/")).replaceAll("[$1]");
        String place = path.replaceFirst("^/", "").replace('/', '.');
        String keyword = keyword(unit);
        String said = unit.getError() == null ? "" : unit.getError();
        Matcher missing = PROPERTY.matcher(said);
        if (keyword.equals("required") && missing.find()) {
            place = place.isEmpty() ? missing.group(1) : place + "." + missing.group(1);
            return malformed(place, "must be there");
        }
        return malformed(place.isEmpty() ? "request" : place, words(keyword, said));
    }

    private static Problem malformed(String field, String detail) {
        return new Problem(400, 0, "MALFORMED", field, field + " " + detail);
    }

    private static String words(String keyword, String said) {
        Matcher bound = BOUND.matcher(said);
        String limit = bound.find() ? " " + bound.group(1) : " what the contract says";
        return switch (keyword) {
            case "type" -> "is of the wrong type";
            case "minimum", "exclusiveMinimum" -> "must not be below" + limit;
            case "maximum", "exclusiveMaximum" -> "must not be above" + limit;
            case "minLength" -> "must not be shorter than" + limit + " characters";
            case "maxLength" -> "must not be longer than" + limit + " characters";
            case "minItems" -> "must not have fewer items than" + limit;
            case "maxItems" -> "must not have more items than" + limit;
            case "pattern", "format" -> "has not the form that the contract says";
            case "enum", "const" -> "must be one of the values that the contract names";
            case "additionalProperties", "unevaluatedProperties" -> "is not in the contract";
            case "oneOf", "anyOf" -> "must have exactly one of the parts that the contract offers";
            default -> "does not fit the contract: " + keyword;
        };
    }
}
