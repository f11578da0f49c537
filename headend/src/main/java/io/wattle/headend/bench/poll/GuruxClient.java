package io.wattle.headend.bench.poll;

import io.wattle.headend.bench.BenchException;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.gurux.GuruxSession;
import io.wattle.protocols.dlms.gurux.GuruxWire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The Gurux library in its ordinary, blocking use: a thread for each session. */
final class GuruxClient implements PollClient {
    private final InetSocketAddress meters;
    private final Thread.Builder threads;
    private final boolean media;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param media over the library's own media; else over a socket */
    GuruxClient(InetSocketAddress meters, Thread.Builder threads, boolean media) {
        this.meters = meters;
        this.threads = threads;
        this.media = media;
    }

    @Override
    public CompletableFuture<?> session(int meter) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        threads.start(() -> {
            try (GuruxSession session = associated(meter)) {
                for (CosemAttribute attribute : PollTerms.SESSION) {
                    get(session, attribute);
                }
            } catch (IOException | RuntimeException | NoClassDefFoundError broken) {
                done.completeExceptionally(broken);
                return;
            }
            done.complete(true);
        });
        return done;
    }

    @Override
    public CompletableFuture<Open> open(int meter) {
        CompletableFuture<Open> opened = new CompletableFuture<>();
        threads.start(() -> {
            try (GuruxSession session = associated(meter)) {
                Held held = new Held();
                opened.complete(held);
                held.serve(session);
            } catch (IOException | RuntimeException | NoClassDefFoundError broken) {
                opened.completeExceptionally(broken);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        return opened;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private GuruxSession associated(int meter) throws IOException {
        GuruxWire wire = media ? GuruxWire.media(meters) : GuruxWire.socket(meters);
        return GuruxSession.open(wire, meter, PollTerms.clientTitle(), PollTerms.keys(), PollTerms.nextCounters());
    }

    private static void get(GuruxSession session, CosemAttribute attribute) throws IOException {
        boolean good = session.get(attribute, PollTerms.COLUMNS, value -> switch (value) {
            case Number number -> number.longValue() == PollMeter.REGISTER_WH
                    || number.longValue() == PollMeter.BALANCE_WH;
            case byte[] clock -> clock.length == 12;
            case Object[] rows -> rows.length == PollTerms.PROFILE_ROWS;
            case List<?> rows -> rows.size() == PollTerms.PROFILE_ROWS;
            default -> attribute.equals(PollTerms.CLOCK);
        });
        if (!good) {
            throw new BenchException("the library read something else from " + attribute);
        }
    }

    /** An association and the thread that holds it. */
    private final class Held implements Open {
        private final java.util.concurrent.SynchronousQueue<Order> orders = new java.util.concurrent.SynchronousQueue<>();

        private record Order(int times, CompletableFuture<Boolean> done) {}

        @Override
        public CompletableFuture<?> readRegister(int times) {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            try {
                if (!orders.offer(new Order(times, done), 30, java.util.concurrent.TimeUnit.SECONDS)) {
                    done.completeExceptionally(new BenchException("the thread of an open association is gone"));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                done.completeExceptionally(interrupted);
            }
            return done;
        }

        void serve(GuruxSession session) throws InterruptedException, IOException {
            while (closed.getCount() > 0) {
                Order order = orders.poll(1, java.util.concurrent.TimeUnit.SECONDS);
                if (order != null) {
                    for (int i = 0; i < order.times(); i++) {
                        get(session, PollTerms.REGISTER);
                    }
                    order.done().complete(true);
                }
            }
        }
    }
}
