package io.wattle.headend;

import static io.wattle.headend.ConfigKey.choice;
import static io.wattle.headend.ConfigKey.text;
import static io.wattle.headend.ConfigKey.whole;

import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.provider.ProviderConfig;
import io.wattle.headend.provider.ProviderConfig.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be set about payments by credit card; a part of {@link ConfigKeys}. */
final class ProviderKeys {
    static final ConfigKey KIND = choice("provider.kind", List.of("none", "gateway", "embedded"),
            "who takes payments by credit card; embedded takes no money and is refused in production");
    static final ConfigKey NAME = text("provider.name", "gateway", "1 to 64 characters",
            "by which the journal knows the provider");
    static final ConfigKey URL = text("provider.url", "", "https://..., or http://... on this machine",
            "the provider's hosted checkout, see docs/payment-provider.md");
    static final ConfigKey TOKEN = text("provider.token-file", "", "a file that only its owner may read",
            "bearer token that the provider wants to see");
    static final ConfigKey NOTICE_SECRET = text("provider.notice-secret-file", "",
            "a file that only its owner may read", "shared with the provider: by it its notices are known");
    static final ConfigKey PUBLIC_URL = text("provider.public-url", "", "https://...",
            "this API as the provider reaches it, to send notices to; empty: it is only asked");
    static final ConfigKey TIMEOUT = whole("provider.timeout-ms", 10_000, "ms", 100, 120_000,
            "time for one answer of the provider");
    static final ConfigKey CHECKOUT = whole("provider.checkout-s", 1_800, "s", 60, 86_400,
            "time that a customer has to pay");
    static final ConfigKey UNKNOWN_ALARM = whole("provider.unknown-alarm-s", 900, "s", 10, 86_400,
            "after which an outcome that nobody knows is an alarm");
    static final ConfigKey REFUNDERS = text("provider.refunders", "", "names with commas between",
            "who may have money given back, or decide what became of it");

    private ProviderKeys() {}

    static ProviderConfig provider(ConfigFile values) {
        Kind kind = HeadEndConfig.checked(values, KIND,
                () -> ProviderConfig.allowed(Kind.valueOf(values.text(KIND).toUpperCase(Locale.ROOT)),
                        values.text(ConfigKeys.MODE).equals("production")));
        if (kind == Kind.NONE) {
            return ProviderConfig.NONE;
        }
        Set<String> refunders = Arrays.stream(values.text(REFUNDERS).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        return HeadEndConfig.checked(values, kind == Kind.GATEWAY ? URL : PUBLIC_URL,
                () -> new ProviderConfig(kind, values.text(NAME), address(values, URL),
                        values.path(TOKEN).map(ApiConfig::tokenFrom),
                        values.path(NOTICE_SECRET).map(ApiConfig::tokenFrom), address(values, PUBLIC_URL),
                        Duration.ofMillis(values.whole(TIMEOUT)), Duration.ofSeconds(values.whole(CHECKOUT)),
                        Duration.ofSeconds(values.whole(UNKNOWN_ALARM)), refunders, ProviderConfig.Pauses.USUAL));
    }

    private static Optional<URI> address(ConfigFile values, ConfigKey key) {
        return Optional.of(values.text(key)).filter(text -> !text.isEmpty()).map(URI::create);
    }
}
