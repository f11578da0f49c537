package io.wattle.headend.peer;

import gurux.dlms.objects.GXDLMSAssociationLogicalName;
import gurux.dlms.objects.GXDLMSHdlcSetup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A plain meter on the Gurux library, with its own HDLC: serial number, clock and register, for whoever asks. */
public final class GuruxMeter extends GuruxServer {

    private GuruxMeter(int informationBytesMax) {
        super(new GXDLMSAssociationLogicalName(), setup(informationBytesMax));
        furnish();
    }

    private static GXDLMSHdlcSetup setup(int informationBytesMax) {
        GXDLMSHdlcSetup setup = new GXDLMSHdlcSetup();
        setup.setMaximumInfoLengthReceive(informationBytesMax);
        setup.setMaximumInfoLengthTransmit(informationBytesMax);
        return setup;
    }

    /** Argument: longest information field. Prints its port, and ends with its process. */
    public static void main(String[] args) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            System.out.println("port " + listener.getLocalPort());
            while (true) {
                try (Socket socket = listener.accept()) {
                    new GuruxMeter(Integer.parseInt(args[0])).serve(socket);
                }
            }
        }
    }
}
