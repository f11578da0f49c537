package io.wattle.headend.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openmuc.jdlms.AttributeAddress;
import org.openmuc.jdlms.DlmsConnection;
import org.openmuc.jdlms.GetResult;
import org.openmuc.jdlms.ObisCode;
import org.openmuc.jdlms.TcpConnectionBuilder;

/**
 * jDLMS (OpenMUC) as the public client over HDLC on TCP, and says what it saw. Its HLS5 takes one invocation counter for
 * two messages, which our meters refuse.
 */
public final class JdlmsReader {
    private static final AttributeAddress SERIAL = new AttributeAddress(1, new ObisCode("0.0.96.1.0.255"), 2);
    private static final AttributeAddress CLOCK = new AttributeAddress(8, new ObisCode("0.0.1.0.0.255"), 2);
    private static final AttributeAddress COUNTER = new AttributeAddress(1, new ObisCode("0.0.43.1.0.255"), 2);
    private static final AttributeAddress CREDIT = new AttributeAddress(112, new ObisCode("0.0.19.10.0.255"), 2);

    private JdlmsReader() {}

    /** Arguments: port, physical address, longest information field. */
    public static void main(String[] args) throws IOException {
        TcpConnectionBuilder builder = new TcpConnectionBuilder(InetAddress.getLoopbackAddress())
                .setPort(Integer.parseInt(args[0]))
                .useHdlc()
                .setClientId(16)
                .setLogicalDeviceId(1)
                .setPhysicalDeviceAddress(Integer.parseInt(args[1]))
                .setResponseTimeout(10_000);
        builder.setHdlcMaxInformationLength(Integer.parseInt(args[2]));
        try (DlmsConnection connection = builder.build()) {
            byte[] serial = connection.get(SERIAL).getResultData().getValue();
            System.out.println("serial " + new String(serial, StandardCharsets.US_ASCII));
            Number counter = connection.get(COUNTER).getResultData().getValue();
            System.out.println("counter " + counter);
            List<GetResult> list = connection.get(List.of(SERIAL, CLOCK, COUNTER, CREDIT));
            System.out.println("list " + list.stream().map(GetResult::getResultCode).toList());
        }
    }
}
