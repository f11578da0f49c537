package io.wattle.headend;

import static io.wattle.headend.ConfigKeys.*;

import io.wattle.headend.account.CustomersConfig;
import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.card.CardsConfig;
import io.wattle.headend.custody.CustodyConfig;
import io.wattle.headend.message.MessageConfig;
import io.wattle.headend.optical.OpticalConfig;
import io.wattle.headend.polling.PollingConfig;
import io.wattle.headend.provider.ProviderConfig;
import io.wattle.headend.sts.ModuleDescription.Kind;
import io.wattle.headend.sts.prism.PrismConfig;
import io.wattle.headend.sts.setup.StsConfig;
import io.wattle.headend.supply.SupplyPolicy;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.SnapshotPolicy;
import io.wattle.ledger.balance.GrantLimits;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.decide.LedgerRules;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.WakeUp;
import io.wattle.protocols.mqtt.MqttSettings;
import java.net.URI;
import java.nio.file.Path;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TillRules;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How a head-end works: all of it, checked, immutable.
 *
 * @param data folder of journal, counters and read store
 * @param messages empty if customers are not told
 * @param tillZone whose days the reports of the till are of
 * @param provider of payments by credit card
 * @param optical meters before probes and on buses, and technicians who read them
 * @param mqtt the broker where meters are; empty for none
 */
public record HeadEndConfig(Path data, ApiConfig api, PollingConfig polling, DlmsSettings dlms, int conversationsMax,
        SupplyPolicy supply, LedgerConfig ledger, CustodyConfig custody, StsConfig sts,
        Optional<MessageConfig> messages, CardsConfig cards, CustomersConfig customers, ZoneId tillZone,
        ProviderConfig provider, OpticalConfig optical, Optional<MqttSettings> mqtt) {

    /** Without prepaid cards and payments by credit card, and with tills at UTC. */
    public HeadEndConfig(Path data, ApiConfig api, PollingConfig polling, DlmsSettings dlms, int conversationsMax,
            SupplyPolicy supply, LedgerConfig ledger, CustodyConfig custody, StsConfig sts,
            Optional<MessageConfig> messages) {
        this(data, api, polling, dlms, conversationsMax, supply, ledger, custody, sts, messages, CardsConfig.NONE,
                customers(data, Optional.empty()), ZoneOffset.UTC, ProviderConfig.NONE, OpticalConfig.STANDARD,
                Optional.empty());
    }

    /** The configuration and where its meters stand. */
    public record WithFiles(HeadEndConfig config, Path meters, Optional<Path> models, Path keys) {}

    /** How long the slowest conversation may last. */
    Duration patience() {
        Duration slow = optical.conversation();
        return slow.compareTo(dlms.longest()) > 0 ? slow : dlms.longest();
    }

    /** The same with another maker of tokens. */
    public HeadEndConfig withSts(StsConfig other) {
        return new HeadEndConfig(data, api, polling, dlms, conversationsMax, supply, ledger, custody, other, messages,
                cards, customers, tillZone, provider, optical, mqtt);
    }

    /** The same with another ledger and with prepaid cards. */
    public HeadEndConfig withCards(LedgerConfig other, CardsConfig issued) {
        return new HeadEndConfig(data, api, polling, dlms, conversationsMax, supply, other, custody, sts, messages,
                issued, customers, tillZone, provider, optical, mqtt);
    }

    /** The same with another ledger and another zone for the till. */
    public HeadEndConfig withTill(LedgerConfig other, ZoneId zone) {
        return new HeadEndConfig(data, api, polling, dlms, conversationsMax, supply, other, custody, sts, messages,
                cards, customers, zone, provider, optical, mqtt);
    }

    /** The same with a gateway for messages. */
    public HeadEndConfig withMessages(MessageConfig gateway) {
        return new HeadEndConfig(data, api, polling, dlms, conversationsMax, supply, ledger, custody, sts,
                Optional.of(gateway), cards, customers, tillZone, provider, optical, mqtt);
    }

    /** The same with probes and technicians. */
    public HeadEndConfig withOptical(OpticalConfig other) {
        return new HeadEndConfig(data, api, polling, dlms, conversationsMax, supply, ledger, custody, sts, messages,
                cards, customers, tillZone, provider, other, mqtt);
    }

    /** The same with payments by credit card. */
    public HeadEndConfig withProvider(ProviderConfig other) {
        return new HeadEndConfig(data, api, polling, dlms, conversationsMax, supply, ledger, custody, sts, messages,
                cards, customers, tillZone, other, optical, mqtt);
    }

    /** The same with meters at a broker. */
    public HeadEndConfig withMqtt(MqttSettings broker) {
        return new HeadEndConfig(data, api, polling, dlms, conversationsMax, supply, ledger, custody, sts, messages,
                cards, customers, tillZone, provider, optical, Optional.of(broker));
    }

    /**
     * Reads a YAML file.
     *
     * @throws ConfigException naming file, key, value and what is allowed
     */
    public static WithFiles read(Path file) {
        ConfigFile values = ConfigFile.read(file);
        return new WithFiles(from(values), values.requiredPath(METERS), values.path(MODELS), values.requiredPath(KEYS));
    }

    /** All keys with default, unit and meaning, as a YAML file that says nothing but the defaults. */
    public static String printed() {
        StringBuilder text = new StringBuilder("# Every key of the head-end's configuration, with its default.\n");
        String section = "";
        for (ConfigKey key : ALL) {
            int dot = key.name().indexOf('.');
            String head = dot < 0 ? "" : key.name().substring(0, dot);
            if (!head.equals(section)) {
                text.append('\n').append(head).append(":\n");
                section = head;
            }
            String indent = head.isEmpty() ? "" : "  ";
            String standard = key.standard().isEmpty() ? "\"\"" : key.standard();
            text.append(indent)
                    .append("# ")
                    .append(key.meaning())
                    .append(" - ")
                    .append(key.allowed())
                    .append('\n')
                    .append(indent)
                    .append(key.name().substring(dot + 1))
                    .append(": ")
                    .append(standard)
                    .append('\n');
        }
        return text.toString();
    }

    private static HeadEndConfig from(ConfigFile values) {
        Path data = values.requiredPath(DATA);
        return new HeadEndConfig(data, api(values), polling(values), dlms(values),
                (int) values.whole(DLMS_CONNECTIONS),
                SupplyKeys.policy(values),
                ledger(values, data), new CustodyConfig(values.path(ANCHORS), values.path(ARCHIVE)), sts(values, data),
                messages(values, data),
                new CardsConfig(data.resolve("cards"), values.path(CARD_KEY), values.path(CARD_PRINTER),
                        activation(values).isPresent()),
                customers(data, values.path(CUSTOMERS_MASTER)),
                checked(values, TILL_ZONE, () -> zone(values.text(TILL_ZONE))),
                ProviderKeys.provider(values), optical(values),
                MqttKeys.mqtt(values, (int) values.whole(DLMS_CONNECTIONS)));
    }

    private static CustomersConfig customers(Path data, Optional<Path> masterKey) {
        Path folder = data.resolve("customers");
        return new CustomersConfig(folder, masterKey.orElse(folder.resolve("master.key")));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no time zone " + name, e);
        }
    }

    private static ApiConfig api(ConfigFile values) {
        return checked(values, API_TOKEN, () -> new ApiConfig(values.text(API_HOST), (int) values.whole(API_PORT),
                values.path(API_TOKEN).map(ApiConfig::tokenFrom)));
    }

    private static PollingConfig polling(ConfigFile values) {
        return checked(values, POLL_NEAR_ZERO,
                () -> new PollingConfig(Duration.ofMillis(values.whole(POLL_INTERVAL)),
                        Duration.ofMillis(values.whole(POLL_NEAR_ZERO)), values.whole(SupplyKeys.WARN),
                        (int) values.whole(POLL_CONCURRENT)));
    }

    private static DlmsSettings dlms(ConfigFile values) {
        DlmsSettings settings = checked(values, DLMS_CONVERSATION,
                () -> DlmsSettings.defaults()
                        .withTimeouts(Duration.ofMillis(values.whole(DLMS_CONNECT)),
                                Duration.ofMillis(values.whole(DLMS_ANSWER)),
                                Duration.ofMillis(values.whole(DLMS_CONVERSATION)))
                        .withConnectionsMax((int) values.whole(DLMS_CONNECTIONS))
                        .withInbound(DialConfig.inbound(values)));
        DlmsSettings trusting = DialConfig.trusting(values, settings);
        return DialConfig.wakeUp(values)
                .map(how -> trusting
                        .withWakeUp(new WakeUp.Plan(how, Duration.ofSeconds(values.whole(ConfigKeys.WAKE_WINDOW)))))
                .orElse(trusting);
    }

    private static OpticalConfig optical(ConfigFile values) {
        return new OpticalConfig(values.path(OPTICAL_MAPS), values.path(OPTICAL_PASSWORDS),
                Duration.ofMillis(values.whole(OPTICAL_RESPONSE)),
                Duration.ofMillis(values.whole(OPTICAL_CONVERSATION)), values.path(TECHNICIANS));
    }

    private static LedgerConfig ledger(ConfigFile values, Path data) {
        String currency = checked(values, CURRENCY,
                () -> Currency.getInstance(values.text(CURRENCY)).getCurrencyCode());
        Map<Unit.Kind, FlatRate> rates = Map.of(
                Unit.Kind.ENERGY, new FlatRate("electricity flat rate", currency, values.whole(PRICE_KWH)),
                Unit.Kind.VOLUME, new FlatRate("water flat rate", currency, values.whole(PRICE_M3)),
                Unit.Kind.GAS, new FlatRate("gas flat rate", currency, values.whole(PRICE_GAS)));
        LedgerRules plain = checked(values, PENDING, () -> new LedgerRules(rates, values.whole(TOLERANCE),
                (int) values.whole(PENDING), Duration.ofDays(values.whole(CREDIT_WINDOW)),
                Duration.ofDays(values.whole(KEY_HORIZON))));
        return checked(values, QUEUE, () -> new LedgerConfig(data.resolve("journal"),
                activation(values).map(plain::with)
                        .orElse(plain)
                        .with(new TillRules(values.text(TILL_REQUIRED).equals("true"),
                                names(values.text(TILL_SUPERVISORS)), tenders(values)))
                        .withGranters(names(values.text(GRANTERS)))
                        .with(new GrantLimits(values.whole(GRANT_UNITS), values.whole(GRANT_MONEY))),
                (int) values.whole(QUEUE), 4_096,
                new SnapshotPolicy(values.whole(SNAPSHOT_EVERY), (int) values.whole(SNAPSHOTS_KEPT))));
    }

    /** There is no default: as long as nobody has chosen, no card is activated. */
    private static Optional<ActivationPolicy> activation(ConfigFile values) {
        String how = values.text(CARD_ACTIVATION);
        if (how.equals("undecided")) {
            return Optional.empty();
        }
        Set<String> supervisors = names(values.text(CARD_SUPERVISORS));
        return Optional.of(checked(values, CARD_SUPERVISORS,
                () -> new ActivationPolicy(ActivationPolicy.How.valueOf(how.toUpperCase(Locale.ROOT)), supervisors)));
    }

    private static Set<Tender> tenders(ConfigFile values) {
        return checked(values, TILL_TENDERS, () -> names(values.text(TILL_TENDERS)).stream()
                .map(name -> Tender.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet()));
    }

    private static Set<String> names(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static StsConfig sts(ConfigFile values, Path data) {
        Kind kind = checked(values, STS_MODULE,
                () -> StsConfig.allowed(Kind.valueOf(values.text(STS_MODULE).toUpperCase(Locale.ROOT)),
                        values.text(MODE).equals("production"), values.text(STS_ALLOW_SOFTWARE).equals("true")));
        if (kind == Kind.NONE) {
            return StsConfig.NONE;
        }
        boolean prism = kind == Kind.PRISM;
        return new StsConfig(kind, Optional.of(values.requiredPath(STS_KEYSTORE)), values.path(STS_PASSPHRASE),
                prism ? Optional.of(prism(values)) : Optional.empty(),
                prism ? Optional.of(values.requiredPath(PRISM_REGISTERS)) : Optional.empty(),
                data.resolve("sts"), (int) values.whole(STS_RESULTS));
    }

    private static Optional<MessageConfig> messages(ConfigFile values, Path data) {
        if (values.text(MESSAGES_URL).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(checked(values, MESSAGES_URL,
                () -> new MessageConfig(URI.create(values.text(MESSAGES_URL)),
                        values.path(MESSAGES_TOKEN).map(ApiConfig::tokenFrom), data.resolve("messages-sent"),
                        Duration.ofMillis(values.whole(MESSAGES_TIMEOUT)))));
    }

    private static PrismConfig prism(ConfigFile values) {
        return checked(values, values.text(PRISM_HOST).isEmpty() ? PRISM_HOST : PRISM_PORT,
                () -> new PrismConfig(values.text(PRISM_HOST), (int) values.whole(PRISM_PORT),
                        Duration.ofMillis(values.whole(PRISM_CONNECT)),
                        Duration.ofMillis(values.whole(PRISM_ANSWER))));
    }

    static <T> T checked(ConfigFile values, ConfigKey key, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw values.refused(key, e.getMessage() == null ? "allowed is " + key.allowed() : e.getMessage());
        }
    }
}
