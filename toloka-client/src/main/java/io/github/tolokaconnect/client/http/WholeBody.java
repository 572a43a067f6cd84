package io.github.tolokaconnect.client.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a body in memory up to a bound, then hangs up. Text that is no JSON is worth little, so it has a bound of its own:
 * a page of a proxy must not cost what the errors of ten thousand tasks may.
 */
final class WholeBody implements BodySubscriber<Body> {

    static final int MAX_JSON_BYTES = 32 << 20;
    static final int MAX_OTHER_BYTES = 64 << 10;

    private final CompletableFuture<Body> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;
    private byte firstByte;

    @Override
    public CompletionStage<Body> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            int room = maxBytes(piece) - bytes.size();
            byte[] kept = new byte[Math.min(piece.remaining(), room)];
            piece.get(kept);
            bytes.writeBytes(kept);
            if (piece.hasRemaining()) {
                whole.complete(new Body.Whole(bytes.toByteArray(), true));
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(new Body.Whole(bytes.toByteArray(), false));
    }

    /** The bound, told by the first byte that is no white space. */
    private int maxBytes(ByteBuffer piece) {
        for (int i = piece.position(); firstByte == 0 && i < piece.limit(); i++) {
            byte b = piece.get(i);
            firstByte = b == ' ' || b == '\n' || b == '\r' || b == '\t' ? 0 : b;
        }
        return firstByte == '{' || firstByte == '[' ? MAX_JSON_BYTES : MAX_OTHER_BYTES;
    }
}
