package org.eutectic.truffle;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.TruffleLanguage;

/** stub for a moment */
@TruffleLanguage.Registration(id = EutecticLanguage.ID, name = "Eutectic", defaultMimeType = "application/x-eutectic", characterMimeTypes = "application/x-eutectic",
    contextPolicy = TruffleLanguage.ContextPolicy.SHARED)
public final class EutecticLanguage extends TruffleLanguage<EutecticContext> {
    public static final String ID = "eutectic";
    private static final LanguageReference<EutecticLanguage> REFERENCE = LanguageReference.create(EutecticLanguage.class);

    static EutecticLanguage current() {
        return REFERENCE.get(null);
    }

    @Override
    protected EutecticContext createContext(Env env) {
        return new EutecticContext(env);
    }

    /** Force routines run on several threads at once; they share nothing but their inputs. */
    @Override
    protected boolean isThreadAccessAllowed(Thread thread, boolean singleThreaded) {
        return true;
    }

    @Override
    protected CallTarget parse(ParsingRequest request) {
        throw new UnsupportedOperationException();
    }
}
