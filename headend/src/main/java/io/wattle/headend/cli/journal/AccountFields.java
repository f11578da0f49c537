package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.vending.FeePaid;

/** What a fact about accounts says, as fields of a JSON line; what is sealed stays out of it. */
final class AccountFields {

    private AccountFields() {}

    static JsonLine addTo(JsonLine line, AccountFact fact) {
        return switch (fact) {
            case AccountFact.CustomerSaved f -> line.with("customer", f.customer().customer());
            case AccountFact.CustomerErased f -> line.with("customer", f.customer()).with("reason", f.reason());
            case AccountFact.AccountSaved f -> account(line, f.account());
            case AccountFact.AccountClosed f -> {
                f.transferTo().ifPresent(to -> line.with("transferTo", to));
                yield line.with("account", f.account()).with("leaveDebts", f.leaveDebts()).with("reason", f.reason());
            }
            case AccountFact.MoneyMoved f -> line.with("account", f.account())
                    .with("move", f.move())
                    .with("other", f.other())
                    .with("amount", f.amount().amountMinor())
                    .with("currency", f.amount().currency())
                    .with("reason", f.reason());
            case AccountFact.UnitsSettled f -> line.with("account", f.account())
                    .with("units", f.units().value())
                    .with("unit", f.units().unit().code())
                    .with("amount", f.money().amountMinor())
                    .with("currency", f.money().currency())
                    .with("tariff", f.tariff());
            case AccountFact.ChargeTaxed f -> {
                f.taxes().forEach(tax -> line.with(tax.name(), tax.amountMinor()));
                yield line.with("account", f.account())
                        .with("item", f.item())
                        .with("total", f.total().amountMinor())
                        .with("currency", f.total().currency())
                        .with("tariff", f.tariff())
                        .with("version", f.version());
            }
            case AccountFact.LocationSaved f -> line.with("location", f.location().location());
            case AccountFact.AccountsSynchronised f -> terms(line.with("master", f.master())
                    .with("fields", f.fields().stream().map(Enum::name).toList())
                    .with("accounts", f.accounts()), f.terms()).with("digest", f.digest());
        };
    }

    static JsonLine addTo(JsonLine line, PremisesFact fact) {
        return switch (fact) {
            case PremisesFact.MeterPlaced f -> {
                f.data().location().ifPresent(location -> line.with("location", location));
                yield line.with("balanceMode", f.data().traits().mode())
                        .with("com", f.data().traits().com())
                        .with("vending", f.data().traits().vending());
            }
            case PremisesFact.CriticalNeedSet f -> {
                f.need()
                        .ifPresent(need -> line.with("need", need.reason())
                                .with("evidence", need.evidence())
                                .with("until", need.until()));
                yield line;
            }
            case PremisesFact.CountersBegun f -> line.with("fees", f.fees().stream().map(FeePaid::name).toList())
                    .with("paidUntil", f.fees().stream().map(fee -> fee.paidUntil().toString()).toList());
            case PremisesFact.MeterAssigned f -> line.with("account", f.account()).with("reason", f.reason());
            case PremisesFact.EventNoted f -> line.with("at", f.event().at())
                    .with("event", f.event().kind())
                    .with("detail", f.event().detail());
            case PremisesFact.ProfileNoted f -> line.with("unit", f.profile().unit().code())
                    .with("points", f.profile().points().size())
                    .with("from", f.profile().points().getFirst().at())
                    .with("to", f.profile().points().getLast().at());
            case PremisesFact.ProbeActNoted f -> line.with("session", f.act().session())
                    .with("number", f.act().number())
                    .with("act", f.act().kind())
                    .with("at", f.act().at())
                    .with("place", f.act().place())
                    .with("outcome", f.act().outcome());
        };
    }

    private static JsonLine account(JsonLine line, AccountData data) {
        data.customer().ifPresent(customer -> line.with("customer", customer));
        data.master().ifPresent(master -> line.with("master", master));
        return terms(line.with("account", data.account()), data.terms());
    }

    private static JsonLine terms(JsonLine line, AccountTerms terms) {
        return line.with("customerClass", terms.customerClass())
                .with("subClass", terms.subClass())
                .with("discounts", terms.discounts())
                .with("language", terms.language())
                .with("contactFrequency", terms.frequency())
                .with("thresholdDays", terms.thresholdDays());
    }
}
