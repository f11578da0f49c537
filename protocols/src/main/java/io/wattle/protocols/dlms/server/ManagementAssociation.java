package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.SecurityHeader;
import io.wattle.protocols.dlms.security.SuiteZero;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * The management client: HLS5 and suite 0. Nothing is served before the client's proof was checked, and nothing that was
 * not ciphered with a counter that the device accepts.
 */
final class ManagementAssociation implements MeterAssociation {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final CosemMethod REPLY_TO_HLS = new CosemMethod(15, "0.0.40.0.0.255", 1);
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
        record Open(DeviceServices services) implements State {}
    }

    private final CosemDevice device;
    private final int apduBytesMax;
    private final SuiteZero suite;
    private byte[] clientTitle = new byte[TITLE_BYTES];
    private long counterAtAssociation;
    private State state = new State.Idle();

    ManagementAssociation(CosemDevice device, int apduBytesMax) {
        this.device = device;
        this.apduBytesMax = apduBytesMax;
        this.suite = suite(device.keys());
    }

    private static SuiteZero suite(DlmsKeys keys) {
        return new SuiteZero(new GlobalKeys(keys.encryptionKey(), keys.authenticationKey()));
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
                case ApduTag.RELEASE_REQUEST -> release();
                default -> opened(apdu);
            };
        }
    }

    private Answer associate(byte[] apdu) {
        state = new State.Idle();
        Optional<AssociationRequest> asked = AssociationRequest.read(apdu);
        if (asked.isEmpty() || asked.get().context() != AssociationRequest.CONTEXT_CIPHERED) {
            return rejected(AssociationResponse.CONTEXT_NOT_SUPPORTED);
        }
        byte[] challenge = asked.get().challenge().orElse(new byte[0]);
        byte[] title = asked.get().title().orElse(new byte[0]);
        if (asked.get().mechanism() != AssociationRequest.MECHANISM_GMAC || title.length != TITLE_BYTES
                || challenge.length < CHALLENGE_BYTES_MIN || challenge.length > CHALLENGE_BYTES_MAX) {
            return rejected(AssociationResponse.MECHANISM_NOT_RECOGNISED);
        }
        clientTitle = title;
        return switch (unprotect(asked.get().userInformation(), ApduTag.GLO_INITIATE_REQUEST)) {
            case Unprotected.Forged() -> rejected(AssociationResponse.AUTHENTICATION_FAILURE);
            case Unprotected.Repeated(long counter) -> Answer.last(ExceptionResponse.invocationCounterError(counter));
            case Unprotected.Plain(long counter, byte[] plain) -> associate(counter, challenge, plain);
        };
    }

    private Answer associate(long counter, byte[] challenge, byte[] initiateRequest) {
        Optional<Initiate> initiate = Initiate.readRequest(initiateRequest);
        if (initiate.isEmpty()) {
            return rejected(AssociationResponse.NO_REASON_GIVEN);
        }
        counterAtAssociation = counter;
        byte[] own = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(own);
        Initiate agreed = initiate.get().agreed(apduBytesMax, device.conformance());
        state = new State.Pending(own, challenge, agreed);
        byte[] information = protect(ApduTag.GLO_INITIATE_RESPONSE, agreed.writeResponse());
        return new Answer(accepted(own, information).write(), accepted(own, agreed.writeResponse()).write(), false);
    }

    private AssociationResponse accepted(byte[] challenge, byte[] userInformation) {
        return new AssociationResponse(AssociationRequest.CONTEXT_CIPHERED, AssociationResponse.ACCEPTED,
                AssociationResponse.AUTHENTICATION_REQUIRED, AssociationRequest.MECHANISM_GMAC,
                Optional.of(device.systemTitle()), Optional.of(challenge), Optional.of(userInformation));
    }

    private Answer opened(byte[] apdu) {
        if (state instanceof State.Idle) {
            return Answer.plain(ExceptionResponse.notAllowed());
        }
        return switch (unprotect(apdu, apdu[0] & 0xFF)) {
            case Unprotected.Forged() -> Answer.last(ExceptionResponse.decipheringError());
            case Unprotected.Repeated(long counter) -> Answer.last(ExceptionResponse.invocationCounterError(counter));
            case Unprotected.Plain(long counter, byte[] plain) -> serve(counter, plain);
        };
    }

    private Answer serve(long counter, byte[] plain) {
        ServiceRequest request = ServiceRequest.read(plain);
        return switch (state) {
            case State.Idle() -> Answer.plain(ExceptionResponse.notAllowed());
            case State.Pending pending -> prove(pending, counter, request);
            case State.Open(DeviceServices services) -> request instanceof ServiceRequest.Malformed
                    ? Answer.plain(ExceptionResponse.notAllowed())
                    : ciphered(services.answer(request));
        };
    }

    /** HLS pass 3 and 4: the client's proof is checked, ours is returned. */
    private Answer prove(State.Pending pending, long counter, ServiceRequest request) {
        if (!(request instanceof ServiceRequest.Act(int invokeId, CosemMethod method, CosemValue.Octets proof))
                || !method.equals(REPLY_TO_HLS)) {
            return Answer.last(ExceptionResponse.notAllowed());
        }
        if (!isProof(proof.bytes(), pending.ownChallenge(), counter)) {
            state = new State.Idle();
            byte[] refusal = ServiceResponse.act(invokeId, DataAccessResult.READ_WRITE_DENIED);
            Answer answer = ciphered(refusal);
            return new Answer(answer.apdu(), answer.plain(), true);
        }
        state = new State.Open(
                new DeviceServices(device, AccessRights.MANAGEMENT, pending.agreed()));
        byte[] own = suite.proof(device.systemTitle(), device.nextServerCounter(1), pending.clientChallenge());
        return ciphered(ServiceResponse.act(invokeId, new GetResult.Value(new CosemValue.Octets(own))));
    }

    /** The proof's own counter lies between those of the AARQ and of the ACTION: three nonces, all different. */
    private boolean isProof(byte[] proof, byte[] challenge, long counterOfAction) {
        Optional<SecurityHeader> header = SecurityHeader.of(proof);
        return header.isPresent() && header.get().counter() > counterAtAssociation
                && header.get().counter() < counterOfAction
                && MessageDigest.isEqual(proof, suite.proof(clientTitle, header.get().counter(), challenge));
    }

    private Answer ciphered(byte[] plain) {
        int tag = plain[0] & 0xFF;
        return tag == ApduTag.EXCEPTION_RESPONSE
                ? Answer.plain(plain)
                : new Answer(protect(ApduTag.ciphered(tag), plain), plain, false);
    }

    private Answer rejected(int diagnostic) {
        return Answer.last(AssociationResponse.rejected(AssociationRequest.CONTEXT_CIPHERED, diagnostic).write());
    }

    private Answer release() {
        state = new State.Idle();
        return MeterAssociation.released();
    }

    private byte[] protect(int tag, byte[] plain) {
        byte[] body = suite.protect(device.systemTitle(), device.nextServerCounter(1), plain);
        return new AxdrWriter().unsigned8(tag).octets(body).toByteArray();
    }

    /** First the tag, then the counter: a forger must not be able to burn the counters of the true client. */
    private Unprotected unprotect(byte[] apdu, int tag) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            if (in.unsigned8() != tag) {
                return new Unprotected.Forged();
            }
            if (tag == ApduTag.GENERAL_GLO_CIPHERING && !Arrays.equals(in.octets(), clientTitle)) {
                return new Unprotected.Forged();
            }
            byte[] body = in.octets();
            in.end();
            return suite.open(clientTitle, body)
                    .<Unprotected>map(plain -> counted(body, plain))
                    .orElseGet(Unprotected.Forged::new);
        } catch (MalformedApduException malformed) {
            return new Unprotected.Forged();
        }
    }

    private Unprotected counted(byte[] body, byte[] plain) {
        long counter = SecurityHeader.of(body).orElseThrow().counter();
        return device.acceptInvocationCounter(counter)
                ? new Unprotected.Plain(counter, plain)
                : new Unprotected.Repeated(counter);
    }

    /** What came of taking the protection off. */
    private sealed interface Unprotected {
        /** Not made with our keys, or not whole. */
        record Forged() implements Unprotected {}

        /** Made with our keys, but not for the first time. */
        record Repeated(long counter) implements Unprotected {}

        /** Good. */
        record Plain(long counter, byte[] plain) implements Unprotected {}
    }
}
