package io.wattle.headend.sts.vector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a JSON array one element at a time. What it holds at once has a bound, however long the file. Stateless. */
final class VectorReader {
    private static final int DEPTH_MAX = 10; // a vector has three
    private static final int TEXT_CHARACTERS_MAX = 10_000; // of one text; the longest source named has 120
    private static final int NUMBER_DIGITS_MAX = 100; // the largest currency amount has 36
    private static final int NAME_CHARACTERS_MAX = 100;
    private static final int VALUES_MAX = 1_000; // names, values and brackets of one vector; the largest has 60
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(TEXT_CHARACTERS_MAX)
                    .maxNumberLength(NUMBER_DIGITS_MAX)
                    .maxNameLength(NAME_CHARACTERS_MAX)
                    .build())
            // Each name is remembered otherwise, and a hostile file has as many as it likes.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final ObjectReader NODES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private VectorReader() {}

    /** Whoever wants the elements. */
    interface Sink {
        /**
         * Takes one.
         *
         * @param place of the element, from 1
         */
        void accept(long place, JsonNode element);
    }

    /**
     * Hands over each element as soon as it is read.
     *
     * @param name of the file, for messages
     * @throws BadVectorFileException where the text is no JSON array; what came before has been handed over
     */
    static void read(InputStream in, String name, Sink sink) {
        try {
            // A decoder of its own refuses bytes that are no UTF-8, where the usual one puts a question mark.
            BufferedReader text = new BufferedReader(
                    new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            try (JsonParser parser = new BoundedParser(FACTORY.createParser(text), VALUES_MAX)) {
                read(parser, name, sink);
            }
        } catch (CharacterCodingException notText) {
            throw new BadVectorFileException(name, 1, 1, "is not UTF-8");
        } catch (IOException unreadable) {
            throw new BadVectorFileException(name, "cannot be read: " + unreadable);
        }
    }

    private static void read(JsonParser parser, String name, Sink sink) throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw refused(name, parser.currentTokenLocation(), "must be a JSON array");
            }
            for (long place = 1; parser.nextToken() != JsonToken.END_ARRAY; place++) {
                sink.accept(place, element(parser, name));
            }
            if (parser.nextToken() != null) {
                throw refused(name, parser.currentTokenLocation(), "has something after the array");
            }
        } catch (StreamConstraintsException tooMuch) {
            throw refused(name, parser.currentLocation(), "is too large or too deep: " + tooMuch.getOriginalMessage());
        } catch (JsonEOFException end) {
            throw refused(name, parser.currentLocation(), "ends before the array does");
        } catch (StreamReadException | JsonMappingException notJson) {
            JsonLocation at = Optional.ofNullable(notJson.getLocation()).orElseGet(parser::currentLocation);
            boolean twice = String.valueOf(notJson.getOriginalMessage()).startsWith("Duplicate field");
            // The library's own words would show a piece of the file, which may be a key.
            throw refused(name, at, twice ? "has the same field twice" : "is not JSON");
        } catch (CharacterCodingException notText) {
            // Text is decoded some thousand characters ahead.
            throw refused(name, parser.currentLocation(), "is not UTF-8, soon after this place");
        }
    }

    private static JsonNode element(JsonParser parser, String name) throws IOException {
        try {
            return NODES.readValue(parser);
        } catch (NumberFormatException tooLarge) {
            throw refused(name, parser.currentTokenLocation(), "has a number out of all range");
        }
    }

    private static BadVectorFileException refused(String name, JsonLocation at, String reason) {
        return new BadVectorFileException(name, at.getLineNr(), at.getColumnNr(), reason);
    }
}
