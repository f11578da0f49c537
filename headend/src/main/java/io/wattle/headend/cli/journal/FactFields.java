package io.wattle.headend.cli.journal;

import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.tariff.MeterTariff;

/** What a fact says, as fields of a JSON line: each quantity as its number and, beside it, its unit. */
final class FactFields {

    private FactFields() {}

    static JsonLine addTo(JsonLine line, Fact fact) {
        return switch (fact) {
            case Fact.MeterRegistered f -> {
                line.with("account", f.account())
                        .with("registerUnit", f.registerUnit().code())
                        .with("balanceUnit", f.balanceUnit().code());
                f.registerModulus().ifPresent(modulus -> line.with("registerModulus", modulus));
                f.tariff().ifPresent(tariff -> tariff(line, tariff));
                yield line;
            }
            case Fact.ReadingAccepted f -> reading(line, f);
            case Fact.PaymentTaken f -> quantity(line.with("payment", f.paymentId()).with("account", f.account()),
                    "tender", f.tender());
            case Fact.CreditOrdered f -> quantity(quantity(line.with("credit", f.creditId())
                    .with("payment", f.paymentId()), "amount", f.amount()), "price", f.price());
            case Fact.CreditSent f -> line.with("credit", f.creditId())
                    .with("attempt", f.attempt())
                    .with("reference", f.reference().orElse(f.creditId()));
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
            case TariffFact f -> PlanFields.addTo(line, f);
            case ProviderFact f -> ProviderFields.addTo(line, f);
            case BalanceFact f -> BalanceFields.addTo(line, f);
            case Fact.Corrected f -> line.with("corrects", f.corrects()).with("reason", f.reason());
            case Fact.Forgotten f -> line.with("before", f.before())
                    .with("keys", f.keys())
                    .with("credits", f.credits())
                    .with("orders", f.orders())
                    .with("findings", f.findings());
            case Fact.TariffSet f -> tariff(line.with("from", f.version().from()), f.version().tariff());
            case Fact.ChangeAnnounced f -> {
                f.enteredAt().ifPresent(at -> line.with("enteredAt", at));
                yield quantity(line.with("change", f.changeId()).with("kind", f.kind()), "amount", f.amount())
                        .with("until", f.until())
                        .with("reason", f.reason());
            }
            case Fact.ChangeShown f -> quantity(line.with("change", f.changeId()), "amount", f.amount());
            case Fact.ChangeLapsed f -> line.with("change", f.changeId());
            case Fact.LateReading f -> reading(line, f.reading());
            case Fact.MeterReplaced f -> line.with("newMeter", f.newMeter())
                    .with("carryOver", f.carryOver())
                    .with("reason", f.reason());
            case Fact.CreditLogged f -> {
                f.creditId().ifPresent(credit -> line.with("credit", credit));
                yield quantity(line.with("logSequence", f.line().logSequence())
                        .with("reference", f.line().reference()), "amount", f.line().amount())
                        .with("enteredAt", f.line().enteredAt());
            }
            case Fact.CreditReattributed f -> quantity(line.with("fromCredit", f.fromCreditId())
                    .with("toCredit", f.toCreditId()), "amount", f.amount());
            case Fact.CreditCameLater f -> quantity(line.with("credit", f.creditId()), "amount", f.amount());
            case Fact.OfTokens f -> TokenFields.addTo(line, f);
            case AccountFact f -> AccountFields.addTo(line, f);
            case ImportFact f -> ImportFields.addTo(line, f);
            case PremisesFact f -> AccountFields.addTo(line, f);
            case Fact.OfSales f -> SaleFields.addTo(line, f);
            case DebtFact f -> SaleFields.addTo(line, f);
            case Fact.CardRedeemed f -> quantity(line.with("serial", f.serial().text()), "value", f.value());
            case CardFact f -> CardFields.addTo(line, f);
            case TillFact f -> TillFields.addTo(line, f);
        };
    }

    private static JsonLine posting(Posting posting) {
        return quantity(new JsonLine().with("account", posting.type()).with("owner", posting.owner()), "change",
                posting.change());
    }

    private static JsonLine tariff(JsonLine line, MeterTariff tariff) {
        line.with("priceMinorPerThousand", tariff.priceMinorPerThousand());
        tariff.standing()
                .ifPresent(charge -> line.with("charge", charge.amount())
                        .with("chargePeriodS", charge.period().toSeconds())
                        .with("chargeAnchor", charge.anchor()));
        return line;
    }

    private static JsonLine reading(JsonLine line, Fact.ReadingAccepted fact) {
        reading(line, fact.reading()).with("consumed", fact.consumed().value());
        fact.cost()
                .ifPresent(cost -> line.with("cost", cost.exact())
                        .with("costLess", cost.less())
                        .with("costMore", cost.more()));
        fact.check()
                .ifPresent(check -> line.with("used", check.used().value())
                        .with("charged", check.charged().value())
                        .with("estimated", check.estimated()));
        fact.unexplained().ifPresent(unexplained -> line.with("unexplained", unexplained.value()));
        return line;
    }

    private static JsonLine reading(JsonLine line, Reading reading) {
        line.with("takenAt", reading.takenAt());
        quantity(line, "register", reading.register());
        reading.balance().ifPresent(balance -> quantity(line, "balance", balance));
        reading.supply().ifPresent(supply -> line.with("supply", supply));
        return line;
    }

    private static JsonLine quantity(JsonLine line, String name, Quantity quantity) {
        return line.with(name, quantity.value()).with(name + "Unit", quantity.unit().code());
    }
}
