package io.wattle.headend;

import io.wattle.headend.alarm.AlarmBoard;
import io.wattle.headend.alarm.BrokerAlarms;
import io.wattle.headend.alarm.CounterAlarms;
import io.wattle.headend.alarm.MeterEvents;
import io.wattle.headend.alarm.SecurityAlarms;
import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.api.ApiSources;
import java.util.Set;
import io.wattle.ledger.state.LedgerRules;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.headend.api.Permissions;
import io.wattle.headend.api.Health;
import io.wattle.headend.api.HttpApi;
import io.wattle.headend.card.CardOffice;
import io.wattle.headend.card.MeterNames;
import io.wattle.headend.credit.CreditDesk;
import io.wattle.headend.credit.IssuedTokens;
import io.wattle.headend.credit.TokenOffice;
import io.wattle.headend.follow.EntryFollower;
import io.wattle.headend.link.Conversations;
import io.wattle.headend.message.Messenger;
import io.wattle.headend.polling.Poller;
import io.wattle.headend.probe.AnswerFolder;
import io.wattle.headend.probe.SessionImport;
import io.wattle.headend.provider.PaymentDesk;
import io.wattle.headend.provider.ProviderAlarms;
import io.wattle.headend.provider.setup.PaymentProviders;
import io.wattle.headend.reading.KeptBefore;
import io.wattle.headend.reading.KeptInStore;
import io.wattle.headend.reading.PushedReadings;
import io.wattle.headend.reading.PushedValues;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.headend.registry.CalledNames;
import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.headend.store.EmbeddedStore;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.setup.SecurityModules;
import io.wattle.headend.supply.LimitAlarms;
import io.wattle.headend.supply.SupplyDesk;
import io.wattle.headend.till.TillReports;
import io.wattle.headend.custody.Custodian;
import io.wattle.headend.tending.Caretaker;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.state.LedgerView;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.push.Pushes;
import io.wattle.protocols.dlms.KeySource;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.optical.OpticalAddress;
import io.wattle.protocols.optical.OpticalConnector;
import io.wattle.protocols.optical.dlms.ModeEConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A head-end with all its parts, built here and nowhere else, in the order in which a reading passes them. What was
 * opened last is closed first.
 */
public final class HeadEnd implements AutoCloseable {
    private final Parts parts = new Parts();
    private final Ledger ledger;
    private final long replayedSequence;
    private final Poller poller;
    private final Brokers brokers;
    private final DlmsConnector dlms;
    private final HttpApi api;
    private final Optional<TokenOffice> tokens;

    private HeadEnd(HeadEndConfig config, MeterRegistry registry, KeySource keys, InstantSource clock) {
        this.ledger = parts.own(Ledger.open(config.ledger(), clock));
        try {
            this.replayedSequence = ledger.ask(LedgerView::lastSequence).join();
            CounterAlarms counterAlarms = new CounterAlarms(clock);
            CounterFile counters = parts.own(CounterFile.open(config.data().resolve("counters"), counterAlarms));
            SecurityAlarms securityAlarms = new SecurityAlarms(clock);
            MeterEvents meterEvents = new MeterEvents(clock);
            PushedValues pushed = new PushedValues(meterEvents);
            this.dlms = parts
                    .own(new DlmsConnector(config.dlms().withClientTitle(counters.clientTitle()), keys, counters,
                            clock, securityAlarms, new Pushes(new CalledNames(registry), pushed)));
            OpticalConnector optical = parts.own(config.optical().open(clock));
            Map<String, MeterConnector> connectors = new HashMap<>();
            DlmsConnector.schemes().forEach(scheme -> connectors.put(scheme, dlms));
            OpticalAddress.SCHEMES.forEach(scheme -> connectors.put(scheme, optical));
            connectors.put(ModeEConnector.SCHEME, new ModeEConnector(dlms, config.optical().session()));
            ReadingIntake intake = new ReadingIntake(ledger);
            ReadStore store = parts.own(EmbeddedStore.open(config.data(), replayedSequence));
            KeptBefore kept = new KeptInStore(ledger, store);
            this.brokers = Brokers.of(config.mqtt(), channel -> new PushedReadings(ledger, intake, kept, channel),
                    registry, clock, parts);
            Conversations conversations = new Conversations(registry, brokers.and(connectors),
                    config.conversationsMax(),
                    patience(config));
            Optional<SecurityModule> module = SecurityModules.open(config.sts(), System.getenv());
            module.ifPresent(parts::own);
            CreditDesk credit = parts.own(new CreditDesk(ledger, conversations, intake));
            this.tokens = module.map(made -> new TokenOffice(ledger, made, conversations, intake));
            tokens.ifPresent(parts::own);
            Optional<PaymentDesk> paying = PaymentProviders.open(config.provider())
                    .map(parts::own)
                    .map(provider -> parts.own(new PaymentDesk(ledger, provider, config.provider(), clock)));
            SupplyDesk supply = parts.own(new SupplyDesk(ledger, conversations, intake, config.supply(), clock));
            AccountOffice accounts = parts.own(AccountOffice.open(config.customers(), ledger,
                    config.ledger().rules().rates()));
            EntryFollower desks = parts.own(EntryFollower.start("desks", ledger, replayedSequence,
                    entries -> entries.forEach(entry -> {
                        credit.follow(entry);
                        supply.follow(entry);
                        tokens.ifPresent(office -> office.follow(entry));
                        paying.ifPresent(desk -> desk.follow(entry));
                    })));
            EntryFollower tables = parts
                    .own(EntryFollower.start("read-store", ledger, store.lastSequence(), store::apply));
            AlarmBoard alarms = AlarmBoard.of(ledger, clock);
            alarms.show(securityAlarms::open);
            alarms.show(counterAlarms::open);
            alarms.show(meterEvents::open);
            alarms.show(new LimitAlarms(ledger, clock)::open);
            BrokerAlarms brokerAlarms = new BrokerAlarms(brokers::states, clock);
            alarms.show(brokerAlarms::open);
            EntryFollower board = parts
                    .own(EntryFollower.start("alarms", ledger, alarms.lastSequence(), alarms::follow));
            parts.own(Caretaker.start(ledger, clock));
            parts.own(Custodian.start(config.ledger().directory(), config.custody(), clock));
            new Registration(ledger, Math.max(1, config.ledger().queueCommandsMax() / 4)).of(registry,
                    module.isPresent());
            credit.resume();
            supply.misfit().ifPresent(why -> {
                throw new StartException(why);
            });
            supply.resume();
            tokens.ifPresent(TokenOffice::resume);
            // Not before the ledger knows the meters: what one pushes is refused until then.
            brokers.begin(brokerAlarms::changed);
            pushed.begin(new PushedReadings(ledger, intake, kept, "dlms"));
            this.poller = parts.own(Poller.start(registry, conversations, intake, config.polling()));
            Optional<CardOffice> cards = CardOffice.open(config.cards(), ledger,
                    new MeterNames(registry, name -> ledger.ask(view -> view.accounts().find(name)).join().meters(),
                            meter -> ledger.ask(view -> view.isBalanceHere(meter)).join()),
                    clock);
            cards.ifPresent(parts::own);
            paying.ifPresent(desk -> {
                desk.resume();
                alarms.show(new ProviderAlarms(ledger, config.provider(), clock)::open);
            });
            if (config.messages().isPresent()) {
                parts.own(Messenger.start(config.messages().get(), store, tokens, replayedSequence));
            }
            Health health = new Health(ledger, store, poller, alarms, List.of(desks, tables, board), module,
                    brokers::messages, brokers::states);
            this.api = parts
                    .own(HttpApi.start(config.api(), new ApiSources(ledger, registry, store, poller, alarms, health,
                            () -> module.map(SecurityModule::describe).orElseGet(ModuleDescription::none), tokens,
                            cards, accounts, new TillReports(ledger, store, config.tillZone()), paying,
                            permissions(config),
                            new SessionImport(config.optical().technicians(), ledger, intake,
                                    new AnswerFolder(config.data().resolve("probe-sessions")), clock),
                            clock)));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a head-end: replays the journal, takes up what was open, polls and listens.
     *
     * @throws RuntimeException with a message for the operator when something it needs cannot be had; nothing is left
     *         open then
     */
    public static HeadEnd start(HeadEndConfig config, MeterRegistry registry, KeySource keys, InstantSource clock) {
        try {
            Files.createDirectories(config.data());
        } catch (IOException e) {
            throw new StartException("the data folder " + config.data() + " cannot be made: " + e);
        }
        return new HeadEnd(config, registry, keys, clock);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Tokens that were issued under this identifier, in the order of entry: worth money. Empty if nobody remembers them. */
    public List<TokenDigits> issuedTokens(String tokensId) {
        return tokens.flatMap(office -> office.copies(tokensId)).map(IssuedTokens::all).orElse(List.of());
    }

    /** Last entry of the processes before this one; 0 when the journal was new. */
    public long replayedSequence() {
        return replayedSequence;
    }

    /** Polls that ended with a reading, since start. */
    public long readingsDone() {
        return poller.readingsDone();
    }

    /** What meters at a broker pushed that was taken, or not, by reason. */
    public Map<String, Long> messages() {
        return brokers.messages();
    }

    /** The TCP port on which meters dial in, if there is one. */
    public Optional<Integer> inboundPort() {
        return dlms.inboundPort();
    }

    public int apiPort() {
        return api.port();
    }

    /** Longer than any connector takes by itself over opening, or over one question. */
    private static Duration patience(HeadEndConfig config) {
        Duration dlms = config.dlms().conversationTimeout();
        Duration mqtt = config.mqtt()
                .map(broker -> broker.talk().answerTimeout().multipliedBy(2))
                .orElse(Duration.ZERO);
        return (dlms.compareTo(mqtt) > 0 ? dlms : mqtt).plusSeconds(5);
    }

    private static Permissions permissions(HeadEndConfig config) {
        LedgerRules rules = config.ledger().rules();
        return new Permissions(rules.activation().map(ActivationPolicy::supervisors).orElse(Set.of()),
                rules.till(), config.provider().refunders(), rules.granters());
    }

    @Override
    public void close() {
        parts.close();
    }
}
