package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.PushHearing;
import io.wattle.protocols.dlms.push.Pushed;
import io.wattle.protocols.dlms.push.Pushes;
import io.wattle.protocols.dlms.security.Ciphering;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.NonceDomain;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.MessageSecurity;
import io.wattle.protocols.dlms.security.ProtectedApdu;
import io.wattle.protocols.dlms.security.SecurityHeader;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.meter.MeterAddress;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Takes what meters send unasked, as the gate takes answers: a meter whose messages are protected is believed only what was
 * protected as they are, with its own keys, under a counter that it never used before. The rest is dropped; what looks like
 * a forgery or comes a second time is a security event. Safe for use by many threads.
 */
final class PushDesk implements PushHearing {
    private static final int TITLE_BYTES = 8;
    private static final String TITLE = "title "; // before the digits of one that is a name

    private final Pushes pushes;
    private final KeySource keys;
    private final InvocationCounters counters;
    private final SecurityWatch watch;
    private final byte[] ownTitle;
    private final InstantSource clock;
    /** The least counter that each meter's next push may have, as far as it was asked for since we began. */
    private final Map<String, Long> next = new ConcurrentHashMap<>();

    PushDesk(Pushes pushes, KeySource keys, InvocationCounters counters, SecurityWatch watch, byte[] ownTitle,
            InstantSource clock) {
        this.pushes = pushes;
        this.keys = keys;
        this.counters = counters;
        this.watch = watch;
        this.ownTitle = ownTitle.clone();
        this.clock = clock;
    }

    /**
     * A push came from whoever is called that.
     *
     * @param names at least those that the sender gave before
     * @return what is to be sent back, once it may be
     */
    @Override
    public CompletableFuture<Optional<byte[]>> heard(Set<String> names, byte[] apdu) {
        Optional<byte[]> title = titleIn(apdu).or(() -> names.stream()
                .filter(name -> name.startsWith(TITLE))
                .map(name -> HexFormat.of().parseHex(name.substring(TITLE.length())))
                .findFirst());
        Set<String> all = new LinkedHashSet<>(names);
        title.ifPresent(bytes -> all.add(TITLE + HexFormat.of().withUpperCase().formatHex(bytes)));
        return pushes.peers()
                .find(all)
                .map(meter -> heard(meter, title, apdu, false))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /**
     * A push came while a conversation is held with the meter.
     *
     * @param codec of the conversation: the confirmation of what was ciphered goes under the next of its counters
     * @return makes what is to be sent back, at the moment of sending and on the conversation's loop
     */
    CompletableFuture<Supplier<Optional<byte[]>>> heard(MeterAddress meter, ClientCodec codec, byte[] apdu) {
        CompletableFuture<Optional<byte[]>> answer = pushes.equals(Pushes.DROPPED)
                ? nothing()
                : heard(meter, titleIn(apdu).or(codec::meterTitle), apdu, true);
        return answer.thenApply(plain -> () -> isCiphered(apdu) ? plain.flatMap(codec::confirm) : plain);
    }

    /** @param plainly whether the confirmation is wanted in clear */
    private CompletableFuture<Optional<byte[]>> heard(MeterAddress meter, Optional<byte[]> title, byte[] apdu,
            boolean plainly) {
        DlmsAddress address;
        try {
            address = DlmsAddress.parse(meter.uri());
        } catch (IllegalArgumentException noDlmsMeter) {
            return nothing();
        }
        if (!isCiphered(apdu)) {
            // In clear from a meter that protects what it says: anybody could have sent it.
            return address.terms().isProtected()
                    ? nothing()
                    : Notification.read(apdu)
                            .map(plain -> taken(new Pushed(meter.meterSerial(), false, plain)))
                            .orElseGet(PushDesk::nothing);
        }
        Optional<KeyRing> known = keys.keysOf(meter.meterSerial()).map(PushDesk::ring);
        Optional<byte[]> from = title.or(() -> address.title().map(HexFormat.of()::parseHex));
        if (known.isEmpty() || from.isEmpty() || known.get().missing(ciphered(address)).isPresent()) {
            known.ifPresent(KeyRing::wipe);
            return nothing();
        }
        return opened(meter, address, known.get(), from.get(), apdu, plainly)
                .whenComplete((_, _) -> known.get().wipe());
    }

    private CompletableFuture<Optional<byte[]>> opened(MeterAddress meter, DlmsAddress address, KeyRing ring,
            byte[] title, byte[] apdu, boolean plainly) {
        // Whatever its key, a push counts: one whose meter begins anew with each key cannot be told from one sent twice.
        Optional<ProtectedApdu> sealed = ProtectedApdu.read(apdu)
                .filter(form -> !(form instanceof ProtectedApdu.General general)
                        || general.isKeyedBy(Ciphering.GENERAL)
                        || general.isKeyedBy(ciphered(address).ciphering()));
        Optional<Long> counter = sealed.flatMap(ProtectedApdu::header).map(SecurityHeader::counter);
        MessageSecurity security = security(address, ring, title, 0);
        Optional<Notification> plain = sealed.flatMap(security::open)
                .flatMap(inside -> unsigned(inside, security, ring))
                .flatMap(Notification::read);
        if (plain.isEmpty() || counter.isEmpty()) {
            suspicious(meter, "a push was not made with its keys, or holds no notification");
            return nothing();
        }
        return isNew(meter, counter.get()).thenCompose(fresh -> {
            if (!fresh) {
                suspicious(meter, "a push came a second time, or under an old counter: " + counter.get());
                return nothing();
            }
            return taken(pushed(meter, address, sealed.get(), plain.get()))
                    .thenCompose(confirmation -> confirmation.isEmpty() || plainly
                            ? CompletableFuture.completedFuture(confirmation)
                            : sealed(meter, address, ring, title, confirmation.get()));
        });
    }

    /** A signature is not asked for, as push setups have policies of their own; one that is there must be good. */
    private static Optional<byte[]> unsigned(byte[] inside, MessageSecurity security, KeyRing ring) {
        return inside.length == 0 || (inside[0] & 0xFF) != ApduTag.GENERAL_SIGNING
                ? Optional.of(inside)
                : ring.find(KeyUse.PEER_SIGNING).flatMap(_ -> security.openSigned(inside, false));
    }

    /** Ciphering alone hides a reading and does not keep anybody from changing it. */
    private Pushed pushed(MeterAddress meter, DlmsAddress address, ProtectedApdu sealed, Notification notification) {
        boolean authenticated = sealed.header().filter(header -> header.policy().authenticates()).isPresent();
        return new Pushed(meter.meterSerial(), true, notification,
                authenticated && notification instanceof Notification.Data data
                        ? PushedReading.of(meter, address, data, clock.instant())
                        : Optional.empty());
    }

    private CompletableFuture<Optional<byte[]>> taken(Pushed pushed) {
        return pushes.sink()
                .take(pushed)
                .thenApply(taken -> taken && pushed.notification() instanceof Notification.Data data
                        && data.wantsConfirmation()
                                ? Optional.of(data.confirmation())
                                : Optional.<byte[]>empty())
                .toCompletableFuture();
    }

    /** The counter becomes the meter's last, durably, before what came under it counts. */
    private CompletableFuture<Boolean> isNew(MeterAddress meter, long counter) {
        String holder = meter.meterSerial() + "/push";
        CompletionStage<Long> least = next.containsKey(holder)
                ? CompletableFuture.completedFuture(0L)
                : counters.least(holder).thenApply(known -> known.orElse(0));
        return least.thenCompose(from -> isAccepted(holder, from, counter)
                ? counters.raise(holder, counter + 1).thenApply(_ -> true)
                : CompletableFuture.completedFuture(false)).toCompletableFuture();
    }

    /** Of several that come at once under one counter, one is the first. */
    private boolean isAccepted(String holder, long from, long counter) {
        AtomicBoolean accepted = new AtomicBoolean();
        next.compute(holder, (_, known) -> {
            long least = known == null ? from : Math.max(known, from);
            accepted.set(counter >= least);
            return Math.max(least, accepted.get() ? counter + 1 : 0);
        });
        return accepted.get();
    }

    /** The answer goes under the next counter of the client that the meter knows; without one there is no answer. */
    private CompletableFuture<Optional<byte[]>> sealed(MeterAddress meter, DlmsAddress address, KeyRing ring,
            byte[] title, byte[] confirmation) {
        return counters.reserve(meter.meterSerial() + "/" + address.client(),
                NonceDomain.of(ring.get(KeyUse.ENCRYPTION), ownTitle), 1)
                .thenApply((OptionalLong next) -> next.isEmpty()
                        ? Optional.<byte[]>empty()
                        : Optional.of(security(address, ring, title, next.getAsLong())
                                .answer(Ciphering.GENERAL_GLO, MessagePolicy.BOTH, false, confirmation)))
                .toCompletableFuture();
    }

    private MessageSecurity security(DlmsAddress address, KeyRing ring, byte[] title, long counter) {
        SecurityTerms terms = ciphered(address);
        MessageSecurity security = new MessageSecurity(terms.suite(), terms.policy(), ring, ownTitle, () -> counter);
        security.meet(title);
        return security;
    }

    /** The meter's own terms, or for one whose conversations are in clear those that most have. */
    private static SecurityTerms ciphered(DlmsAddress address) {
        return address.terms().ciphered() ? address.terms() : SecurityTerms.USUAL;
    }

    private void suspicious(MeterAddress meter, String what) {
        watch.happened(new SecurityEvent(meter.meterSerial(), SecurityEvent.Kind.UNTRUSTED_REPLY, what));
    }

    private static boolean isCiphered(byte[] apdu) {
        int tag = apdu[0] & 0xFF;
        return tag == ApduTag.GLO_EVENT_NOTIFICATION || tag == ApduTag.GENERAL_GLO_CIPHERING
                || tag == ApduTag.GENERAL_CIPHERING;
    }

    private static Optional<byte[]> titleIn(byte[] apdu) {
        if (!isCiphered(apdu) || ProtectedApdu.read(apdu).isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> title = switch (ProtectedApdu.read(apdu).get()) {
            case ProtectedApdu.Titled titled -> titled.dedicated() ? Optional.empty() : Optional.of(titled.title());
            case ProtectedApdu.General general -> Optional.of(general.from());
            case ProtectedApdu.Specific _ -> Optional.empty();
        };
        return title.filter(bytes -> bytes.length == TITLE_BYTES);
    }

    private static KeyRing ring(DlmsKeys found) {
        try (found) {
            return found.ring();
        }
    }

    private static CompletableFuture<Optional<byte[]>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
