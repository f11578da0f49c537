package io.wattle.headend;

import io.wattle.headend.sts.prism.PrismConfig;
import java.util.List;
import java.util.stream.Stream;
import static io.wattle.headend.ConfigKey.choice;
import static io.wattle.headend.ConfigKey.text;
import static io.wattle.headend.ConfigKey.whole;

/** Everything that can be set, in the order of {@code wattle headend --print-config}. */
final class ConfigKeys {
    static final ConfigKey DATA = text("data", "wattle-data", "a folder",
            "journal, counters and read store; made if missing");
    static final ConfigKey MODE = choice("mode", List.of("production", "development"),
            "in production the software module is refused unless it is allowed by name");
    static final ConfigKey METERS = text("meters.file", "", "a CSV file", "the meters: serial,account,service,uri");
    static final ConfigKey MODELS = text("meters.models", "", "a YAML file",
            "models of DLMS meters that uris name by model=NAME (docs/meter-settings.md)");
    static final ConfigKey KEYS = text("meters.keys", "", "a file that only its owner may read",
            "the meters' keys: serial, encryption key, authentication key");

    static final ConfigKey API_HOST = text("api.host", "127.0.0.1", "a host name or address", "where the API listens");
    static final ConfigKey API_PORT = whole("api.port", 8480, "TCP port, 0 takes a free one", 0, 65_535,
            "where the API listens");
    static final ConfigKey API_TOKEN = text("api.token-file", "", "a file that only its owner may read",
            "bearer token that every caller must show; needed when the API listens beyond this machine");

    static final ConfigKey POLL_INTERVAL = whole("polling.interval-ms", 3_600_000, "ms", 100, 86_400_000,
            "time between two readings of a meter");
    static final ConfigKey POLL_NEAR_ZERO = whole("polling.near-zero-interval-ms", 900_000, "ms", 100, 86_400_000,
            "the same for a meter whose balance is low");
    static final ConfigKey POLL_CONCURRENT = whole("polling.concurrent-max", 256, "meters", 1, 10_000,
            "readings under way at once");

    static final ConfigKey DLMS_CONNECT = whole("dlms.connect-timeout-ms", 10_000, "ms", 10, 120_000,
            "time for a connection to a meter");
    static final ConfigKey DLMS_ANSWER = whole("dlms.answer-timeout-ms", 10_000, "ms", 10, 120_000,
            "time for one answer of a meter");
    static final ConfigKey DLMS_CONVERSATION = whole("dlms.conversation-timeout-ms", 60_000, "ms", 10, 600_000,
            "time for a whole conversation");
    static final ConfigKey DLMS_CONNECTIONS = whole("dlms.connections-max", 1_024, "connections", 1, 60_000,
            "conversations open at once, for whatever purpose");
    static final ConfigKey DLMS_INBOUND_HOST = text("dlms.inbound-host", "", "a host name or address",
            "where meters dial in; nobody dials in if it is not given");
    static final ConfigKey DLMS_INBOUND_PORT = whole("dlms.inbound-port", 4_059, "TCP port, 0 takes a free one", 0,
            65_535, "the port on which meters dial in");
    static final ConfigKey DLMS_INBOUND_SILENCE = whole("dlms.inbound-silence-s", 900, "s", 10, 86_400,
            "a meter that dialled in and is silent for so long is hung up on; longer than its heartbeats are apart");
    static final ConfigKey DLMS_INBOUND_ASK = text("dlms.inbound-ask", "wrapper hdlc",
            "wrapper, hdlc, or such as hdlc&address=17, at most 4 with blanks between; or none",
            "how a meter that dialled in and says nothing is asked who it is, one way after the other");
    static final ConfigKey DLMS_INBOUND_ASK_AFTER = whole("dlms.inbound-ask-after-s", 5, "s", 1, 25,
            "it is asked once it has been silent for so long");
    static final ConfigKey DLMS_INBOUND_CERTIFICATES = text("dlms.inbound-certificates", "", "a file in PEM",
            "our certificate chain; meters then dial in over TLS, and show a certificate each");
    static final ConfigKey DLMS_INBOUND_KEY = text("dlms.inbound-key", "", "a file in PEM that only its owner may read",
            "the key of our certificate");
    static final ConfigKey DLMS_INBOUND_AUTHORITIES = text("dlms.inbound-authorities", "", "a file in PEM",
            "who signs meters' certificates");
    static final ConfigKey DLMS_INBOUND_ISSUERS = text("dlms.inbound-issuing-authorities", "", "a file in PEM",
            "authorities between those and the meters, believed if one of those vouches for them");
    static final ConfigKey DLMS_INBOUND_LISTS = text("dlms.inbound-revocation-lists", "", "a file in PEM",
            "lists of revoked certificates; if given, one in force is needed of each authority on the way to a meter");
    static final ConfigKey DLMS_TRUST_ANCHORS = text("dlms.trust-anchors", "", "a file in PEM",
            "who signs the certificates of meters' public keys; without, no meter-signing-certificate is believed");
    static final ConfigKey DLMS_ISSUING_AUTHORITIES = text("dlms.issuing-authorities", "", "a file in PEM",
            "authorities between a trust anchor and the meters, believed if a trust anchor vouches for them");
    static final ConfigKey DLMS_REVOCATION_LISTS = text("dlms.revocation-lists", "", "a file in PEM",
            "lists of revoked certificates; if given, one in force is needed of each authority on the way to a meter");
    static final ConfigKey WAKE_URL = text("wake-up.url", "", "https://..., or http://... on this machine",
            "SMS gateway that wakes meters whose address has a number; none are woken if neither it nor a command is given");
    static final ConfigKey WAKE_TOKEN = text("wake-up.token-file", "", "a file that only its owner may read",
            "bearer token that the gateway wants to see");
    static final ConfigKey WAKE_TEXT = text("wake-up.text", "WAKE UP", "text", "what the modems wait for");
    static final ConfigKey WAKE_COMMAND = text("wake-up.command", "", "a program",
            "in place of a gateway: gets the number and the meter's serial number, and ends with 0");
    static final ConfigKey WAKE_WINDOW = whole("wake-up.window-s", 60, "s", 1, 600,
            "how long a meter may take to come on line once it was woken");

    static final ConfigKey OPTICAL_MAPS = text("optical.maps", "", "a folder",
            "maps of makes of meters before an optical probe, besides those that come with Wattle");
    static final ConfigKey OPTICAL_PASSWORDS = text("optical.passwords", "", "a file that only its owner may read",
            "passwords of meters' programming modes: serial, password");
    static final ConfigKey OPTICAL_RESPONSE = whole("optical.response-timeout-ms", 1_500, "ms", 10, 60_000,
            "time for a meter's first character");
    static final ConfigKey OPTICAL_CONVERSATION = whole("optical.conversation-timeout-ms", 60_000, "ms", 100, 3_600_000,
            "time for a whole conversation; a big meter at 300 baud needs minutes");
    static final ConfigKey TECHNICIANS = text("probe.technicians", "", "a file",
            "technicians whose sessions are taken: a line each of public key and name");

    static final ConfigKey CURRENCY = text("tariff.currency", "USD", "an ISO 4217 code", "currency of all money");
    static final ConfigKey PRICE_KWH = whole("tariff.electricity-price", 20, "minor units a kWh", 1, 1_000_000_000,
            "price of electricity");
    static final ConfigKey PRICE_M3 = whole("tariff.water-price", 150, "minor units a m3", 1, 1_000_000_000,
            "price of water");
    static final ConfigKey PRICE_GAS = whole("tariff.gas-price", 40, "minor units a m3", 1, 1_000_000_000,
            "price of gas");

    static final ConfigKey TOLERANCE = whole("ledger.tolerance-units", 5, "Wh, l or lg", 0, 100_000,
            "how far a meter's balance may stand off, in all, before it is a finding");
    static final ConfigKey PENDING = whole("ledger.pending-credits-max", 12, "credits", 1, 16,
            "credits under way to one meter at once");
    static final ConfigKey CREDIT_WINDOW = whole("ledger.credit-window-days", 30, "days", 1, 3_650,
            "how long a credit that was sent waits to be proved before it expires");
    static final ConfigKey KEY_HORIZON = whole("ledger.key-horizon-days", 400, "days", 1, 3_650,
            "how long idempotency keys, and what has ended, are remembered at least");
    static final ConfigKey QUEUE = whole("ledger.queue-commands-max", 65_536, "commands, a power of two", 16, 1 << 20,
            "commands that may wait; more are refused");
    static final ConfigKey SNAPSHOT_EVERY = whole("ledger.snapshot-every-entries", 1_000_000, "entries", 1,
            1_000_000_000, "entries between two snapshots: a start replays about so many");
    static final ConfigKey SNAPSHOTS_KEPT = whole("ledger.snapshots-kept", 3, "snapshots", 2, 100,
            "the newest so many are kept; a damaged one falls back to the one before");

    static final ConfigKey ANCHORS = text("custody.anchors-file", "", "a file, best on another machine's disk",
            "the head of the journal's chain is added to it every day; empty for none");
    static final ConfigKey ARCHIVE = text("custody.archive-folder", "", "a folder",
            "segments of the journal that no start needs any more are moved there every day; empty: they stay");

    static final ConfigKey STS_MODULE = choice("sts.module", List.of("none", "software", "prism"),
            "what makes STS tokens; software is for development and test only, not certified");
    static final ConfigKey STS_ALLOW_SOFTWARE = choice("sts.allow-software-module", List.of("false", "true"),
            "lets the software module run in production all the same");
    static final ConfigKey STS_KEYSTORE = text("sts.keystore", "", "a file that only its owner may read",
            "vending keys of the software module, and for either module the key of its memory");
    static final ConfigKey STS_PASSPHRASE = text("sts.passphrase-file", "", "a file that only its owner may read",
            "what opens the keystore; empty: WATTLE_STS_PASSPHRASE in the environment");
    static final ConfigKey STS_RESULTS = whole("sts.results-kept", 200_000, "results", 1_000, 1_000_000,
            "so many of the newest results are remembered at least, by message id");
    static final ConfigKey PRISM_HOST = text("sts.prism-host", "", "a host name or address", "where the module is");
    static final ConfigKey PRISM_PORT = whole("sts.prism-port", 0, "TCP port", 0, 65_535, "where the module is");
    static final ConfigKey PRISM_REGISTERS = text("sts.prism-registers", "", "a file",
            "which vending key lies in which register of the module");
    static final ConfigKey PRISM_CONNECT = whole("sts.prism-connect-timeout-ms", PrismConfig.CONNECT_TIMEOUT_MS,
            "ms", PrismConfig.TIMEOUT_MS_MIN, PrismConfig.TIMEOUT_MS_MAX,
            "time for a connection to the module");
    static final ConfigKey PRISM_ANSWER = whole("sts.prism-answer-timeout-ms", PrismConfig.ANSWER_TIMEOUT_MS, "ms",
            PrismConfig.TIMEOUT_MS_MIN, PrismConfig.TIMEOUT_MS_MAX,
            "time for one answer of the module");

    static final ConfigKey MESSAGES_URL = text("messages.url", "", "https://..., or http://... on this machine",
            "the utility's gateway to its customers: tokens that were sold are posted there; empty: nobody is told");
    static final ConfigKey MESSAGES_TOKEN = text("messages.token-file", "", "a file that only its owner may read",
            "bearer token that the gateway wants to see");
    static final ConfigKey MESSAGES_TIMEOUT = whole("messages.timeout-ms", 10_000, "ms", 100, 120_000,
            "time for the gateway to take one message");

    static final ConfigKey CUSTOMERS_MASTER = text("customers.master-key-file", "",
            "a file that only its owner may read; empty: customers/master.key in the data folder",
            "seals the keys under which what is personal is encrypted; made if missing, keep a copy elsewhere");

    static final ConfigKey CARD_KEY = text("cards.key-file", "", "a file that only its owner may read",
            "under which numbers of prepaid cards are hashed (wattle card new-key); empty for no cards");
    static final ConfigKey CARD_PRINTER = text("cards.printer-key", "", "a file with an OpenPGP public key",
            "to which the numbers are encrypted for the printer; without it no batch can be made");
    static final ConfigKey CARD_ACTIVATION = choice("cards.activation",
            List.of("undecided", "single", "range", "holder"),
            "how cards are activated: one at a time, in ranges, or only by whoever has them in custody; must be chosen");
    static final ConfigKey CARD_SUPERVISORS = text("cards.supervisors", "", "names with commas between",
            "who may activate cards");

    static final ConfigKey TILL_REQUIRED = choice("till.shift-required", List.of("false", "true"),
            "whether whatever a person takes must name his open shift; what other systems take needs none");
    static final ConfigKey TILL_SUPERVISORS = text("till.supervisors", "", "names with commas between",
            "who open and count shifts, know vendors, and reverse sales");
    static final ConfigKey TILL_TENDERS = text("till.tenders",
            "cash, cheque, bank_transfer, mobile_money, credit_card", "of these, with commas between",
            "what tills take; the buttons of a quick payment");
    static final ConfigKey TILL_ZONE = text("till.zone", "UTC", "a time zone such as Africa/Accra",
            "whose days the reports of the till are of");

    static final ConfigKey GRANTERS = text("balances.granters", "", "names with commas between",
            "who may give free and engineering credit, and lend emergency credit");

    static final ConfigKey GRANT_UNITS = whole("balances.grant-units-max", 100_000, "Wh, l or lg", 0, 1_000_000_000,
            "free credit that one meter may be given in a month, and engineering credit for itself, in units");
    static final ConfigKey GRANT_MONEY = whole("balances.grant-money-max", 10_000, "minor units", 0, 1_000_000_000,
            "the same of a balance in money");

    private static final List<ConfigKey> MOST = List.of(DATA, MODE, METERS, MODELS, KEYS, API_HOST, API_PORT, API_TOKEN,
            POLL_INTERVAL,
            POLL_NEAR_ZERO, POLL_CONCURRENT, DLMS_CONNECT, DLMS_ANSWER, DLMS_CONVERSATION, DLMS_CONNECTIONS,
            DLMS_INBOUND_HOST, DLMS_INBOUND_PORT, DLMS_INBOUND_SILENCE, DLMS_INBOUND_ASK,
            DLMS_INBOUND_ASK_AFTER, DLMS_INBOUND_CERTIFICATES,
            DLMS_INBOUND_KEY, DLMS_INBOUND_AUTHORITIES, DLMS_INBOUND_ISSUERS, DLMS_INBOUND_LISTS, DLMS_TRUST_ANCHORS,
            DLMS_ISSUING_AUTHORITIES, DLMS_REVOCATION_LISTS, WAKE_URL, WAKE_TOKEN, WAKE_TEXT, WAKE_COMMAND, WAKE_WINDOW,
            OPTICAL_MAPS, OPTICAL_PASSWORDS, OPTICAL_RESPONSE, OPTICAL_CONVERSATION, TECHNICIANS, CURRENCY, PRICE_KWH,
            PRICE_M3, PRICE_GAS, TOLERANCE, PENDING, CREDIT_WINDOW, KEY_HORIZON,
            QUEUE, SNAPSHOT_EVERY, SNAPSHOTS_KEPT, ANCHORS, ARCHIVE, STS_MODULE, STS_ALLOW_SOFTWARE, STS_KEYSTORE,
            STS_PASSPHRASE, STS_RESULTS, PRISM_HOST, PRISM_PORT, PRISM_REGISTERS, PRISM_CONNECT, PRISM_ANSWER,
            MESSAGES_URL, MESSAGES_TOKEN, MESSAGES_TIMEOUT, CUSTOMERS_MASTER, CARD_KEY,
            CARD_PRINTER, CARD_ACTIVATION, CARD_SUPERVISORS, TILL_REQUIRED, TILL_SUPERVISORS, TILL_TENDERS, TILL_ZONE,
            GRANTERS,
            GRANT_UNITS, GRANT_MONEY,
            ProviderKeys.KIND, ProviderKeys.NAME, ProviderKeys.URL,
            ProviderKeys.TOKEN, ProviderKeys.NOTICE_SECRET, ProviderKeys.PUBLIC_URL, ProviderKeys.TIMEOUT,
            ProviderKeys.CHECKOUT, ProviderKeys.UNKNOWN_ALARM, ProviderKeys.REFUNDERS);

    static final List<ConfigKey> ALL = Stream.of(MOST, SupplyKeys.ALL, MqttKeys.ALL).flatMap(List::stream).toList();

    private ConfigKeys() {}
}
