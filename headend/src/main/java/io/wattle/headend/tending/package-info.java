/**
 * Has the ledger do what time alone brings about. Started and stopped by the head-end.
 */
@NullMarked
package io.wattle.headend.tending;

import org.jspecify.annotations.NullMarked;
