package io.wattle.headend.cli.simulate;

import io.wattle.headend.demo.FleetFiles;
import io.wattle.protocols.dlms.certificate.SimulatedAuthority;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.protocols.dlms.server.ModemTls;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How the meters of {@code wattle simulate} dial a head-end, if they do. */
final class SimulatedDialling {
    @Option(names = "--dial", paramLabel = "HOST:PORT", converter = HostAndPort.class, description = "The meters dial a head-end there, as behind mobile networks, and stay; meters.csv then says so.")
    private @Nullable InetSocketAddress headEnd;

    @Option(names = "--dial-silent", description = "With --dial: they say nothing of themselves, and wait to be asked.")
    private boolean silent;

    @Option(names = "--dial-hdlc", description = "With --dial: they speak HDLC there, in place of the wrapper.")
    private boolean hdlc;

    @Option(names = "--dial-tls", paramLabel = "FILE", description = "With --dial: over TLS, with a head-end whose certificate is in this file in PEM, or its authority's. Each meter shows a certificate of its own with its serial number for a name; meters-ca.crt in --out is their authority, another one each time.")
    private @Nullable Path tls;

    private List<X509Certificate> believed = List.of();

    /** @throws ParameterException if what is said of their dialling is said of meters that do not, or the file cannot be used */
    void check(CommandSpec spec) {
        if (headEnd == null && (silent || hdlc || tls != null)) {
            throw new ParameterException(spec.commandLine(),
                    "--dial-silent, --dial-hdlc and --dial-tls go with --dial");
        }
        if (tls != null) {
            try {
                believed = ModemTls.authorities(tls);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--dial-tls: " + e.getMessage());
            }
        }
    }

    /**
     * What a head-end has to know a meter by: by its own name if it dials, and speaks DLMS.
     *
     * @param otherwise its address if nobody dials
     */
    URI uriOf(FleetMeter meter, URI otherwise) {
        return headEnd == null || !"dlms".equals(otherwise.getScheme()) ? otherwise : inboundUri(meter);
    }

    private URI inboundUri(FleetMeter meter) {
        return hdlc ? meter.inboundHdlcUri() : meter.inboundUri();
    }

    /** Lets them dial; tells how the first of them is read, and who vouches for them. */
    List<String> begin(Fleet fleet, FleetFiles files) {
        InetSocketAddress target = headEnd;
        if (target == null) {
            return List.of();
        }
        String first = "they dial in, the first as '" + inboundUri(fleet.meters().getFirst()) + "'";
        if (tls == null) {
            fleet.meters().forEach(meter -> meter.dialOut(target, plan()));
            return List.of(first);
        }
        SimulatedAuthority authority = new SimulatedAuthority("Wattle simulated meters",
                InstantSource.system().instant());
        Path told = files.writeAuthority(authority.pem());
        fleet.meters()
                .forEach(meter -> meter.dialOut(target,
                        plan().overTls(new ModemTls(authority.issue(meter.serial()), believed))));
        return List.of(first, "over TLS, with certificates of the authority in " + told);
    }

    private ModemPlan plan() {
        ModemPlan pushing = ModemPlan.defaults().pushing();
        ModemPlan speaking = silent ? pushing.silently() : pushing;
        return hdlc ? speaking.overHdlc(HdlcSettings.defaults()) : speaking;
    }
}
