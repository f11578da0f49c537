package io.wattle.headend.api;

import com.fasterxml.jackson.core.JsonParser;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.jackson.DatabindCodec;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. Requests that do not fit {@code openapi.yaml} never reach a handler. */
public final class HttpApi implements AutoCloseable {
    /** Longer than a caller waits for a conversation with a meter by default, its turn and place included. */
    private static final int IDLE_SECONDS = 200;
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String CONTRACT = "io/wattle/headend/api/openapi.yaml";
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final int BODY_BYTES_MAX = 65_536;
    private static final int START_SECONDS = 30;

    private final Vertx vertx;
    private final int port;

    private HttpApi(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Starts to listen and returns when it does.
     *
     * @throws ApiStartException saying which port cannot be had and why
     */
    public static HttpApi start(ApiConfig config, ApiSources sources) {
        // A body that says one thing twice could be read as either.
        DatabindCodec.mapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        Vertx vertx = Vertx.vertx();
        Server server = new Server(config, new ApiHandlers(sources));
        try {
            vertx.deployVerticle(server)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
            return new HttpApi(vertx, server.port);
        } catch (ExecutionException | TimeoutException e) {
            vertx.close();
            throw new ApiStartException(config, e instanceof ExecutionException && e.getCause() != null
                    ? e.getCause()
                    : e);
        } catch (InterruptedException e) {
            vertx.close();
            Thread.currentThread().interrupt();
            throw new ApiStartException(config, e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the HTTP server did not close in time: {}", e.toString());
        }
    }

    private static final class Server extends VerticleBase {
        private final ApiConfig config;
        private final ApiHandlers handlers;
        private volatile int port;

        private Server(ApiConfig config, ApiHandlers handlers) {
            this.config = config;
            this.handlers = handlers;
        }

        @Override
        public Future<?> start() {
            HttpServerOptions options = new HttpServerOptions().setIdleTimeout(IDLE_SECONDS)
                    .setMaxHeaderSize(16_384)
                    .setMaxInitialLineLength(8_192);
            return OpenAPIContract.from(vertx, CONTRACT)
                    .compose(contract -> vertx.createHttpServer(options)
                            .requestHandler(readable(router(contract)))
                            .listen(config.port(), config.host()))
                    .onSuccess((HttpServer server) -> port = server.actualPort());
        }

        private Router router(OpenAPIContract contract) {
            RouterBuilder builder = RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler());
            builder.rootHandler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
            handlers.byName()
                    .forEach((name, operation) -> Objects.requireNonNull(builder.getRoute(name), name)
                            .addHandler(context -> operation.answer(context)
                                    .onSuccess(answer -> ApiAnswers.send(context, answer))
                                    .onFailure(context::fail)));
            Router router = Router.router(vertx);
            router.route().handler(this::refuseStrangers).failureHandler(HttpApi::fail);
            router.route().subRouter(builder.createRouter());
            router.errorHandler(404, context -> ApiAnswers.send(context,
                    new Problem(404, 0, "NOT_FOUND", "path", "there is nothing at " + context.normalizedPath())));
            router.errorHandler(405, context -> ApiAnswers.send(context,
                    new Problem(405, 0, "METHOD_NOT_ALLOWED", "method", "not " + context.request().method())));
            return router;
        }

        /** The router throws at a URL that cannot be decoded, so it never sees one. */
        private static Handler<HttpServerRequest> readable(Router router) {
            return request -> {
                if (BROKEN_ESCAPE.matcher(request.uri()).find()) {
                    ApiAnswers.send(request.response(), new Problem(400, 0, "MALFORMED", "path",
                            "every % must be followed by two hex digits"));
                } else {
                    ProviderHandlers.mayHoldCard(request)
                            .ifPresentOrElse(problem -> ApiAnswers.send(request.response(), problem),
                                    () -> router.handle(request));
                }
            };
        }

        private void refuseStrangers(RoutingContext context) {
            Optional<String> token = config.token();
            if (token.isEmpty() || isOpenToAll(context) || shows(context, token.get())) {
                context.next();
            } else {
                context.response().putHeader("WWW-Authenticate", "Bearer");
                ApiAnswers.send(context, new Problem(401, 0, "UNAUTHORIZED", "Authorization",
                        "must be Bearer and the token of this head-end"));
            }
        }

        /** A payment provider does not have our token: its notices are signed, and no more than hints. */
        private static boolean isOpenToAll(RoutingContext context) {
            String path = context.normalizedPath();
            return path.equals("/health")
                    || (path.startsWith("/provider-payments/") && path.endsWith("/notice")
                            && path.chars().filter(c -> c == '/').count() == 3);
        }

        /** Takes the same time whatever is wrong with the token. */
        private static boolean shows(RoutingContext context, String token) {
            String header = context.request().getHeader("Authorization");
            return header != null && MessageDigest.isEqual(header.getBytes(StandardCharsets.UTF_8),
                    ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What does not fit the contract is the caller's to mend; anything else is ours, and its text stays here. */
    private static void fail(RoutingContext context) {
        if (context.failure() instanceof BadPart bad) {
            ApiAnswers.send(context, bad.problem());
            return;
        }
        Optional<Problem> broken = context.failure() == null
                ? Optional.empty()
                : ContractProblem.of(context.failure());
        if (broken.isPresent()) {
            ApiAnswers.send(context, broken.get());
            return;
        }
        int status = context.statusCode() <= 0 ? 500 : context.statusCode();
        Throwable failure = context.failure();
        if (status == 500) {
            LOG.error("{} {} failed", context.request().method(), context.normalizedPath(), failure);
        }
        String detail = switch (status) {
            case 500 -> "";
            case 413 -> "the body must not be longer than " + BODY_BYTES_MAX + " bytes";
            default -> reasonOf(failure);
        };
        ApiAnswers.send(context, new Problem(status, 0, status == 500 ? "INTERNAL" : "MALFORMED", "request", detail));
    }

    /** The innermost text: the outer ones only say that there is one. */
    private static String reasonOf(@Nullable Throwable failure) {
        String reason = "";
        for (Throwable at = failure; at != null; at = at.getCause()) {
            reason = at.getMessage() == null ? reason : at.getMessage();
        }
        return reason;
    }
}
