/** Threads that share the work of one step. */
package org.eutectic.parallel;
