package io.wattle.headend.cli.sts;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** On whose clock the minutes of tokens are counted. */
final class ZoneOption {
    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Z", converter = Zones.class, description = "The supply group's clock, such as Africa/Accra (default: UTC).")
    private ZoneId zone = ZoneOffset.UTC;

    ZoneId zone() {
        return zone;
    }

    /** Says in words what is wrong. */
    static final class Zones implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException unknown) {
                throw new TypeConversionException("'" + name + "' is no time zone; such are Z, +02:00, Africa/Accra");
            }
        }
    }
}
