package org.eutectic.truffle;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.dsl.diagnostic.SourceFile;

/**
 * The language of interatomic potentials. {@code Context.eval("eutectic", text)} gives the file's last potential as a {@link PotentialObject}, whose members any
 * polyglot host can read and call.
 *
 * <p>How a potential becomes code: {@code org.eutectic.dsl} parses, {@link Potential} checks and lowers it to a graph, {@code org.eutectic.kernel}
 * differentiates and lays out loops, and {@link Translator} makes nodes of them: statements ({@link Stores}, {@link Loops}, {@link GatherNode}) over
 * expressions ({@link Values}, {@link Arithmetic}) in a {@link StageRootNode}, which {@link CompiledForceField} calls for chunks of atoms.
 */
@TruffleLanguage.Registration(id = EutecticLanguage.ID, name = "Eutectic", defaultMimeType = "application/x-eutectic",
    characterMimeTypes = "application/x-eutectic", contextPolicy = TruffleLanguage.ContextPolicy.SHARED)
public final class EutecticLanguage extends TruffleLanguage<EutecticContext> {
    public static final String ID = "eutectic";
    private static final LanguageReference<EutecticLanguage> REFERENCE = LanguageReference.create(EutecticLanguage.class);

    private static final ContextReference<EutecticContext> CONTEXT = ContextReference.create(EutecticLanguage.class);

    static EutecticContext currentContext() {
        return CONTEXT.get(null);
    }

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
        Source source = request.getSource();
        Path directory = source.getPath() == null ? Path.of("") : Path.of(source.getPath()).toAbsolutePath().getParent();
        Potential potential;
        try {
            potential = Potential.parse(new SourceFile(source.getName(), source.getCharacters().toString()), Files.isDirectory(directory) ? directory : Path.of(""), null, Map.of());
        } catch (SourceException e) {
            throw new EutecticException(e, source);
        }
        return new RootNode(this) {
            @Override
            public Object execute(VirtualFrame frame) {
                return object();
            }

            @TruffleBoundary
            private Object object() {
                return new PotentialObject(potential);
            }
        }.getCallTarget();
    }
}
