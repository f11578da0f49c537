/**
 * DLMS software that others made, against ours: each in a process of its own, as their licences have it, and in tests only.
 */
@NullMarked
package io.wattle.headend.peer;

import org.jspecify.annotations.NullMarked;
