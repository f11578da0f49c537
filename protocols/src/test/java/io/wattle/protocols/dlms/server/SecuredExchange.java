package io.wattle.protocols.dlms.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.ReplyGate;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.direct.DirectClientCodecs;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.service.ServiceExchange;
import io.wattle.protocols.dlms.service.ServiceStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A client's codec with its gate, and a meter's association, with nothing but bytes between them. */
final class SecuredExchange implements CosemDevice {
    static final CosemAttribute REGISTER = new CosemAttribute(3, "1.0.1.8.0.255", 2);
    static final int APDU_BYTES_MAX = 2_048;
    static final CosemMethod DISCONNECT = new CosemMethod(70, "0.0.96.3.10.255", 1);
    private static final CosemMethod REPLY_TO_HLS = new CosemMethod(15, "0.0.40.0.0.255", 1);
    private static final byte[] CLIENT_TITLE = {'W', 'T', 'L', 0, 0, 0, 0, 1};

    final ClientCodec codec;
    final ReplyGate gate;
    final MeterAssociation meter;
    int acted;
    String text = "123456 kWh";
    private final SecurityTerms terms;
    private final DlmsKeys keys;
    private ServiceExchange asked = new ServiceExchange(new ServiceRequest.Get(0, REGISTER), 1_024);
    private int invokeId;
    private long lastCounter;
    private long ownCounter = 1;

    /** @param clientKeys what the client takes for the keys that both have */
    SecuredExchange(SecurityTerms terms, DlmsKeys meterKeys, DlmsKeys clientKeys) {
        this(terms, meterKeys, clientKeys, Referencing.LOGICAL_NAMES, false);
    }

    SecuredExchange(SecurityTerms terms, DlmsKeys meterKeys, DlmsKeys clientKeys, Referencing referencing,
            boolean protectedRelease) {
        this.terms = terms;
        this.keys = meterKeys;
        this.codec = new DirectClientCodecs()
                .open(new AssociationPlan(1, 1, CLIENT_TITLE, terms, clientKeys.ring(), APDU_BYTES_MAX,
                        referencing, referencing.offeredConformance(), protectedRelease));
        this.gate = new ReplyGate(terms, referencing, CLIENT_TITLE);
        this.meter = MeterAssociation.of(1, this, APDU_BYTES_MAX, false).orElseThrow();
        codec.useCounters(100, 100_000);
    }

    /** Whether both sides took each other for whom they say they are. */
    boolean associate() {
        byte[] answer = meter.answer(codec.associate()).apdu();
        Optional<AssociationResponse> response = AssociationResponse.read(answer);
        if (response.isEmpty() || response.get().result() != AssociationResponse.ACCEPTED
                || gate.admit(response.get(), codec.challenge()).isPresent()
                || !codec.acceptAssociation(response.get())) {
            return false;
        }
        if (!terms.mechanism().isHighLevel()) {
            return true;
        }
        byte[] proof = meter.answer(askToAct(REPLY_TO_HLS, new CosemValue.Octets(codec.prove()))).apdu();
        return gate.admit(proof, ApduTag.ACTION_RESPONSE).isEmpty() && accept(proof).filter(this::isProof).isPresent();
    }

    private boolean isProof(ServiceReply reply) {
        return reply instanceof ServiceReply.Acted acted
                && acted.returned().orElse(null) instanceof GetResult.Value(CosemValue.Octets octets)
                && codec.acceptProof(octets.bytes());
    }

    /** A protected GET of the register. */
    byte[] ask() {
        return request(new ServiceRequest.Get(nextInvokeId(), REGISTER));
    }

    /** A protected ACTION. */
    byte[] askToAct(CosemMethod method, CosemValue argument) {
        return request(new ServiceRequest.Act(nextInvokeId(), method, argument));
    }

    private int nextInvokeId() {
        invokeId = invokeId % 15 + 1;
        return 0xC0 | invokeId;
    }

    private byte[] request(ServiceRequest request) {
        asked = new ServiceExchange(request, 1_024);
        return codec.seal(((ServiceStep.Send) asked.begin()).plain());
    }

    /** What the codec makes of a reply that no gate has seen; empty if it was not made with the keys. */
    Optional<ServiceReply> accept(byte[] reply) {
        return codec.open(reply)
                .map(asked::accept)
                .filter(ServiceStep.Ended.class::isInstance)
                .map(step -> ((ServiceStep.Ended) step).reply());
    }

    SecuredExchange associated() {
        assertThat(associate()).as(terms.toString()).isTrue();
        return this;
    }

    /** What comes of a reply to a GET; empty if the gate or the codec refused it. */
    Optional<ServiceReply> take(byte[] reply) {
        if (gate.admit(reply, ApduTag.GET_RESPONSE).isPresent()) {
            return Optional.empty();
        }
        return accept(reply).filter(ServiceReply.Got.class::isInstance);
    }

    @Override
    public int logicalAddress() {
        return 1;
    }

    @Override
    public byte[] systemTitle() {
        return new byte[] {'M', 'M', 'M', 0, 0, 0, 0, 1};
    }

    @Override
    public Optional<ClientTerms> client(int number) {
        return Optional.of(new ClientTerms(terms, true));
    }

    @Override
    public DlmsKeys keys() {
        return keys.copy();
    }

    @Override
    public Set<CosemAttribute> attributes() {
        return Set.of(REGISTER);
    }

    @Override
    public Set<CosemMethod> methods() {
        return Set.of(DISCONNECT);
    }

    @Override
    public List<CosemValue> read(List<CosemAttribute> wanted) {
        return wanted.stream().<CosemValue>map(_ -> new CosemValue.Text(text)).toList();
    }

    @Override
    public ActionResult act(CosemMethod method, CosemValue argument) {
        acted++;
        return ActionResult.SUCCESS;
    }

    @Override
    public ActionResult write(CosemAttribute attribute, CosemValue value) {
        acted++;
        return ActionResult.SUCCESS;
    }

    @Override
    public boolean acceptInvocationCounter(long counter) {
        boolean good = counter > lastCounter;
        lastCounter = Math.max(lastCounter, counter);
        return good;
    }

    @Override
    public long lowestInvocationCounter() {
        return lastCounter + 1;
    }

    @Override
    public long nextServerCounter(int count) {
        ownCounter += count;
        return ownCounter - count;
    }
}
