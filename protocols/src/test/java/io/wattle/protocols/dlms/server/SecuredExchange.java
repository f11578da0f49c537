package io.wattle.protocols.dlms.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CodecReply;
import io.wattle.protocols.dlms.association.ReplyGate;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.direct.DirectClientCodecs;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A client's codec with its gate, and a meter's association, with nothing but bytes between them. */
final class SecuredExchange implements CosemDevice {
    static final CosemAttribute REGISTER = new CosemAttribute(3, "1.0.1.8.0.255", 2);
    static final CosemMethod DISCONNECT = new CosemMethod(70, "0.0.96.3.10.255", 1);
    private static final byte[] CLIENT_TITLE = {'W', 'T', 'L', 0, 0, 0, 0, 1};

    final ClientCodec codec;
    final ReplyGate gate;
    final MeterAssociation meter;
    int acted;
    private final SecurityTerms terms;
    private final DlmsKeys keys;
    private long lastCounter;
    private long ownCounter = 1;

    /** @param clientKeys what the client takes for the keys that both have */
    SecuredExchange(SecurityTerms terms, DlmsKeys meterKeys, DlmsKeys clientKeys) {
        this.terms = terms;
        this.keys = meterKeys;
        this.codec = new DirectClientCodecs()
                .open(new AssociationPlan(1, 1, CLIENT_TITLE, terms, clientKeys.ring(), 2_048));
        this.gate = new ReplyGate(terms, CLIENT_TITLE);
        this.meter = MeterAssociation.of(1, this, 2_048).orElseThrow();
        codec.useCounters(100, 100_000);
    }

    /** Whether both sides took each other for whom they say they are. */
    boolean associate() {
        byte[] answer = meter.answer(codec.associate()).apdu();
        Optional<AssociationResponse> response = AssociationResponse.read(answer);
        if (response.isEmpty() || response.get().result() != AssociationResponse.ACCEPTED
                || gate.admit(response.get(), codec.challenge()).isPresent() || !codec.acceptAssociation(answer)) {
            return false;
        }
        if (!terms.mechanism().isHighLevel()) {
            return true;
        }
        byte[] proof = meter.answer(codec.prove()).apdu();
        return gate.admit(proof, ApduTag.ACTION_RESPONSE).isEmpty() && codec.acceptProof(proof);
    }

    SecuredExchange associated() {
        assertThat(associate()).as(terms.toString()).isTrue();
        return this;
    }

    /** What comes of a reply to a GET; empty if the gate or the codec refused it. */
    Optional<CodecReply> take(byte[] reply) {
        if (gate.admit(reply, ApduTag.GET_RESPONSE).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(codec.accept(reply)).filter(CodecReply.Results.class::isInstance);
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
        return wanted.stream().<CosemValue>map(_ -> new CosemValue.Text("123456 kWh")).toList();
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
    public long nextServerCounter(int count) {
        ownCounter += count;
        return ownCounter - count;
    }
}
