# Builds the one binary and puts it into a small image. The front end is inside the binary.
FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked --package preferendum

FROM debian:bookworm-slim
# Certificates: for mail servers, for a database elsewhere, and for the other half when it is on another host.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /var/lib/preferendum --shell /usr/sbin/nologin preferendum
COPY --from=build /src/target/release/preferendum /usr/local/bin/preferendum
USER 10001
# Without other settings the databases are SQLite files in data/ below this folder.
WORKDIR /var/lib/preferendum
ENV PREFERENDUM_BIND=0.0.0.0:8080
EXPOSE 8080
# No HEALTHCHECK here: whoever runs the container asks GET /health.
ENTRYPOINT ["preferendum"]
CMD ["serve"]
