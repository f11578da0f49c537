/**
 * What a session with a meter costs: ours beside a floor written by hand, and beside the Gurux library as it is ordinarily
 * used. The meters are a process of their own, so that what this process used is the client's alone.
 *
 * <pre>
 *  PollBench ─► PollRound ─► PollClient: WattleClient, FloorClient, GuruxClient ══ TCP ══ PollMeters (a JVM of its own)
 *      └──────► HeldPart (a JVM of its own for each): associations that are held open
 * </pre>
 */
@NullMarked
package io.wattle.headend.bench.poll;

import org.jspecify.annotations.NullMarked;
