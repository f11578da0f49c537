package io.wattle.headend.cli.simulate;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code HOST:PORT}; the name is looked up at once. */
final class HostAndPort implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1
                || Integer.parseInt(port) > 65_535) {
            throw new TypeConversionException("--dial must be HOST:PORT with a port of 1..65535, was: " + text);
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
    }
}
