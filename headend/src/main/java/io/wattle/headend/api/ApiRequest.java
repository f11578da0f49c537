package io.wattle.headend.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request that has passed the contract says. */
final class ApiRequest {
    private static final int LIMIT = 100;
    private static final String MEANT = "meant by what was asked: ";

    private ApiRequest() {}

    static JsonObject body(RoutingContext context) {
        return present(request(context).getBody().getJsonObject());
    }

    /** What stands in the path, or what was found to be meant by it. */
    static String path(RoutingContext context, String name) {
        String meant = context.get(MEANT + name);
        return meant == null ? present(context.pathParam(name)) : meant;
    }

    /** What stands in the query, or what was found to be meant by it. */
    static Optional<String> meantQuery(RoutingContext context, String name) {
        return Optional.ofNullable(context.<String>get(MEANT + name))
                .or(() -> query(context, name).map(RequestParameter::getString));
    }

    /** From now on a part of the path or of the query means this. */
    static void mean(RoutingContext context, String name, String meant) {
        context.put(MEANT + name, meant);
    }

    /** A number in the path, as the contract has read it. */
    static int pathNumber(RoutingContext context, String name) {
        return present(present(request(context).getPathParameters().get(name)).getInteger());
    }

    static Optional<RequestParameter> query(RoutingContext context, String name) {
        return Optional.ofNullable(request(context).getQuery().get(name)).filter(parameter -> !parameter.isEmpty());
    }

    static String key(RoutingContext context) {
        return present(context.request().getHeader("Idempotency-Key"));
    }

    /** The sequence to begin before; without one from the newest. */
    static long before(RoutingContext context) {
        return query(context, "before").map(RequestParameter::getLong).orElse(Long.MAX_VALUE);
    }

    /** The name to begin after; without one from the first. */
    static String after(RoutingContext context) {
        return query(context, "after").map(RequestParameter::getString).orElse("");
    }

    static int limit(RoutingContext context) {
        return query(context, "limit").map(RequestParameter::getInteger).orElse(LIMIT);
    }

    /** What the contract has seen to. */
    static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value, "the contract lets this through without a required part");
    }

    private static ValidatedRequest request(RoutingContext context) {
        return present(context.<ValidatedRequest>get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST));
    }
}
