package io.wattle.headend.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Values to JSON, problems to problem+json. */
final class ApiAnswers {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private ApiAnswers() {}

    /** What an operation answers: a value, or a problem. */
    record Answer(int status, Object value) {
        static Answer ok(Object value) {
            return new Answer(200, value);
        }

        static Answer of(Problem problem) {
            return new Answer(problem.status(), problem);
        }
    }

    static void send(RoutingContext context, Answer answer) {
        send(context.response(), answer);
    }

    static void send(RoutingContext context, Problem problem) {
        send(context.response(), Answer.of(problem));
    }

    static void send(HttpServerResponse response, Problem problem) {
        send(response, Answer.of(problem));
    }

    private static void send(HttpServerResponse response, Answer answer) {
        if (answer.value() instanceof Csv(String text)) {
            end(response, answer.status(), "text/csv; charset=utf-8; header=present", text);
            return;
        }
        String type = answer.value() instanceof Problem || answer.value() instanceof TariffProblem
                ? "application/problem+json"
                : "application/json";
        try {
            end(response, answer.status(), type, JSON.writeValueAsString(answer.value()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    private static void end(HttpServerResponse response, int status, String type, String text) {
        response.setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(text);
    }
}
