package io.wattle.headend.api;

import static io.wattle.headend.api.AccountHandlers.checked;
import static io.wattle.headend.api.AccountHandlers.done;
import static io.wattle.headend.api.AccountHandlers.person;
import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.store.AccountTables;
import io.wattle.headend.store.AccountTables.TakenRow;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.store.StoreRows.MoneyRow;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.quantity.Money;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Money of accounts besides sales: deposits, charges, transfers, refunds, debts, and moving out. For many threads. */
final class MoneyHandlers {
    private final Ledger ledger;
    private final ReadStore store;
    private final AccountTables tables;
    private final AccountOffice office;
    private final InstantSource clock;

    MoneyHandlers(ApiSources sources) {
        this.ledger = sources.ledger();
        this.store = sources.store();
        this.tables = sources.store().accounts();
        this.office = sources.accounts();
        this.clock = sources.clock();
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("moveMoney", checked(this::move));
        operations.put("listMoney", checked(context -> Answer.ok(Map.of("rows",
                tables.money(path(context, "account"), before(context), limit(context))))));
        operations.put("listPayments", checked(this::payments));
        operations.put("getMoneyReceipt", checked(this::receipt));
        operations.put("getFinalBalance", checked(this::finalBalance));
        operations.put("closeAccount", checked(this::close));
        return operations;
    }

    private Answer move(RoutingContext context) {
        JsonObject body = body(context);
        AccountCommand.MoveMoney move = new AccountCommand.MoveMoney(person(context), key(context),
                path(context, "account"), MoneyMove.valueOf(body.getString("move")), body.getString("other", ""),
                new Money(body.getLong("amountMinor"), body.getString("currency")), body.getString("reason", ""));
        return done(ledger.submit(TillHandlers.how(body)
                .<Command>map(how -> new TillCommand.MoveAtTill(move, how))
                .orElse(move)).join(), 201, List.of());
    }

    private Answer receipt(RoutingContext context) {
        long sequence = Long.parseLong(path(context, "sequence"));
        List<MoneyRow> rows = tables.money(path(context, "account"), sequence);
        return rows.isEmpty()
                ? Answer.of(Problem.notFound("receipt", MoveReceipt.id(sequence)))
                : Answer.ok(Map.of("lines", new MoveReceipt(rows, store.saleLines(MoveReceipt.id(sequence))).lines()));
    }

    private Answer payments(RoutingContext context) {
        String account = path(context, "account");
        List<TakenRow> rows = tables.payments(account, before(context), limit(context));
        return rows.isEmpty() && !ledger.ask(view -> view.accounts().account(account).isPresent()).join()
                ? Answer.of(Problem.notFound("account", account))
                : Answer.ok(Map.of("payments", rows));
    }

    private Answer finalBalance(RoutingContext context) {
        String account = path(context, "account");
        Optional<List<FinalBalance>> found = ledger.ask(view -> view.accounts()
                .account(account)
                .map(_ -> office.finalBalances(view, account, clock.instant())))
                .join();
        return found.<Answer>map(balances -> Answer.ok(Map.of("account", account, "balances", balances)))
                .orElseGet(() -> Answer.of(Problem.notFound("account", account)));
    }

    private Answer close(RoutingContext context) {
        JsonObject body = body(context);
        AccountCommand.CloseAccount closing = new AccountCommand.CloseAccount(person(context), key(context),
                path(context, "account"), AccountJson.name(body, "transferTo"), body.getBoolean("leaveDebts", false),
                body.getString("reason"));
        return done(ledger.submit(TillHandlers.how(body)
                .<Command>map(how -> new TillCommand.CloseAtTill(closing, how))
                .orElse(closing)).join(), 201, List.of());
    }
}
