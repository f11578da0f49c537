package io.wattle.headend.api;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
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

    /** The library keeps the name of a parameter in its text alone. */
    private static final Pattern PARAMETER = Pattern.compile(" (?:path|query|header|cookie) parameter ([\\w-]+)");
    /** What follows is the contract's, and nothing of what was sent. */
    private static final String CHOICE = "does not match any of ";

    private static final Set<String> WRAPPERS = Set.of("properties", "items", "allOf", "$ref");

    private ContractProblem() {}

    /** Empty if the failure says no place. */
    static Optional<Problem> of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SchemaValidationException schema && schema.getOutputUnit() != null) {
                String whole = parameter(schema).orElse("request");
                return deepest(schema.getOutputUnit()).map(unit -> problem(unit, whole));
            }
            if (at instanceof ValidatorException invalid && parameter(invalid).isPresent()) {
                return parameter(invalid).map(name -> malformed(name, switch (invalid.type()) {
                    case MISSING_REQUIRED_PARAMETER -> "must be there";
                    default -> "is not written as the contract says";
                }));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> parameter(ValidatorException invalid) {
        Matcher name = PARAMETER.matcher(String.valueOf(invalid.getMessage()));
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** What a part of a request lacks, its places counted from there. */
    static Optional<Problem> of(OutputUnit unit) {
        return deepest(unit).map(one -> problem(one, "request"));
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

    /** @param whole what it is called where no part of it is wrong, but all of it */
    private static Problem problem(OutputUnit unit, String whole) {
        String path = INDEX.matcher(unit.getInstanceLocation().replaceFirst("^#?/?", "/")).replaceAll("[$1]");
        String place = path.replaceFirst("^/", "").replace('/', '.');
        String keyword = keyword(unit);
        String said = unit.getError() == null ? "" : unit.getError();
        Matcher missing = PROPERTY.matcher(said);
        if (keyword.equals("required") && missing.find()) {
            place = place.isEmpty() ? missing.group(1) : place + "." + missing.group(1);
            return malformed(place, "must be there");
        }
        return malformed(place.isEmpty() ? whole : place, words(keyword, said));
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
            case "enum", "const" -> "must be one of " + choice(said);
            case "additionalProperties", "unevaluatedProperties" -> "is not in the contract";
            case "oneOf", "anyOf" -> "must have exactly one of the parts that the contract offers";
            default -> "does not fit the contract: " + keyword;
        };
    }

    private static String choice(String said) {
        int from = said.indexOf(CHOICE);
        return from < 0
                ? "the values that the contract names"
                : said.substring(from + CHOICE.length()).replaceAll("[\\[\\]\"]", "").replaceAll(",\\s*", ", ");
    }
}
