package io.wattle.headend.peer;

import gurux.dlms.enums.InterfaceType;
import gurux.dlms.objects.GXDLMSAssociationLogicalName;
import gurux.dlms.objects.GXDLMSHdlcSetup;
import gurux.dlms.objects.GXDLMSIECLocalPortSetup;
import gurux.dlms.objects.enums.BaudRate;
import gurux.dlms.objects.enums.OpticalProtocolMode;
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

    /** Before a probe: it waits for a sign-on, and changes over to HDLC. */
    private GuruxMeter withModeE() {
        GXDLMSIECLocalPortSetup port = new GXDLMSIECLocalPortSetup();
        port.setDefaultMode(OpticalProtocolMode.DEFAULT);
        port.setDefaultBaudrate(BaudRate.BAUDRATE_300);
        port.setProposedBaudrate(BaudRate.BAUDRATE_9600);
        port.setDeviceAddress("");
        setLocalPortSetup(port);
        getSettings().setInterfaceType(InterfaceType.HDLC_WITH_MODE_E);
        return this;
    }

    /**
     * Arguments: longest information field, and {@code mode-e} for a sign-on before HDLC. Prints its port, and ends with its
     * process.
     */
    public static void main(String[] args) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            System.out.println("port " + listener.getLocalPort());
            while (true) {
                try (Socket socket = listener.accept()) {
                    GuruxMeter meter = new GuruxMeter(Integer.parseInt(args[0]));
                    (args.length > 1 ? meter.withModeE() : meter).serve(socket);
                }
            }
        }
    }
}
