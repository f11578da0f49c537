package io.wattle.protocols.dlms.gurux;

import gurux.dlms.GXByteBuffer;
import gurux.dlms.GXDLMSClient;
import gurux.dlms.GXReplyData;
import gurux.dlms.GXSimpleEntry;
import gurux.dlms.enums.Conformance;
import gurux.dlms.enums.ObjectType;
import gurux.dlms.enums.RequestTypes;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.secure.GXDLMSSecureClient;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CodecReply;
import io.wattle.protocols.dlms.association.CountersUsedUpException;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.frame.WrapperFramer;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One association by way of {@link GXDLMSSecureClient}. */
final class GuruxClientCodec implements ClientCodec {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHALLENGE_BYTES = 16;
    private static final int ASSEMBLED_BYTES_MAX = 1 << 20; // no answer that we ask for comes near
    private static final int BLOCKS_MAX = 4_096; // a megabyte in blocks of the shortest APDU that there is
    private static final int INVOKE_ID_BITS = 0x0F;

    private final Library client;
    private final Optional<ReplyOpener> opener;
    private final Optional<RequestSealer> sealer;
    private final byte[] challenge = new byte[CHALLENGE_BYTES];
    private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    private long counterLimit;
    private byte[] meterTitle = new byte[0];
    private Initiate negotiated = new Initiate(0, 0);
    private boolean listAsked;
    private long blocksSeen;

    GuruxClientCodec(AssociationPlan plan) {
        RANDOM.nextBytes(challenge);
        Optional<GlobalKeys> global = plan.ciphered()
                ? Optional.of(new GlobalKeys(plan.keys().get(KeyUse.ENCRYPTION),
                        plan.keys().get(KeyUse.AUTHENTICATION)))
                : Optional.empty();
        opener = global.map(ReplyOpener::new);
        sealer = global.map(keys -> new RequestSealer(keys, plan.clientTitle()));
        client = new Library(plan);
        client.setMaxReceivePDUSize(plan.apduBytesMax());
        client.setAutoIncreaseInvokeID(true); // else a late reply cannot be told from the one we wait for
        Set<Conformance> proposed = client.getProposedConformance();
        proposed.clear();
        // The library numbers the bits from the other end.
        proposed.addAll(Conformance.forValue(Integer.reverse(Initiate.OFFERED_CONFORMANCE << 8)));
        global.ifPresent(keys -> secure(plan, keys));
    }

    private void secure(AssociationPlan plan, GlobalKeys keys) {
        client.setCtoSChallenge(challenge); // the library's own challenge comes from java.util.Random
        // Without this the proof and the ACTION that carries it share a nonce.
        client.setIncreaseInvocationCounterForGMacAuthentication(true);
        client.getCiphering().setSecurity(Security.AUTHENTICATION_ENCRYPTION);
        client.getCiphering().setSystemTitle(plan.clientTitle());
        client.getCiphering().setBlockCipherKey(keys.encryption());
        client.getCiphering().setAuthenticationKey(keys.authentication());
    }

    @Override
    public void useCounters(long first, int count) {
        client.getCiphering().setInvocationCounter(first);
        counterLimit = first + count;
    }

    @Override
    public long countersLeft() {
        return opener.isPresent() ? counterLimit - client.getCiphering().getInvocationCounter() : Long.MAX_VALUE;
    }

    @Override
    public byte[] challenge() {
        return challenge.clone();
    }

    @Override
    public byte[] associate() {
        return request(1, client::aarqRequest);
    }

    @Override
    public boolean acceptAssociation(byte[] apdu) {
        // The library takes an AARE whose authentication tag is wrong, and calls the association open.
        Optional<AssociationResponse> response = AssociationResponse.read(apdu);
        Optional<Initiate> agreed = response.flatMap(aare -> opener.isPresent()
                ? opener.get().openAssociation(aare)
                : aare.userInformation().flatMap(Initiate::readResponse));
        if (agreed.isEmpty()) {
            return false;
        }
        try {
            client.parseAareResponse(new GXByteBuffer(apdu));
        } catch (RuntimeException foreign) {
            return false;
        }
        meterTitle = response.get().title().orElse(new byte[0]);
        negotiated = agreed.get();
        return client.understood(response.get(), agreed.get(), challenge);
    }

    @Override
    public boolean takesLists() {
        return negotiated.takesLists();
    }

    @Override
    public Initiate agreed() {
        return negotiated;
    }

    @Override
    public byte[] seal(byte[] plain) {
        if (sealer.isEmpty()) {
            return plain.clone();
        }
        if (countersLeft() < 1) {
            throw new CountersUsedUpException();
        }
        long counter = client.getCiphering().getInvocationCounter();
        client.getCiphering().setInvocationCounter(counter + 1);
        return sealer.get().seal(counter, plain);
    }

    @Override
    public Optional<byte[]> open(byte[] apdu) {
        return opener.isEmpty() ? Optional.of(apdu) : opener.get().open(meterTitle, apdu);
    }

    @Override
    public byte[] prove() {
        return request(2, client::getApplicationAssociationRequest);
    }

    @Override
    public boolean acceptProof(byte[] apdu) {
        Optional<byte[]> proof = open(apdu).map(ServiceReply::read).flatMap(GuruxClientCodec::returned);
        if (proof.isEmpty()) {
            return false;
        }
        try {
            byte[] data = new AxdrWriter().value(new CosemValue.Octets(proof.get())).toByteArray();
            client.parseApplicationAssociationResponse(new GXByteBuffer(data));
            return true;
        } catch (GeneralSecurityException | RuntimeException foreign) {
            return false;
        }
    }

    @Override
    public byte[] get(List<CosemAttribute> attributes) {
        expect(attributes.size() > 1);
        if (!listAsked) {
            CosemAttribute one = attributes.getFirst();
            return request(1, () -> client.read(one.name().dotted(), type(one.classId()), one.attribute()));
        }
        List<Map.Entry<GXDLMSObject, Integer>> list = new ArrayList<>();
        for (CosemAttribute attribute : attributes) {
            GXDLMSObject object = GXDLMSClient.createObject(type(attribute.classId()));
            object.setLogicalName(attribute.name().dotted());
            list.add(new GXSimpleEntry<>(object, attribute.attribute()));
        }
        return request(1, () -> client.readList(list));
    }

    @Override
    public byte[] set(CosemAttribute attribute, CosemValue value) {
        expect(false);
        GuruxValue data = GuruxValue.of(value);
        return request(1, () -> client.write(attribute.name().dotted(), data.value(), data.type(),
                type(attribute.classId()), attribute.attribute()));
    }

    @Override
    public byte[] act(CosemMethod method, CosemValue argument) {
        expect(false);
        GuruxValue data = GuruxValue.of(argument);
        return request(1, () -> client.method(method.name().dotted(), type(method.classId()), method.method(),
                data.value(), data.type()));
    }

    @Override
    public CodecReply accept(byte[] apdu) {
        Optional<byte[]> plain = open(apdu);
        if (plain.isEmpty()) {
            return new CodecReply.Untrusted("reply was not protected with this meter's keys");
        }
        ServiceReply reply = ServiceReply.read(plain.get());
        if (!(reply instanceof ServiceReply.Malformed)
                && (reply.invokeId() & INVOKE_ID_BITS) != (client.getInvokeID() & INVOKE_ID_BITS)) {
            return new CodecReply.Malformed("invoke id must be " + client.getInvokeID() + ", was "
                    + (reply.invokeId() & INVOKE_ID_BITS));
        }
        return accept(reply);
    }

    @Override
    public byte[] release() {
        return request(1, client::releaseRequest);
    }

    private CodecReply accept(ServiceReply reply) {
        return switch (reply) {
            case ServiceReply.Got(int _, List<GetResult> results) -> new CodecReply.Results(results);
            case ServiceReply.Acted acted -> new CodecReply.Acted(acted.result());
            case ServiceReply.Malformed(String reason) -> new CodecReply.Malformed(reason);
            case ServiceReply.Block block -> assemble(block);
            case ServiceReply.ActedList _,ServiceReply.TookBlock _,ServiceReply.ActBlock _,ServiceReply.Accessed _,ServiceReply.Exceptional _ ->
                new CodecReply.Malformed("a " + reply.getClass().getSimpleName() + " was not asked for");
        };
    }

    private CodecReply assemble(ServiceReply.Block block) {
        if (block.number() != blocksSeen + 1 || blocks.size() + block.bytes().length > ASSEMBLED_BYTES_MAX
                || blocksSeen == BLOCKS_MAX || (!block.last() && block.bytes().length == 0)) {
            return new CodecReply.Malformed("block must be number " + (blocksSeen + 1) + " of at most " + BLOCKS_MAX
                    + " and bring something, was " + block.number() + " of " + block.bytes().length + " bytes");
        }
        blocksSeen++;
        blocks.writeBytes(block.bytes());
        if (block.last()) {
            return accept(ServiceReply.readAssembled(block.invokeId(), listAsked, blocks.toByteArray()));
        }
        try {
            return new CodecReply.More(request(1, this::nextBlock));
        } catch (CountersUsedUpException | IllegalStateException cannot) {
            return new CodecReply.Malformed("next block cannot be asked for: " + cannot.getMessage());
        }
    }

    private byte[][] nextBlock() throws GeneralSecurityException {
        GXReplyData incomplete = new GXReplyData();
        incomplete.getMoreData().add(RequestTypes.DATABLOCK);
        // A GET and its GET-NEXTs are one exchange under one invoke id (IEC 62056-5-3); the library would raise it.
        client.setAutoIncreaseInvokeID(false);
        try {
            return new byte[][] {client.receiverReady(incomplete)};
        } finally {
            client.setAutoIncreaseInvokeID(true);
        }
    }

    private void expect(boolean list) {
        listAsked = list;
        blocksSeen = 0;
        blocks.reset();
    }

    private static Optional<byte[]> returned(ServiceReply reply) {
        return reply instanceof ServiceReply.Acted acted
                && acted.returned().orElse(null) instanceof GetResult.Value(CosemValue.Octets octets)
                        ? Optional.of(octets.bytes())
                        : Optional.empty();
    }

    private static ObjectType type(int classId) {
        ObjectType type = ObjectType.forValue(classId);
        if (type == null) {
            throw new IllegalArgumentException("class " + classId + " is unknown to the library");
        }
        return type;
    }

    /** Runs the library; checks the counters first, and takes the wrapper's header off. */
    private byte[] request(int counters, LibraryCall call) {
        if (countersLeft() < counters) {
            throw new CountersUsedUpException();
        }
        try {
            byte[][] frames = call.run();
            if (frames == null || frames.length != 1) {
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
