/** Dispersion on devices. */
package org.eutectic.gpu.dispersion;
