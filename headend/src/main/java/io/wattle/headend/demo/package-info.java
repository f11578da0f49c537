/**
 * The story that the README promises: the real server, a simulated fleet, and what happens between them, told.
 */
@NullMarked
package io.wattle.headend.demo;

import org.jspecify.annotations.NullMarked;
