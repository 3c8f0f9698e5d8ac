package io.cartulary.query;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.tests.access.TestIssuer;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/// Asks the running node over HTTP and takes every answer as it is.
public final class Http {

    private final RestClient client;

    public Http(int port) {
        client =
                RestClient.builder()
                        .baseUrl("http://localhost:" + port)
                        .requestFactory(new JdkClientHttpRequestFactory())
                        .build();
    }

    public ResponseEntity<String> get(String path, Map<String, String> headers) {
        return call(HttpMethod.GET, path, headers, "");
    }

    public ResponseEntity<String> getAsStaff(String path, Map<String, String> headers) {
        return client.get()
                .uri(path)
                .headers(all -> {
                    all.set("Authorization", TestIssuer.bearer());
                    headers.forEach(all::set);
                })
                .retrieve()
                .onStatus(_ -> true, (_, _) -> {})
                .toEntity(String.class);
    }

    public ResponseEntity<String> postAsStaff(String path) {
        return client.post()
                .uri(path)
                .headers(all -> all.set("Authorization", TestIssuer.bearer()))
                .retrieve()
                .onStatus(_ -> true, (_, _) -> {})
                .toEntity(String.class);
    }

    public ResponseEntity<String> post(String path, String json) {
        return call(HttpMethod.POST, path, Map.of("Content-Type", "application/json"), json);
    }

    public static <T> T read(ResponseEntity<String> answer, String path) {
        return JsonPath.read(answer.getBody(), path);
    }

    private ResponseEntity<String> call(
            HttpMethod method, String path, Map<String, String> headers, String body) {
        return client.method(method)
                .uri(path)
                .accept(MediaType.ALL)
                .headers(all -> headers.forEach(all::set))
                .body(body)
                .retrieve()
                .onStatus(_ -> true, (_, _) -> {})
                .toEntity(String.class);
    }
}
