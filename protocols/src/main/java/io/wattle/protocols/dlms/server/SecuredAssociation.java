package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.security.HlsProof;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.Mechanism;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A client who proves himself, and protects what he says as the meter asks of him. Nothing is served before his proof was
 * checked, and nothing that is not protected, or was protected with a counter that the device does not accept.
 */
final class SecuredAssociation implements MeterAssociation {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHALLENGE_BYTES = 16;
    private static final int CHALLENGE_BYTES_MIN = 8; // IEC 62056-5-3: 8..64
    private static final int CHALLENGE_BYTES_MAX = 64;
    private static final int TITLE_BYTES = 8;

    /** Where the association stands. */
    private sealed interface State {
        /** Nobody has associated. */
        record Idle() implements State {}

        /** The client has yet to prove itself. */
        record Pending(byte[] ownChallenge, byte[] clientChallenge, Initiate agreed) implements State {}

        /** The client has proved itself. */
        record Open(PlainServices services) implements State {}
    }

    private final CosemDevice device;
    private final int apduBytesMax;
    private final SecurityTerms terms;
    private final AccessRights rights;
    private KeyRing keys; // of the device when the client associated: they may change
    private MeterMessages messages;
    private Referencing referencing = Referencing.LOGICAL_NAMES;
    private long counterAtAssociation;
    private State state = new State.Idle();
    private byte[] clientTitle = {};
    private boolean whole; // whether the answer to this APDU may be longer than one; guarded by the device

    SecuredAssociation(CosemDevice device, ClientTerms client, int apduBytesMax) {
        this.device = device;
        this.apduBytesMax = apduBytesMax;
        this.terms = client.terms();
        this.rights = client.mayChange() ? AccessRights.MANAGEMENT : AccessRights.READING;
        this.keys = device.keys().ring();
        this.messages = new MeterMessages(device, terms, keys);
    }

    /**
     * One answer at a time for each device, on however many connections: between accepting an old counter and acting
     * on it no later association may come up and read, or it would take for lost what is about to happen.
     */
    @Override
    public Answer answer(byte[] apdu) {
        synchronized (device) {
            return switch (apdu[0] & 0xFF) {
                case ApduTag.AARQ -> associate(apdu);
                case ApduTag.RELEASE_REQUEST -> release(apdu);
                default -> opened(apdu);
            };
        }
    }

    @Override
    public Answer answerWhole(byte[] apdu) {
        synchronized (device) {
            whole = true;
            try {
                return answer(apdu);
            } finally {
                whole = false;
            }
        }
    }

    @Override
    public int replyBytesMax() {
        return state instanceof State.Open(PlainServices services) ? services.agreed().apduBytesMax() : apduBytesMax;
    }

    private Answer associate(byte[] apdu) {
        state = new State.Idle();
        keys.wipe();
        keys = device.keys().ring();
        messages = new MeterMessages(device, terms, keys);
        Optional<AssociationRequest> asked = AssociationRequest.read(apdu);
        Optional<Referencing> named = asked.flatMap(aarq -> Referencing.of(aarq.context(), terms.isProtected()));
        if (asked.isEmpty() || named.isEmpty()) {
            return rejected(AssociationResponse.CONTEXT_NOT_SUPPORTED);
        }
        referencing = named.get();
        byte[] value = asked.get().challenge().orElse(new byte[0]);
        byte[] title = asked.get().title().orElse(new byte[0]);
        clientTitle = title;
        boolean titled = terms.isProtected() || terms.mechanism().needsTitles();
        if (asked.get().mechanism() != terms.mechanism().number() || (titled && title.length != TITLE_BYTES)
                || (terms.mechanism().isHighLevel()
                        && (value.length < CHALLENGE_BYTES_MIN || value.length > CHALLENGE_BYTES_MAX))) {
            return rejected(AssociationResponse.MECHANISM_NOT_RECOGNISED);
        }
        if (terms.mechanism() == Mechanism.LLS && !MessageDigest.isEqual(value, keys.get(KeyUse.PASSWORD))) {
            return rejected(AssociationResponse.AUTHENTICATION_FAILURE);
        }
        return switch (messages.openInitiate(title, asked.get().userInformation())) {
            case MeterMessages.Taken.Forged() -> rejected(AssociationResponse.AUTHENTICATION_FAILURE);
            case MeterMessages.Taken.Repeated(long lowest) ->
                Answer.last(ExceptionResponse.invocationCounterError(lowest));
            case MeterMessages.Taken.Plain(long counter, byte[] plain) -> associate(counter, value, plain);
        };
    }

    private Answer associate(long counter, byte[] challenge, byte[] initiateRequest) {
        Optional<Initiate> initiate = Initiate.readRequest(initiateRequest, messages::dedicate);
        if (initiate.isEmpty()) {
            return rejected(AssociationResponse.NO_REASON_GIVEN);
        }
        counterAtAssociation = counter;
        Initiate agreed = initiate.get().agreed(apduBytesMax, device.conformance(referencing));
        byte[] own = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(own);
        state = terms.mechanism().isHighLevel()
                ? new State.Pending(own, challenge, agreed)
                : open(agreed);
        byte[] information = messages.protectInitiate(agreed.writeResponse(referencing));
        return new Answer(accepted(own, information).write(), accepted(own, agreed.writeResponse(referencing)).write(),
                false);
    }

    private State.Open open(Initiate agreed) {
        if (clientTitle.length == TITLE_BYTES) {
            device.associated(clientTitle.clone());
        }
        return new State.Open(PlainServices.of(referencing, device, rights, agreed));
    }

    private AssociationResponse accepted(byte[] challenge, byte[] userInformation) {
        boolean highLevel = terms.mechanism().isHighLevel();
        boolean titled = terms.isProtected() || terms.mechanism().needsTitles();
        return new AssociationResponse(referencing.context(terms.isProtected()), AssociationResponse.ACCEPTED,
                highLevel ? AssociationResponse.AUTHENTICATION_REQUIRED : AssociationResponse.NO_DIAGNOSTIC,
                terms.mechanism().number(), titled ? Optional.of(device.systemTitle()) : Optional.empty(),
                highLevel ? Optional.of(challenge) : Optional.empty(), Optional.of(userInformation));
    }

    private Answer opened(byte[] apdu) {
        if (state instanceof State.Idle) {
            return Answer.plain(ExceptionResponse.notAllowed());
        }
        return switch (messages.open(apdu)) {
            case MeterMessages.Taken.Forged() -> Answer.last(ExceptionResponse.decipheringError());
            case MeterMessages.Taken.Repeated(long lowest) ->
                Answer.last(ExceptionResponse.invocationCounterError(lowest));
            case MeterMessages.Taken.Plain(long counter, byte[] plain) -> serve(counter, plain);
        };
    }

    private Answer serve(long counter, byte[] plain) {
        return switch (state) {
            case State.Idle() -> Answer.plain(ExceptionResponse.notAllowed());
            case State.Pending pending -> HlsRequest.read(referencing, plain)
                    .map(request -> prove(pending, counter, request))
                    .orElseGet(() -> Answer.last(ExceptionResponse.notAllowed()));
            case State.Open(PlainServices services) when Notification.isConfirmation(plain) ->
                confirmed(services, plain);
            case State.Open(PlainServices services) ->
                answered(services.answer(plain, bytesMax(services))).pushing(services.takePushes());
        };
    }

    private int bytesMax(PlainServices services) {
        return whole
                ? Integer.MAX_VALUE
                : Math.max(PlainServices.BYTES_LEAST, services.agreed().apduBytesMax() - messages.overheadBytes());
    }

    /** The client has what we pushed. */
    private Answer confirmed(PlainServices services, byte[] plain) {
        Notification.confirmedId(plain).ifPresent(id -> {
            services.confirmed(id);
            device.pushConfirmed(id);
        });
        return Answer.none();
    }

    /** HLS pass 3 and 4: the client's proof is checked, ours is returned. */
    private Answer prove(State.Pending pending, long counter, HlsRequest request) {
        if (!isProof(request.proof(), pending, counter)) {
            state = new State.Idle();
            Answer answer = answered(request.refusal());
            return new Answer(answer.apdu(), answer.plain(), true);
        }
        state = open(pending.agreed());
        return answered(request.answer(
                messages.prove(terms.mechanism(), pending.clientChallenge(), pending.ownChallenge())));
    }

    private boolean isProof(byte[] proof, State.Pending pending, long counterOfAction) {
        return messages.isProof(terms.mechanism(), pending.ownChallenge(), pending.clientChallenge(), proof)
                && (terms.mechanism() != Mechanism.GMAC || isCounted(proof, counterOfAction));
    }

    /**
     * Among ciphered messages the proof's own counter lies above that of the AARQ, and not above that of the ACTION. Three
     * different ones would be right, and are what our own client sends; but Gurux, as it comes, and jDLMS use that of the
     * ACTION for the proof as well, and meters take it. The challenge makes the proof a new one in any case. Without
     * ciphering the proof's counter is the only one.
     */
    private boolean isCounted(byte[] proof, long counterOfAction) {
        long counter = HlsProof.counter(proof).orElse(-1L);
        return terms.ciphered()
                ? counter > counterAtAssociation && counter <= counterOfAction
                : device.acceptInvocationCounter(counter);
    }

    private Answer answered(byte[] plain) {
        int tag = plain[0] & 0xFF;
        return tag == ApduTag.EXCEPTION_RESPONSE || tag == ApduTag.CONFIRMED_SERVICE_ERROR
                ? Answer.plain(plain)
                : new Answer(messages.protect(plain), plain, false);
    }

    private Answer rejected(int diagnostic) {
        return Answer.last(AssociationResponse.rejected(referencing.context(terms.isProtected()), diagnostic).write());
    }

    /** Who shows an InitiateRequest must have the keys, and is shown ours; others need not. */
    private Answer release(byte[] apdu) {
        Optional<byte[]> shown = AssociationRequest.releaseInformation(apdu).filter(_ -> terms.ciphered());
        if (shown.isEmpty() || !(state instanceof State.Open(PlainServices services))) {
            state = new State.Idle();
            return Answer.plain(AssociationResponse.released());
        }
        return switch (messages.openInitiate(clientTitle, shown.get())) {
            case MeterMessages.Taken.Forged() -> Answer.last(ExceptionResponse.decipheringError());
            case MeterMessages.Taken.Repeated(long lowest) ->
                Answer.last(ExceptionResponse.invocationCounterError(lowest));
            case MeterMessages.Taken.Plain _ -> {
                state = new State.Idle();
                yield Answer.plain(AssociationResponse
                        .released(messages.protectInitiate(services.agreed().writeResponse(referencing))));
            }
        };
    }
}
