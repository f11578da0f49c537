package io.wattle.protocols.dlms.gurux;

import gurux.dlms.GXByteBuffer;
import gurux.dlms.GXDLMSClient;
import gurux.dlms.GXReplyData;
import gurux.dlms.GXSimpleEntry;
import gurux.dlms.enums.Conformance;
import gurux.dlms.enums.ObjectType;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSObject;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.frame.WrapperFramer;
import io.wattle.protocols.dlms.security.KeyUse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A client that is the Gurux library's from the first byte to the last, with HLS5 and suite 0 or without security: what our
 * own is held against. Takes and gives APDUs without the wrapper's header.
 */
public final class GuruxReference {
    private static final Logger LIBRARY_LOG = Logger.getLogger("gurux.dlms"); // it logs challenges and proofs
    private static final int CHALLENGE_BYTES = 16;

    private final Library client;
    private final AssociationPlan plan;
    private final byte[] challenge = new byte[CHALLENGE_BYTES];
    private GXReplyData reply = new GXReplyData();

    public GuruxReference(AssociationPlan plan) {
        LIBRARY_LOG.setLevel(Level.OFF);
        this.plan = plan;
        new SecureRandom().nextBytes(challenge);
        client = new Library(plan);
        client.setMaxReceivePDUSize(plan.apduBytesMax());
        client.setAutoIncreaseInvokeID(true); // else a late reply cannot be told from the one that is waited for
        Set<Conformance> proposed = client.getProposedConformance();
        proposed.clear();
        // The library numbers the bits from the other end.
        proposed.addAll(Conformance.forValue(Integer.reverse(Initiate.OFFERED_CONFORMANCE << 8)));
        if (plan.ciphered()) {
            client.setCtoSChallenge(challenge);
            // Without this the proof and the ACTION that carries it share a nonce.
            client.setIncreaseInvocationCounterForGMacAuthentication(true);
            client.getCiphering().setSecurity(Security.AUTHENTICATION_ENCRYPTION);
            client.getCiphering().setSystemTitle(plan.clientTitle());
            client.getCiphering().setBlockCipherKey(plan.keys().get(KeyUse.ENCRYPTION));
            client.getCiphering().setAuthenticationKey(plan.keys().get(KeyUse.AUTHENTICATION));
        }
    }

    /** Sets the next invocation counter. */
    public void useCounters(long first) {
        client.getCiphering().setInvocationCounter(first);
    }

    /** The next invocation counter. */
    public long counter() {
        return client.getCiphering().getInvocationCounter();
    }

    public byte[] challenge() {
        return challenge.clone();
    }

    /** AARQ. */
    public byte[] associate() {
        return request(client::aarqRequest);
    }

    /** Takes an AARE; services and longest APDU as the library understood them. */
    public Initiate accepted(byte[] aare) {
        client.parseAareResponse(new GXByteBuffer(aare));
        return client.agreed();
    }

    /** The ACTION that carries the answer to the meter's challenge. */
    public byte[] prove() {
        return request(client::getApplicationAssociationRequest);
    }

    /** Takes the meter's proof; throws if it is none. */
    public void acceptProof(byte[] apdu) throws GeneralSecurityException {
        take(apdu);
        client.parseApplicationAssociationResponse(reply.getData());
    }

    public byte[] get(List<CosemAttribute> attributes) {
        if (attributes.size() == 1) {
            CosemAttribute one = attributes.getFirst();
            return request(() -> client.read(one.name().dotted(), type(one.classId()), one.attribute()));
        }
        List<Map.Entry<GXDLMSObject, Integer>> list = new ArrayList<>();
        for (CosemAttribute attribute : attributes) {
            GXDLMSObject object = GXDLMSClient.createObject(type(attribute.classId()));
            object.setLogicalName(attribute.name().dotted());
            list.add(new GXSimpleEntry<>(object, attribute.attribute()));
        }
        return request(() -> client.readList(list));
    }

    public byte[] set(CosemAttribute attribute, CosemValue value) {
        GuruxValue data = GuruxValue.of(value);
        return request(() -> client.write(attribute.name().dotted(), data.value(), data.type(),
                type(attribute.classId()), attribute.attribute()));
    }

    public byte[] act(CosemMethod method, CosemValue argument) {
        GuruxValue data = GuruxValue.of(argument);
        return request(() -> client.method(method.name().dotted(), type(method.classId()), method.method(),
                data.value(), data.type()));
    }

    /** RLRQ. */
    public byte[] release() {
        return request(client::releaseRequest);
    }

    /** Takes a reply, or one block of it. */
    public void take(byte[] apdu) {
        byte[] frame = new AxdrWriter().unsigned16(1)
                .unsigned16(plan.server())
                .unsigned16(plan.client())
                .unsigned16(apdu.length)
                .bytes(apdu)
                .toByteArray();
        try {
            client.getData(new GXByteBuffer(frame), reply, new GXReplyData());
        } catch (Exception foreign) {
            throw new IllegalStateException("library refused the reply", foreign);
        }
    }

    /** The request for the next block. */
    public byte[] next() {
        // A GET and its GET-NEXTs are one exchange under one invoke id (IEC 62056-5-3); the library would raise it.
        client.setAutoIncreaseInvokeID(false);
        try {
            return request(() -> new byte[][] {client.receiverReady(reply)}, reply);
        } finally {
            client.setAutoIncreaseInvokeID(true);
        }
    }

    /** The value of the last reply, in the library's type. */
    public @Nullable Object value() {
        return reply.getValue();
    }

    /** What the meter refused with, 0 for nothing. */
    public int error() {
        return reply.getError();
    }

    private static ObjectType type(int classId) {
        return Objects.requireNonNull(ObjectType.forValue(classId), "class unknown to the library");
    }

    private byte[] request(LibraryCall call) {
        return request(call, new GXReplyData());
    }

    /** Runs the library, and takes the wrapper's header off. */
    private byte[] request(LibraryCall call, GXReplyData next) {
        reply = next;
        try {
            byte[][] frames = call.run();
            if (frames.length != 1) {
                throw new IllegalStateException("request does not fit one APDU");
            }
            return Arrays.copyOfRange(frames[0], WrapperFramer.HEADER_BYTES, frames[0].length);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("ciphering failed", broken);
        }
    }

    private interface LibraryCall {
        byte[][] run() throws GeneralSecurityException;
    }
}
