package org.eutectic.truffle;

import com.oracle.truffle.api.TruffleLanguage;

/** One guest context; potentials keep no state in it. */
record EutecticContext(TruffleLanguage.Env env) {}
