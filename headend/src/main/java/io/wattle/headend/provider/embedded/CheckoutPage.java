package io.wattle.headend.provider.embedded;

import com.sun.net.httpserver.HttpExchange;
import io.wattle.headend.provider.embedded.EmbeddedPayment.Status;
import io.wattle.ledger.quantity.QuantityText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The page where a customer would give his card to the provider, and to nobody else: three buttons. Asks for no card.
 * Stateless.
 */
final class CheckoutPage {
    private final EmbeddedBank bank;
    private final NoticeSender notices;

    CheckoutPage(EmbeddedBank bank, NoticeSender notices) {
        this.bank = bank;
        this.notices = notices;
    }

    /** GET shows the page; POST to pay, decline or leave below it does so. */
    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            Optional<EmbeddedPayment> payment = bank.ofSession(path.length > 2 ? path[2] : "");
            if (payment.isEmpty()) {
                send(exchange, 404, "There is nothing to pay here.");
            } else if (path.length > 3 && exchange.getRequestMethod().equals("POST")) {
                act(payment.get(), path[3]).ifPresent(notices::send);
                leave(exchange, payment.get());
            } else {
                send(exchange, 200, page(payment.get()));
            }
        }
    }

    private Optional<EmbeddedPayment> act(EmbeddedPayment payment, String what) {
        return switch (what) {
            case "pay" -> bank.change(payment.reference(), Status.OPEN, Status.AUTHORISED, "");
            case "decline" -> bank.change(payment.reference(), Status.OPEN, Status.DECLINED, "do_not_honour");
            case "leave" -> bank.change(payment.reference(), Status.OPEN, Status.CANCELLED, "");
            default -> Optional.empty();
        };
    }

    private static void leave(HttpExchange exchange, EmbeddedPayment payment) throws IOException {
        Optional<String> home = payment.returnUrl().filter(url -> URI.create(url).getHost() != null);
        if (home.isPresent()) {
            exchange.getResponseHeaders().set("Location", home.get());
            exchange.sendResponseHeaders(303, -1);
        } else {
            send(exchange, 200, "Done. You can close this page.");
        }
    }

    private static String page(EmbeddedPayment payment) {
        String buttons = payment.status() == Status.OPEN
                ? button(payment, "pay", "Pay") + button(payment, "decline", "Have the bank refuse")
                        + button(payment, "leave", "Leave")
                : "<p>This payment is " + payment.status() + ".</p>";
        return "<!doctype html><title>Demo checkout</title><h1>Demo checkout: no money is taken</h1><p>"
                + QuantityText.of(payment.amount()) + "</p>" + buttons;
    }

    private static String button(EmbeddedPayment payment, String what, String label) {
        return "<form method=post action=\"/checkout/" + payment.session() + "/" + what + "\"><button>" + label
                + "</button></form>";
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
