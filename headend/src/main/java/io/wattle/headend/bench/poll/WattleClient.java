package io.wattle.headend.bench.poll;

import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.InvocationCounters;
import io.wattle.protocols.dlms.ObjectLink;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ours, as the head-end uses it: gate, deadlines and the reserving of counters included. */
final class WattleClient implements PollClient {
    private final String host;
    private final DlmsConnector connector;

    WattleClient(InetSocketAddress meters) {
        this.host = "dlms://127.0.0.1:" + meters.getPort() + "?server=";
        DlmsSettings settings = DlmsSettings.defaults()
                .withConnectionsMax(100_000)
                .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofHours(1));
        this.connector = new DlmsConnector(settings, _ -> Optional.of(PollTerms.keys()), new Counters(),
                InstantSource.system());
    }

    @Override
    public CompletableFuture<?> session(int meter) {
        return link(meter).thenCompose(link -> {
            CompletableFuture<?> all = CompletableFuture.completedFuture(true);
            for (CosemAttribute attribute : PollTerms.SESSION) {
                all = all.thenCompose(_ -> get(link, attribute));
            }
            return all.thenRun(link::close);
        });
    }

    @Override
    public CompletableFuture<Open> open(int meter) {
        return link(meter).thenApply(link -> times -> {
            CompletableFuture<CosemValue> done = new CompletableFuture<>();
            registers(link, times, done);
            return done;
        });
    }

    @Override
    public void close() {
        connector.close();
    }

    private static void registers(ObjectLink link, int times, CompletableFuture<CosemValue> done) {
        var _ = get(link, PollTerms.REGISTER).whenComplete((value, broken) -> {
            if (broken != null) {
                done.completeExceptionally(broken);
            } else if (times <= 1) {
                done.complete(value);
            } else {
                registers(link, times - 1, done);
            }
        });
    }

    private CompletableFuture<ObjectLink> link(int meter) {
        return connector.open(new MeterAddress(PollTerms.serial(meter), URI.create(host + meter)))
                .thenApply(outcome -> (ObjectLink) done(outcome))
                .toCompletableFuture();
    }

    private static CompletableFuture<CosemValue> get(ObjectLink link, CosemAttribute attribute) {
        return link.get(List.of(attribute))
                .thenApply(outcome -> checked(attribute, done(outcome).getFirst()))
                .toCompletableFuture();
    }

    private static CosemValue checked(CosemAttribute attribute, GetResult result) {
        if (!(result instanceof GetResult.Value(CosemValue value)) || !fits(attribute, value)) {
            throw new IllegalStateException("meter showed " + result + " for " + attribute);
        }
        return value;
    }

    private static boolean fits(CosemAttribute attribute, CosemValue value) {
        return switch (value) {
            case Whole whole -> whole.value() == (attribute.classId() == PollTerms.REGISTER.classId()
                    ? PollMeter.REGISTER_WH
                    : PollMeter.BALANCE_WH);
            case CosemValue.Array array -> array.items().size() == PollTerms.PROFILE_ROWS;
            case CosemValue.Octets _ -> attribute.equals(PollTerms.CLOCK);
            default -> false;
        };
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new IllegalStateException(refused.toString());
            case Outcome.Unknown<T> unknown -> throw new IllegalStateException(unknown.toString());
        };
    }

    /** What is reserved is told to nobody: here nothing has to survive. */
    static final class Counters implements InvocationCounters {
        @Override
        public CompletionStage<OptionalLong> reserve(String holder, String nonces, int count) {
            return CompletableFuture.completedFuture(OptionalLong.of(PollTerms.nextCounters()));
        }

        @Override
        public CompletionStage<Void> raise(String holder, long next) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
