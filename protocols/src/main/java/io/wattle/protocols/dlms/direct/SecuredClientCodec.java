package io.wattle.protocols.dlms.direct;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CountersUsedUpException;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.security.Ciphering;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.Mechanism;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.MessageSecurity;
import io.wattle.protocols.dlms.security.ProtectedApdu;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.security.SecureRandom;
import java.util.Optional;

/** One association on any terms. What it reads has passed the gate; that it was made with the keys is proved here. */
final class SecuredClientCodec implements ClientCodec {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AssociationPlan plan;
    private final SecurityTerms terms;
    private final KeyRing keys;
    private final CounterRange counters = new CounterRange();
    private final MessageSecurity messages;
    private final byte[] challenge;
    private byte[] meterChallenge = new byte[0];
    private Initiate negotiated = new Initiate(0, 0);

    /** @param challenge CtoS, 16 bytes that nobody could guess */
    SecuredClientCodec(AssociationPlan plan, byte[] challenge) {
        this.plan = plan;
        this.terms = plan.terms();
        this.keys = plan.keys().copy();
        this.messages = new MessageSecurity(terms.suite(), terms.policy(), keys, plan.clientTitle(), counters::take);
        this.challenge = challenge.clone();
    }

    @Override
    public void useCounters(long first, int count) {
        counters.use(first, count);
    }

    @Override
    public long countersLeft() {
        return terms.counts() ? counters.left() : Long.MAX_VALUE;
    }

    @Override
    public byte[] challenge() {
        return challenge.clone();
    }

    @Override
    public byte[] associate() {
        need(forMessage());
        Optional<byte[]> dedicated = dedicatedKey();
        byte[] initiate = new Initiate(conformance(), plan.apduBytesMax()).writeRequest(dedicated);
        // A key must not be read on its way, whatever the policy is.
        MessagePolicy policy = dedicated.isPresent() ? MessagePolicy.BOTH : terms.policy();
        byte[] information = messages.ask(Ciphering.GLOBAL, policy, false, initiate);
        boolean titled = terms.isProtected() || terms.mechanism().needsTitles();
        return new AssociationRequest(plan.context(), terms.mechanism().number(),
                titled ? Optional.of(plan.clientTitle()) : Optional.empty(), authenticationValue(), information)
                .write();
    }

    @Override
    public boolean acceptAssociation(AssociationResponse aare) {
        aare.title().ifPresent(messages::meet);
        Optional<Initiate> agreed = aare.userInformation()
                .flatMap(body -> terms.ciphered()
                        ? ProtectedApdu.read(body).flatMap(messages::open)
                        : Optional.of(body))
                .flatMap(initiate -> Initiate.readResponse(initiate, plan.referencing()))
                .filter(initiate -> initiate.conformance() != 0);
        meterChallenge = aare.challenge().orElse(new byte[0]);
        negotiated = agreed.map(initiate -> initiate.agreed(initiate.apduBytesMax(), conformance())).orElse(negotiated);
        return agreed.isPresent();
    }

    @Override
    public Optional<byte[]> meterTitle() {
        return messages.peer();
    }

    @Override
    public byte[] prove() {
        need(forMessage() + (terms.mechanism() == Mechanism.GMAC ? 1 : 0));
        return messages.prove(terms.mechanism(), meterChallenge, challenge);
    }

    @Override
    public boolean acceptProof(byte[] proof) {
        return messages.isProof(terms.mechanism(), challenge, meterChallenge, proof);
    }

    @Override
    public byte[] release() {
        if (!plan.protectedRelease() || !terms.ciphered() || counters.left() < 1) {
            return AssociationRequest.release();
        }
        byte[] initiate = new Initiate(conformance(), plan.apduBytesMax()).writeRequest();
        return AssociationRequest.release(messages.ask(Ciphering.GLOBAL, terms.policy(), false, initiate));
    }

    @Override
    public Initiate agreed() {
        return negotiated;
    }

    /** ACCESS has no ciphered form of its own: it takes the general one of the same key. */
    @Override
    public byte[] seal(byte[] plain) {
        need(forMessage());
        Ciphering form = !ApduTag.isAccess(plain[0] & 0xFF) ? terms.ciphering() : switch (terms.ciphering()) {
            case GLOBAL -> Ciphering.GENERAL_GLO;
            case DEDICATED -> Ciphering.GENERAL_DED;
            case GENERAL_GLO, GENERAL_DED, GENERAL, GENERAL_WRAPPED, GENERAL_ONE_PASS, GENERAL_STATIC ->
                terms.ciphering();
        };
        return messages.ask(form, terms.policy(), terms.signed(), plain);
    }

    @Override
    public Optional<byte[]> confirm(byte[] plain) {
        return terms.ciphered() && counters.left() > 0
                ? Optional.of(messages.answer(Ciphering.GENERAL_GLO, MessagePolicy.BOTH, false, plain))
                : Optional.empty();
    }

    @Override
    public void forget() {
        keys.wipe();
    }

    /** Empty, too, if it was not made for what we asked. */
    @Override
    public Optional<byte[]> open(byte[] apdu) {
        Optional<byte[]> opened = terms.ciphered() ? openCiphered(apdu) : Optional.of(apdu);
        return terms.signed() ? opened.flatMap(this::unsigned) : opened;
    }

    private Optional<byte[]> unsigned(byte[] plain) {
        return Notification.isIn(plain) && !messages.isSignedInThisExchange(plain)
                ? Optional.of(plain)
                : messages.openSigned(plain, true);
    }

    private Optional<byte[]> openCiphered(byte[] apdu) {
        return ProtectedApdu.read(apdu)
                .flatMap(read -> read instanceof ProtectedApdu.General general
                        ? openGeneral(general)
                        : messages.open(read));
    }

    /** What is of another exchange is none of ours, unless the meter began it to notify us. */
    private Optional<byte[]> openGeneral(ProtectedApdu.General apdu) {
        if (!apdu.isKeyedBy(terms.ciphering()) && !apdu.isKeyedBy(Ciphering.GENERAL)) {
            return Optional.empty();
        }
        return messages.isOfThisExchange(apdu)
                ? messages.open(apdu)
                : messages.openAside(apdu).filter(Notification::isIn);
    }

    private Optional<byte[]> dedicatedKey() {
        if (!terms.ciphering().isDedicated()) {
            return Optional.empty();
        }
        byte[] key = new byte[terms.suite().keyBytes()];
        RANDOM.nextBytes(key);
        messages.dedicate(key);
        return Optional.of(key);
    }

    private Optional<byte[]> authenticationValue() {
        return switch (terms.mechanism()) {
            case NONE -> Optional.empty();
            case LLS -> keys.find(KeyUse.PASSWORD);
            case MD5, SHA1, GMAC, SHA256, ECDSA -> Optional.of(challenge.clone());
        };
    }

    private int conformance() {
        return plan.conformance()
                | (terms.signed() || !terms.ciphering().isServiceSpecific() ? Initiate.GENERAL_PROTECTION : 0);
    }

    private int forMessage() {
        return terms.ciphered() ? 1 : 0;
    }

    /** Before anything is made: half a step must not use counters up. */
    private void need(int count) {
        if (count > 0 && counters.left() < count) {
            throw new CountersUsedUpException();
        }
    }
}
