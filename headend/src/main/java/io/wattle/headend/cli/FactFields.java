package io.wattle.headend.cli;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.quantity.Quantity;

/** What a fact says, as fields of a JSON line: each quantity as its number and, beside it, its unit. */
final class FactFields {

    private FactFields() {}

    static JsonLine addTo(JsonLine line, Fact fact) {
        return switch (fact) {
            case Fact.MeterRegistered f -> line.with("account", f.account())
                    .with("registerUnit", f.registerUnit().code())
                    .with("balanceUnit", f.balanceUnit().code());
            case Fact.ReadingAccepted f -> reading(line, f);
            case Fact.PaymentTaken f -> quantity(line.with("payment", f.paymentId()).with("account", f.account()),
                    "tender", f.tender());
            case Fact.CreditOrdered f -> quantity(quantity(line.with("credit", f.creditId())
                    .with("payment", f.paymentId()), "amount", f.amount()), "price", f.price());
            case Fact.CreditSent f -> line.with("credit", f.creditId()).with("attempt", f.attempt());
            case Fact.CreditAnswered f -> line.with("credit", f.creditId())
                    .with("attempt", f.attempt())
                    .with("answer", f.answer())
                    .with("detail", f.detail());
            case Fact.CreditRequeued f -> line.with("credit", f.creditId()).with("attempt", f.attempt());
            case Fact.CreditDecided f -> line.with("credit", f.creditId())
                    .with("inMeter", f.inMeter())
                    .with("reason", f.reason());
            case Fact.CreditConfirmed f -> quantity(line.with("credit", f.creditId()), "amount", f.amount());
            case Fact.CreditFailed f -> line.with("credit", f.creditId()).with("reason", f.reason());
            case Fact.FindingRaised f -> {
                line.with("finding", f.findingId()).with("kind", f.kind()).with("words", f.words());
                f.quantity().ifPresent(amount -> quantity(line, "amount", amount));
                f.creditId().ifPresent(credit -> line.with("credit", credit));
                yield line;
            }
            case Fact.DisconnectWarned f -> {
                f.balance().ifPresent(balance -> quantity(line, "balance", balance));
                yield line;
            }
            case Fact.SupplyOrdered f -> line.with("order", f.orderId())
                    .with("target", f.target())
                    .with("reason", f.reason());
            case Fact.SupplyAnswered f -> line.with("order", f.orderId())
                    .with("answer", f.answer())
                    .with("detail", f.detail());
            case Fact.Posted f -> line.with("postings", f.postings().stream().map(FactFields::posting).toList());
            case Fact.FindingClosed f -> line.with("finding", f.findingId())
                    .with("closing", f.closing())
                    .with("reason", f.reason());
            case Fact.CreditExpired f -> quantity(line.with("credit", f.creditId()), "amount", f.amount());
            case Fact.OverdraftAllowed f -> quantity(line.with("account", f.account()), "maximum", f.maximum())
                    .with("reason", f.reason());
            case Fact.Corrected f -> line.with("corrects", f.corrects()).with("reason", f.reason());
            case Fact.Forgotten f -> line.with("before", f.before())
                    .with("keys", f.keys())
                    .with("credits", f.credits())
                    .with("orders", f.orders())
                    .with("findings", f.findings());
        };
    }

    private static JsonLine posting(Posting posting) {
        return quantity(new JsonLine().with("account", posting.type()).with("owner", posting.owner()), "change",
                posting.change());
    }

    private static JsonLine reading(JsonLine line, Fact.ReadingAccepted fact) {
        Reading reading = fact.reading();
        line.with("takenAt", reading.takenAt());
        quantity(line, "register", reading.register());
        reading.balance().ifPresent(balance -> quantity(line, "balance", balance));
        reading.supply().ifPresent(supply -> line.with("supply", supply));
        line.with("consumed", fact.consumed().value());
        fact.unexplained().ifPresent(unexplained -> line.with("unexplained", unexplained.value()));
        return line;
    }

    private static JsonLine quantity(JsonLine line, String name, Quantity quantity) {
        return line.with(name, quantity.value()).with(name + "Unit", quantity.unit().code());
    }
}
