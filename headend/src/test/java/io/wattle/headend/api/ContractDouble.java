package io.wattle.headend.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes each request that fits the contract, does nothing, and knows which operation it was. */
public final class ContractDouble implements AutoCloseable {
    private static final String CONTRACT = "io/wattle/headend/api/openapi.yaml";
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> operations = new TreeSet<>();
    private final int port;

    public ContractDouble() {
        this.port = OpenAPIContract.from(vertx, CONTRACT)
                .compose(contract -> vertx.createHttpServer().requestHandler(router(contract)).listen(0, "127.0.0.1"))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                .thenApply(HttpServer::actualPort)
                .join();
    }

    private Router router(OpenAPIContract contract) {
        RouterBuilder builder = RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler());
        builder.rootHandler(BodyHandler.create(false));
        for (OpenAPIRoute route : builder.getRoutes()) {
            String operation = route.getOperation().getOperationId();
            operations.add(operation);
            route.addHandler(context -> {
                asked.add(operation);
                context.response().end(new JsonObject().encode());
            });
        }
        Router router = Router.router(vertx);
        router.route()
                .failureHandler(context -> context.response()
                        .setStatusCode(400)
                        .end(new JsonObject().put("detail", String.valueOf(context.failure())).encode()));
        router.route().subRouter(builder.createRouter());
        return router;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** All that the contract has. */
    public Set<String> operations() {
        return Set.copyOf(operations);
    }

    /** What was asked since this was asked last, in order. */
    public List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
