package io.wattle.headend.cli.vend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.text.JsonLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How money is taken: in which shift, and by which tender. */
public final class TenderOptions {
    @Option(names = "--shift", paramLabel = "SHIFT", description = "The cashier's open shift, such as SHIFT-17.")
    private Optional<String> shift = Optional.empty();

    @Option(names = "--tender", paramLabel = "TENDER", description = "cash, cheque, bank_transfer, mobile_money or credit_card (default: cash).")
    private Optional<String> tender = Optional.empty();

    @Option(names = "--reference", paramLabel = "TEXT", description = "What the tender is known by, such as the number of a cheque; never that of a payment card.")
    private Optional<String> reference = Optional.empty();

    public JsonLine addTo(JsonLine body) {
        return body.withAny("shift", shift)
                .withAny("tender", tender.map(name -> name.toLowerCase(Locale.ROOT)))
                .withAny("reference", reference);
    }

    /** What a sale is held to. */
    static final class Quoted {
        private static final ObjectMapper JSON = new ObjectMapper();

        @Option(names = "--quote", paramLabel = "FILE", description = "What 'wattle vend quote --json' printed: a sale that would be another is refused.")
        private Optional<Path> file = Optional.empty();

        /**
         * Adds it, if there is one.
         *
         * @throws UncheckedIOException if the file cannot be read
         * @throws IllegalArgumentException if it holds no quote
         */
        public JsonLine addTo(JsonLine body) {
            file.ifPresent(path -> body.withPart("quote", read(path)));
            return body;
        }

        private static Map<String, Object> read(Path path) {
            try {
                JsonNode quote = JSON.readTree(Files.readString(path)).path("quote");
                if (quote.isObject()) {
                    return JSON.convertValue(quote, new TypeReference<>() {
                    });
                }
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("--quote " + path + " holds no quote: it is no JSON", e);
            } catch (IOException e) {
                throw new UncheckedIOException("--quote " + path + " cannot be read", e);
            }
            throw new IllegalArgumentException("--quote " + path + " holds no quote: it must be what 'wattle vend quote"
                    + " --json' printed");
        }
    }
}
