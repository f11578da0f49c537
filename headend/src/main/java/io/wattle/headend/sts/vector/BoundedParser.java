package io.wattle.headend.sts.vector;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses an element of the outermost array that has too many names, values and brackets. Used by one thread. */
final class BoundedParser extends JsonParserDelegate {
    private final int tokensMax;
    private int depth;
    private int tokens;

    BoundedParser(JsonParser parser, int tokensMax) {
        super(parser);
        this.tokensMax = tokensMax;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == null) {
            return null;
        }
        if (token.isStructStart()) {
            depth++;
        } else if (token.isStructEnd()) {
            depth--;
        }
        tokens = depth <= 1 ? 0 : tokens + 1;
        if (tokens > tokensMax) {
            throw new StreamConstraintsException("an element has more than " + tokensMax + " names and values");
        }
        return token;
    }

    // The ways that a reader of trees takes beside nextToken().

    @Override
    public @Nullable String nextFieldName() throws IOException {
        return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
    }
}
