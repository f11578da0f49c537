package io.wattle.headend.api;

import io.vertx.core.json.JsonObject;
import io.wattle.headend.registry.TokenKeys;
import io.wattle.ledger.token.TokenTerms;

/** Token terms as the API takes them. Stateless. */
final class TermsJson {

    private TermsJson() {}

    /**
     * @param said has passed the contract
     * @throws IllegalArgumentException naming the field, if there is no such key
     */
    static TokenTerms read(JsonObject said) {
        TokenTerms terms = new TokenTerms(said.getString("meterPan"), said.getString("supplyGroup"),
                said.getString("tariffIndex"), said.getInteger("keyRevision"), said.getInteger("keyType", 2),
                said.getInteger("keyExpiry", 255), said.getInteger("baseYear"), said.getString("keyGeneration"),
                said.getString("encryption"), said.getString("zone", "UTC"));
        TokenKeys.identity(terms);
        return terms;
    }
}
