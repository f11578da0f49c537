package io.wattle.headend.api;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the items of a list one by one: one that does not fit its component of the contract is refused, and the others
 * are taken. Safe for use by many threads once it has the contract.
 */
final class ItemContract {
    static final String READING = "Reading";
    static final String ACCOUNT_ROW = "AccountRow";
    private volatile @Nullable Validator readings;
    private volatile @Nullable Validator rows;

    /** Before anything is asked. */
    void use(JsonObject contract) {
        JsonObject schemas = contract.getJsonObject("components").getJsonObject("schemas");
        readings = validator(schemas.getJsonObject(READING));
        rows = validator(schemas.getJsonObject(ACCOUNT_ROW));
    }

    /** Where an item does not fit, and how; empty if it does. */
    Optional<Problem> problem(String component, @Nullable Object item) {
        Validator validator = Objects.requireNonNull(component.equals(READING) ? readings : rows, component);
        OutputUnit said = item == null ? null : validator.validate(item);
        if (said == null) {
            return Optional.of(new Problem(400, 0, "MALFORMED", "item", "item is of the wrong type"));
        }
        return Boolean.TRUE.equals(said.getValid())
                ? Optional.empty()
                : Optional.of(ContractProblem.of(said)
                        .orElse(new Problem(400, 0, "MALFORMED", "item", "item does not fit the contract")));
    }

    private static Validator validator(JsonObject schema) {
        return Validator.create(JsonSchema.of(schema), new JsonSchemaOptions().setBaseUri("https://wattle.invalid/")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
    }
}
