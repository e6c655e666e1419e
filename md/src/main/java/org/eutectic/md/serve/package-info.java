/** Forces for programs that move atoms themselves. */
package org.eutectic.md.serve;
