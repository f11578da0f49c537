package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.after;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.account.PlainRow.PlainAccount;
import io.wattle.headend.account.PlainRow.PlainLocation;
import io.wattle.headend.account.PlainRow;
import io.wattle.headend.api.AccountAnswers.CustomerAnswer;
import io.wattle.headend.api.AccountAnswers.FoundAnswer;
import io.wattle.headend.api.AccountAnswers.LocationAnswer;
import io.wattle.headend.api.AccountAnswers.PersonAnswer;
import io.wattle.headend.api.AccountAnswers.PreviewAnswer;
import io.wattle.headend.api.AccountAnswers.RowAnswer;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.store.AccountTables;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.till.StoreBehindException;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.CustomerStatus;
import io.wattle.ledger.account.Found;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.state.LedgerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** Customers, accounts, locations. Safe for use by many threads. */
final class AccountHandlers {
    private final Ledger ledger;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
    private final ReadStore store;
    private final AccountTables tables;
    private final AccountOffice office;
    private final ItemContract items;
    private final AddressWarnings addresses;
    private final AccountPage page;

    AccountHandlers(ApiSources sources, ItemContract items) {
        this.items = items;
        this.ledger = sources.ledger();
        this.store = sources.store();
        this.tables = store.accounts();
        this.office = sources.accounts();
        this.addresses = new AddressWarnings(ledger, tables, office);
        this.page = new AccountPage(sources, addresses);
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("find", checked(this::find));
        operations.put("saveCustomer", checked(context -> saved(context, new PlainRow(
                Optional.of(AccountJson.customer(path(context, "customer"), AccountJson.over(
                        customerBefore(path(context, "customer")), body(context)))),
                Optional.empty(),
                Optional.empty(), Optional.empty()))));
        operations.put("getCustomer", checked(this::getCustomer));
        operations.put("eraseCustomer", checked(context -> done(office.erase(person(context),
                path(context, "customer"), body(context).getString("reason")), 201, List.of())));
        operations.put("saveAccount", checked(this::saveAccount));
        operations.put("getAccount", checked(context -> page.of(path(context, "account"))));
        operations.put("listAccounts", checked(this::listAccounts));
        operations.put("previewSynchronisation", checked(this::preview));
        operations.put("synchroniseAccounts", checked(context -> submitted(new AccountCommand.SynchroniseAccounts(
                person(context), key(context), path(context, "account"), fields(context),
                body(context).getString("digest")))));
        operations.put("saveAccountRows", checked(this::saveRows));
        operations.put("saveLocation", checked(this::saveLocation));
        operations.put("getLocation", checked(this::getLocation));
        return operations;
    }

    static Operation checked(Function<RoutingContext, Answer> operation) {
        return Operation.blocking(context -> {
            try {
                return operation.apply(context);
            } catch (StoreBehindException e) {
                return Answer.of(new Problem(503, 0, "STORE_BEHIND", "", String.valueOf(e.getMessage())));
            } catch (BadPart e) {
                return Answer.of(e.problem());
            } catch (IllegalArgumentException e) {
                return Answer.of(new Problem(400, 0, "MALFORMED", "request", String.valueOf(e.getMessage())));
            }
        });
    }

    static Origin person(RoutingContext context) {
        return Origin.manual(body(context).getString("person"), "api");
    }

    private Answer find(RoutingContext context) {
        String name = ApiRequest.query(context, "name").map(RequestParameter::getString).orElseThrow();
        var found = ask(view -> view.accounts().find(name));
        return found.hits().isEmpty()
                ? Answer.of(Problem.notFound("name", name))
                : Answer.ok(FoundAnswer.of(name, found));
    }

    private Answer getCustomer(RoutingContext context) {
        String name = path(context, "customer");
        Optional<CustomerStatus> status = ask(view -> view.accounts().customer(name));
        if (status.isEmpty()) {
            return Answer.of(Problem.notFound("customer", name));
        }
        Optional<PersonAnswer> person = tables.customer(name)
                .flatMap(row -> office.person(name, row.personal()))
                .map(PersonAnswer::of);
        return Answer.ok(new CustomerAnswer(name, status.get().erased(), person.orElse(null),
                status.get().accounts()));
    }

    private Answer saveAccount(RoutingContext context) {
        PlainAccount account = AccountJson.account(path(context, "account"),
                AccountJson.over(accountBefore(path(context, "account")), body(context)));
        return saved(context, new PlainRow(Optional.empty(), Optional.of(account), Optional.empty(),
                Optional.empty()), () -> addresses.ofAccount(account.account(), account.residence().address()));
    }

    /** Of a forgotten customer nothing is left. */
    private JsonObject customerBefore(String name) {
        awaitStore();
        return tables.customer(name)
                .flatMap(row -> office.person(name, row.personal()))
                .map(AccountJson::of)
                .orElseGet(JsonObject::new);
    }

    private JsonObject accountBefore(String name) {
        awaitStore();
        return ask(view -> view.accounts().account(name))
                .map(status -> AccountJson.of(status, addresses.residence(name)))
                .orElseGet(JsonObject::new);
    }

    private JsonObject locationBefore(String name) {
        awaitStore();
        return tables.location(name)
                .flatMap(row -> office.address(name, row.address()))
                .map(address -> new JsonObject().put("address", address))
                .orElseGet(JsonObject::new);
    }

    /** What was saved before must be in the tables, or it would be overwritten with what they have. */
    private void awaitStore() {
        long sequence = ask(LedgerView::lastSequence);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (store.lastSequence() < sequence) {
            if (System.nanoTime() - deadline > 0) {
                throw new StoreBehindException(sequence);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private Answer listAccounts(RoutingContext context) {
        return Answer.ok(Map.of("rows", tables.export(after(context), limit(context))
                .stream()
                .map(row -> AccountJson.plain(AccountJson.of(row, office)))
                .toList()));
    }

    private Answer preview(RoutingContext context) {
        String master = path(context, "account");
        SortedSet<SyncField> fields = fields(context);
        return ask(view -> view.accounts().previewSync(master, fields))
                .<Answer>map(seen -> Answer.ok(PreviewAnswer.of(seen)))
                .orElseGet(() -> Answer.of(Problem.notFound("account", master)));
    }

    private Answer saveLocation(RoutingContext context) {
        PlainLocation location = AccountJson.location(path(context, "location"),
                AccountJson.over(locationBefore(path(context, "location")), body(context)));
        return saved(context, new PlainRow(Optional.empty(), Optional.empty(), Optional.of(location),
                Optional.empty()), () -> addresses.ofLocation(location.location(), location.address()));
    }

    private Answer getLocation(RoutingContext context) {
        String name = path(context, "location");
        if (!ask(view -> view.accounts().hasLocation(name))) {
            return Answer.of(Problem.notFound("location", name));
        }
        Optional<String> address = tables.location(name).flatMap(row -> office.address(name, row.address()));
        List<String> meters = ask(view -> view.accounts().find(name))
                .hits()
                .stream()
                .filter(hit -> hit.kind() == Found.Kind.LOCATION)
                .flatMap(hit -> hit.meters().stream())
                .toList();
        return Answer.ok(new LocationAnswer(name, address.orElse(null), meters,
                address.map(some -> addresses.ofLocation(name, some)).orElse(List.of())));
    }

    /** Many rows: {@code check} changes nothing, {@code all} saves all or none, {@code each} saves what it can. */
    private Answer saveRows(RoutingContext context) {
        RowList rows = RowList.of(body(context).getJsonArray("rows"), items);
        return switch (body(context).getString("how").toLowerCase(Locale.ROOT)) {
            case "check" -> check(rows);
            case "all" -> done(ledger.submit(new AccountCommand.SaveAccounts(person(context),
                    office.seal(rows.orBadPart()))).join(), 201, List.of());
            default -> each(person(context), rows);
        };
    }

    /** No key is made for what is only looked at. */
    private Answer check(RowList list) {
        List<AccountRow> rows = list.good().stream().map(AccountOffice::unsealed).toList();
        return Answer.ok(Map.of("rows", list.with(ledger.problems(rows)
                .join()
                .stream()
                .map(one -> new RowAnswer(one.row(), "REFUSED", one.reason(), one.field(), one.detail()))
                .toList())));
    }

    private Answer each(Origin by, RowList list) {
        List<CompletableFuture<Outcome>> outcomes = office.seal(list.good())
                .stream()
                .map(row -> ledger.submit(new AccountCommand.SaveAccounts(by, List.of(row))))
                .toList();
        List<RowAnswer> answers = new ArrayList<>();
        for (CompletableFuture<Outcome> outcome : outcomes) {
            int row = answers.size();
            answers.add(switch (outcome.join()) {
                case Outcome.Accepted _ -> new RowAnswer(row, "SAVED", null, null, null);
                case Outcome.Existing _ -> new RowAnswer(row, "UNCHANGED", null, null, null);
                case Outcome.NothingToDo _ -> new RowAnswer(row, "UNCHANGED", null, null, null);
                case Outcome.Refused(var reason, var field, var detail) ->
                    new RowAnswer(row, "REFUSED", reason.name(), field.replace("rows[0].", ""), detail);
            });
        }
        return Answer.ok(Map.of("rows", list.with(answers)));
    }

    private static SortedSet<SyncField> fields(RoutingContext context) {
        SortedSet<SyncField> fields = new TreeSet<>();
        body(context).getJsonArray("fields").forEach(field -> fields.add(SyncField.valueOf((String) field)));
        return fields;
    }

    private Answer saved(RoutingContext context, PlainRow row) {
        return saved(context, row, List::of);
    }

    private Answer saved(RoutingContext context, PlainRow row, Supplier<List<String>> warnings) {
        RowList.requireNotTooLong(row);
        Outcome outcome = ledger.submit(new AccountCommand.SaveAccounts(person(context), office.seal(List.of(row))))
                .join();
        return done(outcome, 201, outcome instanceof Outcome.Refused ? List.of() : warnings.get());
    }

    private Answer submitted(AccountCommand command) {
        return done(ledger.submit(command).join(), 201, List.of());
    }

    static Answer done(Outcome outcome, int accepted, List<String> warnings) {
        return switch (outcome) {
            case Outcome.Accepted(LedgerEntry entry) ->
                new Answer(accepted, Map.of("sequence", entry.sequence(), "warnings", warnings));
            case Outcome.Existing(LedgerEntry entry) ->
                Answer.ok(Map.of("sequence", entry.sequence(), "warnings", warnings));
            case Outcome.NothingToDo _ -> Answer.ok(Map.of("warnings", warnings));
            case Outcome.Refused refused -> Answer.of(Problem.of(refused));
        };
    }

    private <T> T ask(Function<LedgerView, T> question) {
        return ledger.ask(question).join();
    }
}
