package io.wattle.headend.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.credit.IssuedTokens;
import io.wattle.headend.credit.TokenOffice;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.store.StoreRows.CreditRow;
import io.wattle.headend.store.StoreRows.MeterRow;
import io.wattle.headend.store.StoreRows.NoticeRow;
import io.wattle.headend.store.StoreRows.SavedAccountRow;
import io.wattle.headend.store.StoreRows.TokenOrderRow;
import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.protocols.sts.TokenDigits;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each customer the tokens that he bought, and notices of low credit and of a cut, in his language; on a thread of its own, one message after the other. One that the gateway
 * does not take is tried again, with growing pauses; what it refuses for good is passed over and logged by its name.
 */
public final class Messenger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private static final int BATCH_MAX = 100;

    private final MessageConfig config;
    private final ReadStore store;
    private final Optional<TokenOffice> tokens;
    private final MessagePosition position;
    private final HttpClient client;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("messenger").daemon().unstarted(this::run);

    private Messenger(MessageConfig config, ReadStore store, Optional<TokenOffice> tokens, long lastSequence) {
        this.config = config;
        this.store = store;
        this.tokens = tokens;
        this.position = new MessagePosition(config.position(), lastSequence);
        this.client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    /**
     * Begins to send.
     *
     * @param lastSequence of the journal: the first start ever begins behind it
     * @throws RuntimeException if the position cannot be read or written
     */
    public static Messenger start(MessageConfig config, ReadStore store, Optional<TokenOffice> tokens, long lastSequence) {
        Messenger messenger = new Messenger(config, store, tokens, lastSequence);
        messenger.thread.start();
        return messenger;
    }

    /** Waits for the message at hand for a moment. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
    }

    private void run() {
        Duration pause = LOOK;
        try {
            do {
                pause = sendAll() ? LOOK : longer(pause);
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
    }

    /** One thing to tell, by the entry that it stands in. */
    private record Due(long sequence, Optional<TokenOrderRow> tokens, Optional<NoticeRow> notice) {}

    /** Whether everything that there is has been sent. */
    private boolean sendAll() throws InterruptedException {
        try {
            List<Due> all = due();
            while (!all.isEmpty()) {
                for (Due one : all) {
                    if (!send(one)) {
                        return false;
                    }
                    position.moveTo(one.sequence());
                }
                all = due();
            }
            return true;
        } catch (RuntimeException e) {
            LOG.error("messages cannot be sent now, it is tried again", e);
            return false;
        }
    }

    /** The next, in the order of the journal. */
    private List<Due> due() {
        long after = position.sequence();
        List<Due> all = new ArrayList<>();
        if (tokens.isPresent()) {
            store.creditTokensIssuedAfter(after, BATCH_MAX)
                    .forEach(row -> all.add(new Due(row.endedSequence() == null ? after : row.endedSequence(),
                            Optional.of(row), Optional.empty())));
        }
        store.notices().after(after, BATCH_MAX)
                .forEach(row -> all.add(new Due(row.sequence(), Optional.empty(), Optional.of(row))));
        return all.stream().sorted(Comparator.comparingLong(Due::sequence)).limit(BATCH_MAX).toList();
    }

    private boolean send(Due due) throws InterruptedException {
        Optional<Message> message = due.notice().isPresent() ? notice(due.notice().get()) : tokens(due);
        return message.isEmpty() || post(message.get());
    }

    /** Empty if the customer does not want to hear of it now. */
    private Optional<Message> notice(NoticeRow row) {
        Optional<SavedAccountRow> account = store.accounts().account(row.account());
        ContactFrequency frequency = account.map(one -> ContactFrequency.valueOf(one.contactFrequency()))
                .orElse(ContactFrequency.ALWAYS);
        boolean isOptional = row.kind().equals("LOW_CREDIT");
        if (isOptional && !HowOften.isSent(frequency,
                store.notices().lowCredit(row.account(), row.sequence(), BATCH_MAX), row.noticedAt())) {
            return Optional.empty();
        }
        Wording wording = wording(account);
        Optional<Quantity> left = row.balance() == null || row.unit() == null
                ? Optional.empty()
                : Optional.of(Unit.ofCode(row.unit()).of(row.balance()));
        String text = switch (row.kind()) {
            case "LOW_CREDIT" -> wording.lowCredit(row.meter(), left);
            case "DISCONNECTION" -> wording.disconnection(row.meter(), left);
            default -> wording.cut(row.meter());
        };
        return Optional.of(new Message("N-" + row.sequence() + "-" + row.meter(), row.kind(), row.account(),
                row.meter(), wording.tag(), text, List.of()));
    }

    private Optional<Message> tokens(Due due) {
        TokenOrderRow row = due.tokens().orElseThrow();
        Optional<IssuedTokens> issued = tokens.flatMap(office -> office.copies(row.tokensId()));
        Optional<CreditRow> credit = Optional.ofNullable(row.creditId()).flatMap(store::credit);
        Optional<MeterRow> meter = store.meter(row.meter());
        if (issued.isEmpty() || credit.isEmpty() || meter.isEmpty()) {
            LOG.warn("tokens {} are not remembered any more: nobody is told of them", row.tokensId());
            return Optional.empty();
        }
        List<String> digits = issued.get().all().stream().map(TokenDigits::grouped).toList();
        Wording wording = wording(store.accounts().account(meter.get().account()));
        String text = wording.tokens(meter.get().serial(), Unit.ofCode(credit.get().unit()).of(credit.get().amount()),
                new Money(credit.get().priceMinor(), credit.get().currency()), digits);
        return Optional.of(new Message(row.tokensId(), "TOKENS", meter.get().account(), meter.get().serial(),
                wording.tag(), text, digits));
    }

    private static Wording wording(Optional<SavedAccountRow> account) {
        return Wording.of(account.map(SavedAccountRow::language).orElse(""));
    }

    private boolean post(Message message) throws InterruptedException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(config.gateway())
                    .timeout(config.timeout())
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", message.id())
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(message)));
            config.token().ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
            CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request.build(), BodyHandlers.discarding());
            return isTaken(message, answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written as JSON", e);
        }
    }

    /** The request's own time-out ends with the headers: a gateway that never ends its answer must not hold up the rest. */
    private boolean isTaken(Message message, CompletableFuture<HttpResponse<Void>> answer) throws InterruptedException {
        try {
            int status = answer.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status / 100 != 2) {
                LOG.warn("message {} was answered with HTTP {}", message.id(), status);
            }
            return status / 100 == 2 || isRefusedForGood(status);
        } catch (ExecutionException e) {
            LOG.warn("message {} did not reach the gateway: {}", message.id(), String.valueOf(e.getCause()));
            return false;
        } catch (TimeoutException e) {
            LOG.warn("message {} was not answered to the end within {}", message.id(), config.timeout());
            return false;
        } finally {
            answer.cancel(true);
        }
    }

    /** A client's error, but for those that pass: not allowed yet, timed out, too many. */
    private static boolean isRefusedForGood(int status) {
        return status / 100 == 4 && status != 401 && status != 403 && status != 404 && status != 408 && status != 429;
    }
}
