# One image a module: docker build --build-arg MODULE=command-side .
# MODULE is command-side, query-side, gateway or embedded/payment-provider.

FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /source
COPY . .
# All at once: this layer is the same for every module, so four images cost one build.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -B -Dmaven.test.skip=true \
        -pl command-side,query-side,gateway,embedded/payment-provider -am package

FROM build AS layers
ARG MODULE
RUN ./deploy/image/lay-out "${MODULE:?MODULE says which module to build}" /layers

FROM eclipse-temurin:25.0.1_8-jre-noble
RUN groupadd --system --gid 10001 cartulary \
    && useradd --system --uid 10001 --gid cartulary --home-dir /app --shell /usr/sbin/nologin cartulary \
    && mkdir -p /app /data \
    && chown cartulary:cartulary /data
WORKDIR /app
COPY --from=build /source/deploy/image/is-healthy /usr/local/bin/is-healthy
# What changes seldom comes first.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=6 \
    CMD ["is-healthy", "8080", "/actuator/health/readiness"]
ENTRYPOINT ["java", \
    "-XX:MaxRAMPercentage=70", \
    "-XX:+UseCompactObjectHeaders", \
    "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", \
    "--sun-misc-unsafe-memory-access=allow", \
    "-jar", "app.jar"]
