package io.wattle.headend.api;

import static io.wattle.headend.api.AccountHandlers.checked;
import static io.wattle.headend.api.AccountHandlers.done;
import static io.wattle.headend.api.AccountHandlers.person;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.path;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.api.AccountAnswers.NeedAnswer;
import io.wattle.headend.registry.MeterRecord.Service;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.account.AccountStatus;
import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.NeedReason;
import io.wattle.ledger.account.Premises;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Meters as people have them: where they are, who pays, whether they are sold for and may be cut. For many threads. */
final class MeterHandlers {
    private final Ledger ledger;
    private final AccountOffice office;

    MeterHandlers(Ledger ledger, AccountOffice office) {
        this.ledger = ledger;
        this.office = office;
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("registerMeter", checked(context -> submitted(register(context, body(context)))));
        operations.put("getPremises", checked(this::premises));
        operations.put("savePremises", checked(context -> submitted(new AccountCommand.SaveAccounts(person(context),
                List.of(AccountRow.of(AccountJson.meter(path(context, "serial"),
                        AccountJson.over(before(path(context, "serial")), body(context)), BalanceMode.METER)))))));
        operations.put("setCriticalNeed", checked(this::setNeed));
        operations.put("assignMeter", checked(context -> submitted(new PremisesCommand.AssignMeter(person(context),
                path(context, "serial"), body(context).getString("account"), body(context).getString("reason")))));
        operations.put("replaceMeter", checked(context -> submitted(new Command.ReplaceMeter(person(context),
                key(context), path(context, "serial"), register(context, body(context).getJsonObject("newMeter")),
                Optional.empty(), body(context).getBoolean("carryOver"), body(context).getString("reason")))));
        operations.put("setMeterTariff", checked(context -> submitted(new Command.SetMeterTariff(person(context),
                path(context, "serial"), new TariffVersion(instant("from", body(context).getString("from")),
                        new MeterTariff(body(context).getLong("priceMinorPerThousand"), Optional.empty()))))));
        return operations;
    }

    private JsonObject before(String serial) {
        return ask(view -> view.accounts().premises(serial)).map(AccountJson::of).orElseGet(JsonObject::new);
    }

    private static Command.RegisterMeter register(RoutingContext context, JsonObject json) {
        String unit = Service.ofWord(json.getString("service")).unit().code();
        return new Command.RegisterMeter(person(context), json.getString("meter"), json.getString("account"),
                Unit.ofCode(unit), Unit.ofCode(json.getString("balanceUnit", unit)),
                Optional.ofNullable(json.getLong("registerModulus")),
                Optional.ofNullable(json.getLong("priceMinorPerThousand"))
                        .map(price -> new MeterTariff(price, Optional.empty())));
    }

    private Answer premises(RoutingContext context) {
        String meter = path(context, "serial");
        Optional<Premises> found = ask(view -> view.accounts().premises(meter));
        if (found.isEmpty()) {
            return Answer.of(Problem.notFound("meter", meter));
        }
        Premises premises = found.get();
        Optional<String> customer = customerOf(premises.account());
        MeterStatus status = ask(view -> view.meter(meter)).orElseThrow();
        return Answer.ok(AccountAnswers.premises(status, premises.location().orElse(null),
                premises.traits(), premises.need()
                        .map(need -> new NeedAnswer(need.reason().name(), need.evidence(), need.until(),
                                customer.flatMap(who -> office.words(who, need.words().bytes())).orElse(null),
                                premises.needSetBy().orElse(null)))
                        .orElse(null)));
    }

    private Answer setNeed(RoutingContext context) {
        String meter = path(context, "serial");
        JsonObject need = body(context).getJsonObject("need");
        if (need == null) {
            return submitted(new PremisesCommand.SetCriticalNeed(person(context), meter, Optional.empty()));
        }
        return submitted(new PremisesCommand.SetCriticalNeed(person(context), meter, Optional.of(new CriticalNeed(
                NeedReason.valueOf(need.getString("reason")), need.getString("evidence"),
                instant("need.until", need.getString("until")), words(meter, need.getString("words", ""))))));
    }

    /** What is said about somebody's health is sealed like a name. */
    private Sealed words(String meter, String words) {
        if (words.isEmpty()) {
            return Sealed.NOTHING;
        }
        String customer = ask(view -> view.accounts().premises(meter))
                .flatMap(premises -> customerOf(premises.account()))
                .orElseThrow(() -> new BadPart("need.words",
                        "must not be there where the meter's account has no customer: under his key they are sealed"));
        return office.sealWords(customer, words);
    }

    private Optional<String> customerOf(String account) {
        return ask(view -> view.accounts().account(account)).flatMap(AccountStatus::customer);
    }

    private static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadPart(field, "must be a time such as 2027-12-31T00:00:00Z");
        }
    }

    private Answer submitted(Command command) {
        return done(ledger.submit(command).join(), 201, List.of());
    }

    private <T> T ask(Function<LedgerView, T> question) {
        return ledger.ask(question).join();
    }
}
