/**
 * The running server. {@link io.wattle.headend.HeadEnd} builds every object in one place, in flow order.
 *
 * <pre>
 *   polling ─► link ─► reading ─► Ledger ─► entries ─┬─► credit ─► link ─► meter
 *                                    ▲               ├─► supply ─► link ─► meter
 *                     api ───────────┘               └─► store ─► api
 * </pre>
 */
@NullMarked
package io.wattle.headend;

import org.jspecify.annotations.NullMarked;
