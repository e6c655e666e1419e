package org.eutectic.truffle;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.SourceException;

/** Source that cannot be used, or arguments that do not fit, as a host sees them: the messages of the checker, and where the first one points. */
@ExportLibrary(InteropLibrary.class)
final class EutecticException extends AbstractTruffleException {
    private final transient SourceSection section;
    private final boolean ofSource;

    EutecticException(SourceException e, Source source) {
        super(e.getMessage());
        Diagnostic first = e.diagnostics().all().stream().filter(Diagnostic::isError).findFirst().orElseThrow();
        boolean here = first.span().file().text().contentEquals(source.getCharacters());
        section = here ? source.createSection(first.span().start(), Math.max(0, first.span().end() - first.span().start())) : null;
        ofSource = true;
    }

    EutecticException(String message) {
        super(message);
        section = null;
        ofSource = false;
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return ofSource ? ExceptionType.PARSE_ERROR : ExceptionType.RUNTIME_ERROR;
    }

    @ExportMessage
    boolean isExceptionIncompleteSource() {
        return false;
    }

    @ExportMessage
    boolean hasSourceLocation() {
        return section != null;
    }

    @ExportMessage
    SourceSection getSourceLocation() {
        return section;
    }
}
