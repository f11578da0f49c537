/**
 * Eclipse Sparkplug B 3.0 for meters that are edge nodes: births, deaths, sequence numbers, and the contract of docs/mqtt.md
 * as metrics.
 */
@NullMarked
package io.wattle.protocols.sparkplug;

import org.jspecify.annotations.NullMarked;
