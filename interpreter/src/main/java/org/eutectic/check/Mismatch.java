package org.eutectic.check;

import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.diagnostic.Span;

/**
 * One disagreement of dimensions.
 *
 * @param code of the message
 * @param span of the part at fault
 * @param message with both dimensions
 * @param at the expression whose parts an edit may change; null where none can
 * @param partner what it disagrees with, or null
 * @param missing what {@code at} must be multiplied by to agree; null where that is not known
 * @param note more to say than the mending edit, or null
 * @param model whose names the expressions use
 */
record Mismatch(String code, Span span, String message, Expr at, Expr partner, Dimension missing, String note, ModelScope model) {

    boolean isSameAs(Mismatch o) {
        return code.equals(o.code) && span.equals(o.span);
    }
}
