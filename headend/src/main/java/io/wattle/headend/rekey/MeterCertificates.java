package io.wattle.headend.rekey;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.certificate.CertificateRequest;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Octets;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.setup.CertificateChoice;
import io.wattle.protocols.dlms.setup.CertificateEntry;
import io.wattle.protocols.dlms.setup.CertificateKind;
import io.wattle.protocols.dlms.setup.SecuritySetup;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One meter's key pairs and certificates, asked for on an open conversation (class 64, attribute 6, methods 4 to 8). */
public final class MeterCertificates {
    private final CosemLink link;

    public MeterCertificates(CosemLink link) {
        this.link = link;
    }

    /** What the meter lists. */
    public Outcome<List<CertificateEntry>> list() {
        return read(SecuritySetup.CERTIFICATES)
                .then(value -> said(CertificateEntry.list(value), "the meter's list of certificates cannot be read"));
    }

    /** The meter's system title, sixteen hexadecimal digits. */
    public Outcome<String> title() {
        return read(SecuritySetup.SERVER_TITLE).then(value -> said(octets(value)
                .filter(title -> title.length == 8)
                .map(title -> HexFormat.of().withUpperCase().formatHex(title)), "the meter does not say its title"));
    }

    /** Has the meter make a new pair, which it uses once its certificate has come. */
    public Outcome<Boolean> generate(CertificateKind kind) {
        return call(SecuritySetup.GENERATE_KEY_PAIR, new Whole(Whole.Type.ENUM, kind.number())).map(_ -> true);
    }

    /** The request for the certificate of that pair, in DER: signed by its own key and in the name of this meter, or refused. */
    public Outcome<byte[]> request(CertificateKind kind, SecuritySuite suite) {
        return title().then(title -> call(SecuritySetup.REQUEST_CERTIFICATE, new Whole(Whole.Type.ENUM, kind.number()))
                .then(value -> checked(octets(value).orElse(new byte[0]), suite, title)));
    }

    /** Gives the meter a certificate, in DER. To give it once more does no harm. */
    public Outcome<Boolean> take(byte[] der) {
        return call(SecuritySetup.IMPORT_CERTIFICATE, new Octets(der)).map(_ -> true);
    }

    /** A certificate that the meter has, as it gives it. */
    public Outcome<byte[]> export(CertificateChoice choice) {
        return call(SecuritySetup.EXPORT_CERTIFICATE, choice.value())
                .then(value -> said(octets(value), "the meter gave no certificate"));
    }

    /** Has the meter forget one. */
    public Outcome<Boolean> remove(CertificateChoice choice) {
        return call(SecuritySetup.REMOVE_CERTIFICATE, choice.value()).map(_ -> true);
    }

    private static Outcome<byte[]> checked(byte[] der, SecuritySuite suite, String title) {
        Optional<CertificateRequest> request = CertificateRequest.read(der, suite);
        if (request.isEmpty()) {
            return Outcome.refused(Refusal.OTHER, "what the meter gave is no request for a key of suite "
                    + suite.number() + " that is signed by that key");
        }
        String name = request.get().commonName();
        return name.equalsIgnoreCase(title)
                ? Outcome.done(der)
                : Outcome.refused(Refusal.OTHER, "the meter's request is for " + name + ", and its title is " + title);
    }

    private Outcome<CosemValue> read(CosemAttribute attribute) {
        return link.query(List.of(new Query(attribute)))
                .toCompletableFuture()
                .join()
                .then(results -> results.getFirst() instanceof GetResult.Value(CosemValue value)
                        ? Outcome.done(value)
                        : Outcome.refused(Refusal.NO_SUCH_OBJECT, "attribute " + attribute.attribute()
                                + " of the security setup: " + results.getFirst()));
    }

    private Outcome<CosemValue> call(CosemMethod method, CosemValue argument) {
        return link.call(new CosemLink.Call(method, argument)).toCompletableFuture().join();
    }

    private static Optional<byte[]> octets(CosemValue value) {
        return value instanceof Octets octets ? Optional.of(octets.bytes()) : Optional.empty();
    }

    private static <T> Outcome<T> said(Optional<T> value, String otherwise) {
        return value.map(Outcome::done).orElseGet(() -> Outcome.refused(Refusal.OTHER, otherwise));
    }
}
