package io.wattle.headend.api;

/** The API cannot listen where it should. */
public final class ApiStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ApiStartException(ApiConfig config, Throwable cause) {
        super("the API cannot listen on " + config.host() + ":" + config.port() + " (api.host, api.port): "
                + cause.getMessage(), cause);
    }
}
