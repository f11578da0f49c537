package io.wattle.simulator.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.wattle.simulator.keypad.KeypadAnswer;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request, one answer in JSON. What a meter makes of the digits, be they nonsense, is its own answer under 200; 4xx
 * is for requests that reach no meter. No answer repeats what was sent.
 */
final class KeypadHandler implements HttpHandler {
    private static final int BODY_BYTES_MAX = 1_024;
    private static final Pattern PATH = Pattern.compile("/meters/([0-9]{1,20})/keypad");
    /** Whatever somebody can key in; so that no answer has to quote or unescape anything. */
    private static final Pattern BODY = Pattern.compile("\\s*\\{\\s*\"token\"\\s*:\\s*\"([0-9 -]{0,100})\"\\s*}\\s*");

    private final Fleet fleet;

    KeypadHandler(Fleet fleet) {
        this.fleet = fleet;
    }

    /** @param allow methods to name in a header, where the method was wrong */
    private record Reply(int status, String body, Optional<String> allow) {
        static Reply ok(String body) {
            return new Reply(200, body, Optional.empty());
        }

        static Reply error(int status, String reason) {
            return new Reply(status, "{\"error\":\"" + reason + "\"}", Optional.empty());
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = (reply.body() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            reply.allow().ifPresent(methods -> exchange.getResponseHeaders().set("Allow", methods));
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
        if (!path.matches()) {
            return Reply.error(404, "there is only /meters/{serial}/keypad");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return new Reply(405, "{\"error\":\"method must be POST\"}", Optional.of("POST"));
        }
        Optional<FleetMeter> meter = fleet.find(path.group(1));
        if (meter.isEmpty()) {
            return Reply.error(404, "the fleet has no meter " + path.group(1));
        }
        if (meter.get().firstKey().isEmpty()) {
            return Reply.error(409, "meter " + path.group(1) + " takes no tokens");
        }
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            return Reply.error(413, "body must not be longer than " + BODY_BYTES_MAX + " bytes");
        }
        Matcher token = BODY.matcher(new String(body, StandardCharsets.UTF_8));
        return token.matches()
                ? Reply.ok(json(meter.get().enterToken(token.group(1))))
                : Reply.error(400,
                        "body must be one JSON object with one field, token: what is keyed in, digits, blanks "
                                + "and dashes, at most 100");
    }

    private static String json(KeypadAnswer answer) {
        return "{\"result\":" + answer.result().number() + ",\"name\":\"" + answer.result().name()
                + "\",\"display\":\"" + answer.display() + "\"}";
    }
}
