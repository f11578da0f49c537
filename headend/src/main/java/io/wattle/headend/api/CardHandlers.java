package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.api.CardAnswers.BatchAnswer;
import io.wattle.headend.api.CardAnswers.CardAnswer;
import io.wattle.headend.api.CardAnswers.VerificationAnswer;
import io.wattle.headend.card.BatchMaker;
import io.wattle.headend.card.CardOffice;
import io.wattle.headend.card.RedeemedTokens;
import io.wattle.headend.card.Redemption;
import io.wattle.headend.card.RedemptionAnswer;
import io.wattle.headend.card.RedemptionChannel;
import io.wattle.headend.card.print.Code128;
import io.wattle.headend.store.ReadStore;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.card.CardAlphabet;
import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.store.StoreRows.CardEventRow;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardBuyer;
import io.wattle.ledger.card.CardForm;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.LedgerView;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Prepaid cards: batches, custody, activation, redemption. Safe for use by many threads. */
final class CardHandlers {
    /** More than ever happens to one card. */
    private static final int EVENTS_MAX = 1_000;

    private final Ledger ledger;
    private final ReadStore store;
    private final Optional<CardOffice> cards;
    private final RedeemedTokens tokens;
    private final AccountOffice accounts;

    CardHandlers(Ledger ledger, ReadStore store, Optional<CardOffice> cards, RedeemedTokens tokens,
            AccountOffice accounts) {
        this.ledger = ledger;
        this.store = store;
        this.cards = cards;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("createCardBatch", with(this::createBatch));
        operations.put("listCardBatches", with((_, _) -> Answer.ok(Map.of("batches",
                ask(LedgerView::cardBatches).stream().map(BatchAnswer::of).toList()))));
        operations.put("getCardBatch", with((context, _) -> found("batch", path(context, "batchId"),
                ask(view -> view.cardBatch(path(context, "batchId"))).map(BatchAnswer::of))));
        operations.put("getCardLiabilities", with((_, _) -> Answer.ok(CardLiabilities.of(ledger, store))));
        operations.put("exportCardBatch", with(this::export));
        operations.put("voidCardBatch", with((context, office) -> done(office.batches()
                .voidBatch(person(context), key(context), path(context, "batchId"), text(context, "reason")), 200,
                CardHandlers::sequence)));
        operations.put("handOverCards", with((context, _) -> submit(new CardCommand.HandOverCards(person(context),
                key(context), range(context), text(context, "from"), text(context, "to")))));
        operations.put("verifyCards", with(this::verify));
        operations.put("activateCards", with((context, _) -> activate(context)));
        operations.put("giveCards", with((context, _) -> submit(new CardCommand.GiveCards(person(context),
                key(context), range(context), text(context, "ticket"), text(context, "campaign"),
                text(context, "reason")))));
        operations.put("blockCards", with((context, _) -> submit(new CardCommand.BlockCards(person(context),
                key(context), range(context), body(context).getBoolean("blocked"), text(context, "reason")))));
        operations.put("setCardExpiry", with((context, _) -> submit(new CardCommand.SetCardExpiry(person(context),
                key(context), range(context), lastDay(body(context)), text(context, "reason")))));
        operations.put("forgetCardBuyer", with((context, _) -> forgetBuyer(context)));
        operations.put("getCard", with((context, _) -> card(context)));
        operations.put("listCardEvents", with((context, _) -> events(context)));
        operations.put("getBarCode", with((context, _) -> barCode(context)));
        operations.put("redeemCard", with(this::redeem));
        return operations;
    }

    private Answer createBatch(RoutingContext context, CardOffice office) {
        JsonObject body = body(context);
        CardSerial first = new CardSerial(body.getInteger("firstNumber"));
        int count = body.getInteger("count");
        if (first.number() > CardSerial.MAX - count + 1) {
            throw new BadPart("count", "the last serial must not be above " + CardSerial.MAX);
        }
        CardBatch batch = new CardBatch(body.getString("batchId"), body.getString("purchaseOrder"),
                new Money(body.getLong("denominationMinor"), body.getString("currency")),
                new CardRange(first.number(), first.number() + count - 1),
                new CardForm(CardAlphabet.valueOf(body.getString("alphabet").toUpperCase(Locale.ROOT)),
                        body.getInteger("numberLength")),
                office.batches().keyCheckValue(), lastDay(body));
        return done(office.batches().make(person(context), key(context), batch), 201, CardHandlers::sequence);
    }

    private Answer export(RoutingContext context, CardOffice office) {
        return switch (office.batches().export(person(context), key(context), path(context, "batchId"))) {
            case BatchMaker.Handed.Out(BatchMaker.Export export) -> Answer.ok(export);
            case BatchMaker.Handed.Not(Outcome.Refused refused) -> Answer.of(Problem.of(refused));
        };
    }

    private Answer activate(RoutingContext context) {
        CardCommand.ActivateCards cardsSold = new CardCommand.ActivateCards(person(context), key(context),
                range(context), text(context, "ticket"), buyer(range(context), text(context, "buyer")),
                Tender.valueOf(text(context, "tender").toUpperCase(Locale.ROOT)), text(context, "cashier"));
        TillHandlers.noneWithoutShift(body(context), "reference");
        String shift = body(context).getString("shift");
        return submit(shift == null
                ? cardsSold
                : new TillCommand.ActivateAtTill(cardsSold, shift, TillHandlers.reference(body(context))));
    }

    /**
     * As the journal has it. Said again after he was forgotten, it is what was kept of him then: no key is made for him a
     * second time.
     */
    private String buyer(CardRange cards, String name) {
        if (name.equals(CardBuyer.CASH)) {
            return name;
        }
        return activation(new CardSerial(cards.first()))
                .filter(row -> range(row).equals(cards) && CardBuyer.name(row.toWhom())
                        .filter(sealed -> accounts.buyer(cards, sealed.bytes()).isEmpty())
                        .isPresent())
                .map(CardEventRow::toWhom)
                .orElseGet(() -> CardBuyer.of(accounts.sealBuyer(cards, name)));
    }

    /** The cards that were sold together. */
    private static CardRange range(CardEventRow sold) {
        return new CardRange(Objects.requireNonNull(sold.firstSerial()), Objects.requireNonNull(sold.lastSerial()));
    }

    /** How a card was sold. */
    private Optional<CardEventRow> activation(CardSerial serial) {
        return store.cards()
                .events(serial.number(), Long.MAX_VALUE, EVENTS_MAX)
                .stream()
                .filter(row -> row.kind().equals("ACTIVATED") && row.firstSerial() != null && row.lastSerial() != null)
                .findFirst();
    }

    /** To whom: the buyer by name, unless he was forgotten. */
    private String shown(CardEventRow row) {
        Integer first = row.firstSerial();
        Integer last = row.lastSerial();
        if (first == null || last == null) {
            return row.toWhom();
        }
        return CardBuyer.name(row.toWhom())
                .map(sealed -> accounts.buyer(new CardRange(first, last), sealed.bytes()).orElse("forgotten"))
                .orElse(row.toWhom());
    }

    private Answer events(RoutingContext context) {
        CardSerial serial = serial("serial", path(context, "serial"));
        return found("card", serial.text(), ask(view -> view.card(serial))
                .map(_ -> Map.of("events", store.cards()
                        .events(serial.number(), before(context), limit(context))
                        .stream()
                        .map(row -> CardAnswers.EventAnswer.of(row, shown(row)))
                        .toList())));
    }

    /** Of all the cards that were activated with this one. */
    private Answer forgetBuyer(RoutingContext context) {
        CardSerial serial = serial("serial", path(context, "serial"));
        Optional<CardEventRow> sold = activation(serial);
        if (sold.isPresent()) {
            return done(accounts.forgetBuyer(person(context), key(context), range(sold.get()), text(context, "reason")),
                    201,
                    CardHandlers::sequence);
        }
        return Answer.of(Problem.notFound("card that was sold", serial.text()));
    }

    private Answer verify(RoutingContext context, CardOffice office) {
        CardRange range = range(context);
        LocalDate today = office.today();
        return Answer.ok(VerificationAnswer.of(ask(view -> view.verifyCards(range, today))));
    }

    private Answer card(RoutingContext context) {
        CardSerial serial = serial("serial", path(context, "serial"));
        return found("card", serial.text(), ask(view -> view.card(serial)).map(CardAnswer::of));
    }

    private Answer barCode(RoutingContext context) {
        String serial = serial("serial", path(context, "serial")).text();
        return Answer.ok(Map.of("serial", serial, "modules", Code128.modules(serial), "svg", Code128.svg(serial)));
    }

    private Answer redeem(RoutingContext context, CardOffice office) {
        JsonObject body = body(context);
        RedemptionChannel channel = RedemptionChannel.valueOf(body.getString("channel").toUpperCase(Locale.ROOT));
        String text = body.getString("text");
        boolean inParts = body.getString("meter") != null && body.getString("card") != null;
        if ((text != null) == inParts) {
            throw new BadPart("text", "must be METER*CARD; or meter and card must be there in its place");
        }
        RedemptionAnswer answer = (text != null
                ? office.door().redeem(channel, body.getString("source"), key(context), text)
                : office.door()
                        .redeem(new Redemption(channel, body.getString("source"), key(context),
                                body.getString("meter"), body.getString("card"))))
                .join();
        return CardAnswers.of(answer, tokens);
    }

    /** The store's queries and batches wait for the disk, redemption for tokens: on a bounded pool of threads. */
    private Operation with(BiFunction<RoutingContext, CardOffice, Answer> operation) {
        return Operation.blocking(context -> {
            if (cards.isEmpty()) {
                return Answer.of(new Problem(409, 0, "NO_CARDS", "", "this head-end has no cards: set cards.key-file"));
            }
            try {
                return operation.apply(context, cards.get());
            } catch (BadPart e) {
                return Answer.of(e.problem());
            }
        });
    }

    private Answer submit(Command command) {
        return done(ledger.submit(command).join(), 201, CardHandlers::sequence);
    }

    private static Answer done(Outcome outcome, int accepted, Function<LedgerEntry, Object> value) {
        return switch (outcome) {
            case Outcome.Accepted(LedgerEntry entry) -> new Answer(accepted, value.apply(entry));
            case Outcome.Existing(LedgerEntry entry) -> Answer.ok(value.apply(entry));
            case Outcome.NothingToDo _ -> Answer.ok(Map.of());
            case Outcome.Refused refused -> Answer.of(Problem.of(refused));
        };
    }

    private <T> T ask(Function<LedgerView, T> question) {
        return ledger.ask(question).join();
    }

    private static Answer found(String field, String name, Optional<?> value) {
        return value.<Answer>map(Answer::ok).orElseGet(() -> Answer.of(Problem.notFound(field, name)));
    }

    private static Object sequence(LedgerEntry entry) {
        return Map.of("sequence", entry.sequence());
    }

    private static Origin person(RoutingContext context) {
        return Origin.manual(text(context, "person"), "api");
    }

    private static String text(RoutingContext context, String field) {
        return ApiRequest.present(body(context).getString(field));
    }

    /** From first to last; the first alone if there is no last. */
    private static CardRange range(RoutingContext context) {
        CardSerial first = serial("first", text(context, "first"));
        String lastText = body(context).getString("last");
        CardSerial last = lastText == null ? first : serial("last", lastText);
        if (last.number() < first.number() || last.number() - first.number() >= CardRange.CARDS_MAX) {
            throw new BadPart("last",
                    "must not be before the first, nor more than " + CardRange.CARDS_MAX + " cards away");
        }
        return new CardRange(first.number(), last.number());
    }

    private static CardSerial serial(String field, String text) {
        return CardSerial.parse(text)
                .orElseThrow(() -> new BadPart(field, "must be a serial of ten digits whose last is the check digit"));
    }

    private static Optional<LocalDate> lastDay(JsonObject body) {
        String day = body.getString("lastDay");
        try {
            return day == null ? Optional.empty() : Optional.of(LocalDate.parse(day));
        } catch (DateTimeException e) {
            throw new BadPart("lastDay", "must be a day such as 2027-12-31");
        }
    }
}
