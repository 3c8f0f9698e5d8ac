package io.cartulary.web.documentation;

import io.cartulary.web.access.RouteTable;
import io.cartulary.web.access.RouteTable.Side;
import io.cartulary.web.idempotency.SecretAnswers;
import io.cartulary.web.limit.BodyLimits;
import io.cartulary.web.limit.RateLimitHeaders;
import io.cartulary.web.problem.Problems;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// Every error an operation can answer. The codes of its own stand in its description, as
/// [DocumentedRoutes] read them; those that follow from the route are added.
final class DocumentedErrors {

    static final String PROBLEM = "Problem";

    /// A code stands in backticks; a sentence of its own may follow a colon.
    private static final Pattern CODE =
            Pattern.compile("`([A-Z][A-Z0-9_]{2,})`(?:: ([^`]+?\\b)(?=,|\\.?$))?");

    private static final Map<String, String> SENTENCES =
            Map.ofEntries(
                    Map.entry("INVALID_VALUE", "quantity must be greater than or equal to 1"),
                    Map.entry(
                            "UNAUTHENTICATED",
                            "Log in, and send the access token as Authorization: Bearer; it is valid for 15 minutes."),
                    Map.entry(
                            "CART_TOKEN_REQUIRED",
                            "Send the header Cart-Token that POST /api/v1/cart answered, or log in."),
                    Map.entry("FORBIDDEN", "You may not call this route."),
                    Map.entry("NOT_FOUND", "There is nothing with this identifier."),
                    Map.entry("NOT_ACCEPTABLE", "Acceptable representations: [application/json]."),
                    Map.entry(
                            "CONCURRENT_CHANGE",
                            "Someone else changed the same object at the same moment; send the request again."),
                    Map.entry(
                            "PERSON_ERASED",
                            "The data of this person were erased; nothing more is kept about them."),
                    Map.entry("BODY_TOO_LARGE", "A body has at most 262,144 bytes here."),
                    Map.entry("BODY_INCOMPLETE", "The body did not arrive within 12 seconds."),
                    Map.entry(
                            "SERVER_BUSY",
                            "The server receives too many large bodies at the moment; send the request again."),
                    Map.entry(
                            "UNSUPPORTED_MEDIA_TYPE",
                            "Content-Type 'text/plain' is not supported."),
                    Map.entry(
                            "IDEMPOTENCY_KEY_REUSED",
                            "This Idempotency-Key was used with another body; use a new key for a new request."),
                    Map.entry(
                            "RATE_LIMITED",
                            "Too many requests from this address; wait as long as Retry-After says."),
                    Map.entry(
                            "REQUEST_RUNNING",
                            "The same request is still being worked on; send it again to get its answer."),
                    Map.entry(
                            "INTERNAL_ERROR",
                            "The server failed; its log says why under this request's id."),
                    Map.entry(
                            "STORE_UNAVAILABLE",
                            "A database does not answer at the moment; send the request again, a POST or PATCH with the same Idempotency-Key."));

    private static final Header RETRY_AFTER =
            new Header()
                    .description("In how many seconds to ask again")
                    .schema(new IntegerSchema().minimum(BigDecimal.ONE));

    private final List<KnownProblems> known;

    DocumentedErrors(List<KnownProblems> known) {
        this.known = known;
    }

    static Schema<?> problem() {
        Schema<?> schema =
                new ObjectSchema()
                        .description(
                                "RFC 9457 problem detail; programs read `code`, people `detail`")
                        .addProperty("title", new StringSchema())
                        .addProperty("status", new IntegerSchema())
                        .addProperty("detail", new StringSchema())
                        .addProperty("instance", new StringSchema().format("uri-reference"))
                        .addProperty("code", new StringSchema())
                        .addProperty(
                                "field",
                                new StringSchema().description("The part of the request at fault"))
                        .addProperty(
                                "errors",
                                new ArraySchema()
                                        .items(
                                                new ObjectSchema()
                                                        .addProperty("field", new StringSchema())
                                                        .addProperty("message", new StringSchema()))
                                        .description(
                                                "Each part at fault, where a body has several"));
        schema.setRequired(List.of("title", "status", "detail", "code"));
        return schema;
    }

    void addTo(HttpMethod method, String path, Operation operation) {
        if (isForStaff(path)) {
            operation.addSecurityItem(new SecurityRequirement().addList(ApiDocument.STAFF));
            add(operation, HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
            add(operation, HttpStatus.FORBIDDEN, "FORBIDDEN");
        } else if (takes(ApiDocument.CART, operation)) {
            add(operation, HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
            add(operation, HttpStatus.UNAUTHORIZED, "CART_TOKEN_REQUIRED");
        } else if (takes(ApiDocument.ACCOUNT, operation)) {
            add(operation, HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
            add(operation, HttpStatus.FORBIDDEN, "FORBIDDEN");
        }
        if ((method == HttpMethod.POST || method == HttpMethod.PATCH)
                && !SecretAnswers.areAt(path)) {
            acceptsIdempotencyKey(operation);
        }
        if (operation.getRequestBody() != null || operation.getParameters() != null) {
            add(operation, HttpStatus.BAD_REQUEST, "INVALID_VALUE");
        }
        if (operation.getRequestBody() != null) {
            add(operation, HttpStatus.CONTENT_TOO_LARGE, "BODY_TOO_LARGE");
            add(operation, HttpStatus.REQUEST_TIMEOUT, "BODY_INCOMPLETE");
            add(operation, HttpStatus.SERVICE_UNAVAILABLE, "SERVER_BUSY");
        }
        if (isJson(operation)) {
            add(operation, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE");
        }
        if (method != HttpMethod.GET
                && RouteTable.ownerOf(method.name(), path)
                        .filter(Side.COMMAND::equals)
                        .isPresent()) {
            add(operation, HttpStatus.CONFLICT, "CONCURRENT_CHANGE");
            add(operation, HttpStatus.CONFLICT, "PERSON_ERASED");
        }
        if (!BodyLimits.isCallback(path)) {
            add(operation, HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED");
        }
        add(operation, HttpStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE");
        add(operation, HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR");
        add(operation, HttpStatus.SERVICE_UNAVAILABLE, "STORE_UNAVAILABLE");
        operation
                .getResponses()
                .forEach((status, answer) -> {
                    if (status.matches("[45]\\d\\d")) {
                        illustrate(HttpStatus.valueOf(Integer.parseInt(status)), path, answer);
                    }
                });
    }

    private static void acceptsIdempotencyKey(Operation operation) {
        operation.addParametersItem(
                new HeaderParameter()
                        .name("Idempotency-Key")
                        .description(
                                "With the same key and body a request takes effect once, for 30 days. Has no effect without a log-in or a `Cart-Token`.")
                        .schema(new StringSchema().maxLength(200))
                        .example("5d2a6a0e-9f0c-4a7e-8f43-0f1d2c3b4a59"));
        add(operation, HttpStatus.UNPROCESSABLE_CONTENT, "IDEMPOTENCY_KEY_REUSED");
        add(operation, HttpStatus.CONFLICT, "REQUEST_RUNNING");
    }

    private static boolean isForStaff(String path) {
        return path.startsWith("/api/v1/admin/");
    }

    private static boolean takes(String scheme, Operation operation) {
        return operation.getSecurity() != null
                && operation.getSecurity().stream().anyMatch(by -> by.containsKey(scheme));
    }

    private static boolean isJson(Operation operation) {
        return operation.getRequestBody() != null
                && operation.getRequestBody().getContent().containsKey("application/json");
    }

    private static void add(Operation operation, HttpStatus status, String code) {
        var answer =
                operation
                        .getResponses()
                        .computeIfAbsent(Integer.toString(status.value()), _ -> new ApiResponse());
        var described = answer.getDescription();
        if (described == null || described.isEmpty()) {
            answer.setDescription("`" + code + "`");
        } else if (!described.contains(code)) {
            answer.setDescription("`" + code + "`, " + described);
        }
    }

    private void illustrate(HttpStatus status, String path, ApiResponse answer) {
        var media = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        var code = CODE.matcher(answer.getDescription());
        while (code.find()) {
            var name = code.group(1);
            media.addExamples(
                    name, new Example().value(example(status, path, name, code.group(2))));
        }
        answer.setContent(
                new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                media));
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.addHeaderObject(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            answer.addHeaderObject(
                    RateLimitHeaders.STATE, header("What is left, as in `\"logins\";r=0;t=6`"));
            answer.addHeaderObject(
                    RateLimitHeaders.POLICY,
                    header("How often in how many seconds, as in `\"logins\";q=10;w=60`"));
        } else if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.addHeaderObject(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private Map<String, Object> example(
            HttpStatus status, String path, String code, String ownSentence) {
        var sentence =
                known.stream()
                        .flatMap(problems -> problems.sentenceOf(code).stream())
                        .findFirst()
                        .or(() -> Optional.ofNullable(SENTENCES.get(code)))
                        .or(() -> Optional.ofNullable(ownSentence))
                        .orElseGet(() -> inWords(code));
        var problem = Problems.problem(status, code, sentence, null);
        var example = new LinkedHashMap<String, Object>();
        example.put("title", String.valueOf(problem.getTitle()));
        example.put("status", status.value());
        example.put("detail", sentence);
        example.put("instance", path);
        example.put("code", code);
        if (code.equals("INVALID_VALUE")) {
            example.put("field", "quantity");
        }
        return example;
    }

    private static String inWords(String code) {
        return code.charAt(0) + code.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ') + ".";
    }
}
