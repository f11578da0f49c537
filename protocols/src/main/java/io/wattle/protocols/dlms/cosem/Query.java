package io.wattle.protocols.dlms.cosem;

import java.util.Optional;

/**
 * What a GET asks for: an attribute, or a part of one.
 *
 * @param selection which part; the whole if empty
 */
public record Query(CosemAttribute attribute, Optional<Selection> selection) {

    /** The whole attribute. */
    public Query(CosemAttribute attribute) {
        this(attribute, Optional.empty());
    }
}
