package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.Operation.blocking;
import static io.wattle.headend.api.Operation.submit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.DebtCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.DebtStatus;
import io.wattle.ledger.vending.Debt;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What customers owe and pay off with their payments. */
final class DebtHandlers {
    private static final long WHOLE_PPM = 1_000_000;
    private final Ledger ledger;
    private final InstantSource clock;

    DebtHandlers(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    record DebtAnswer(String name, LocalDate since, long sharePpm, long monthMinorMax, int priority, long dueMinor,
            String currency) {

        private static DebtAnswer of(DebtStatus status) {
            Debt debt = status.debt();
            return new DebtAnswer(debt.name(), debt.since(), debt.sharePpm(), debt.monthMinorMax(), debt.priority(),
                    status.due().amountMinor(), status.due().currency());
        }
    }

    Map<String, Operation> byName() {
        return Map.of("listDebts", blocking(this::list), "addDebt", this::add, "forgiveDebt", this::forgive,
                "changeDebtPlan", this::change);
    }

    private Answer list(RoutingContext context) {
        String account = path(context, "account");
        return Answer.ok(Map.of("debts", ledger.ask(view -> view.debtsOf(account))
                .join()
                .stream()
                .map(DebtAnswer::of)
                .toList()));
    }

    private Future<Answer> add(RoutingContext context) {
        JsonObject body = body(context);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Optional<LocalDate> since = day(body.getString("since", today.toString()));
        if (since.isEmpty()) {
            return Future.succeededFuture(Answer.of(new Problem(400, 0, "MALFORMED", "since",
                    "since must be a day such as " + today)));
        }
        return tell(context, (origin, account) -> new DebtCommand.AddDebt(origin, key(context), account,
                debt(body.getString("name"), since.get(), body), money(body), body.getString("reason")));
    }

    private Future<Answer> forgive(RoutingContext context) {
        JsonObject body = body(context);
        return tell(context, (origin, account) -> new DebtCommand.ForgiveDebt(origin, key(context), account,
                path(context, "name"), money(body), body.getString("reason")));
    }

    private Future<Answer> change(RoutingContext context) {
        JsonObject body = body(context);
        return tell(context, (origin, account) -> new DebtCommand.ChangePlan(origin, key(context), account,
                debt(path(context, "name"), LocalDate.EPOCH, body), body.getString("reason")));
    }

    private Future<Answer> tell(RoutingContext context, BiFunction<Origin, String, DebtCommand> command) {
        Origin origin = Origin.manual(body(context).getString("person"), "api");
        try {
            return submit(context, ledger, command.apply(origin, path(context, "account")), 201,
                    entry -> Map.of("sequence", entry.sequence()));
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(Answer.of(new Problem(400, 0, "MALFORMED", "debt", "" + e.getMessage())));
        }
    }

    private static Debt debt(String name, LocalDate since, JsonObject body) {
        return new Debt(name, since, body.getLong("sharePpm", WHOLE_PPM),
                body.getLong("monthMinorMax", Debt.NO_MAXIMUM), body.getInteger("priority", 0));
    }

    private static Money money(JsonObject body) {
        return new Money(body.getLong("amountMinor"), body.getString("currency"));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(one -> one.getYear() >= 1 && one.getYear() <= 9999);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
