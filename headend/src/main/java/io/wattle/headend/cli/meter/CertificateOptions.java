package io.wattle.headend.cli.meter;

import io.wattle.headend.rekey.MeterCertificates;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.setup.CertificateChoice;
import io.wattle.protocols.dlms.setup.CertificateEntry;
import io.wattle.protocols.dlms.setup.CertificateKind;
import io.wattle.protocols.dlms.setup.CertificateOwner;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which certificate of a meter: by its number as the meter lists it, or the meter's own for one use. */
final class CertificateOptions {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Which which;

    /** One of the two. */
    static final class Which {
        @Option(names = "--number", paramLabel = "HEX", required = true, description = "The certificate's serial number, as wattle security certificates shows it.")
        private @Nullable String number;

        @Option(names = "--own", paramLabel = "USE", required = true, description = "The meter's own: signing, agreement or tls.")
        private @Nullable CertificateKind own;
    }

    /** Does it with that one; refused if the meter lists none of that number, or several. */
    Outcome<String> choose(CosemLink link, BiFunction<MeterCertificates, CertificateChoice, Outcome<String>> act) {
        MeterCertificates meter = new MeterCertificates(link);
        CertificateKind kind = which.own;
        Outcome<CertificateChoice> choice = kind == null
                ? numbered(meter, String.valueOf(which.number))
                : meter.title()
                        .map(title -> new CertificateChoice.OfOwner(CertificateOwner.METER, kind,
                                HexFormat.of().parseHex(title)));
        return choice.then(one -> act.apply(meter, one));
    }

    private static Outcome<CertificateChoice> numbered(MeterCertificates meter, String number) {
        return meter.list()
                .then(entries -> only(entries, number)
                        .<Outcome<CertificateChoice>>map(entry -> Outcome
                                .done(new CertificateChoice.OfSerial(entry.serial(), entry.issuer())))
                        .orElseGet(() -> Outcome.refused(Refusal.VALUE_REFUSED,
                                "the meter does not list exactly one certificate of number " + number)));
    }

    private static Optional<CertificateEntry> only(List<CertificateEntry> entries, String number) {
        List<CertificateEntry> same = entries.stream().filter(one -> one.serial().equalsIgnoreCase(number)).toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }
}
