# Stepwell with its own database, as `npm start` runs it, under an account without rights.
#
#   docker build -t stepwell .
#   docker run --init --name stepwell --hostname stepwell --stop-timeout 60 -p 127.0.0.1:3000:3000 \
#     -v stepwell:/var/lib/stepwell -e PUBLIC_URL=https://iop.example.org -e TRUSTED_PROXY=172.17.0.1 stepwell
#
# TLS ends in a proxy that TRUSTED_PROXY names, or in Stepwell itself with TLS_CERT and TLS_KEY.
# Keep the host name: the database's folder remembers which machine used it last.
# Debian, not Alpine: the packaged PostgreSQL needs glibc.
FROM node:20-bookworm-slim AS build
WORKDIR /opt/stepwell
COPY package.json package-lock.json ./
COPY scripts/bootstrap.cjs scripts/
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node_modules/.bin/node -e "import('./src/app/build-web.ts').then((m) => m.buildWebIfStale(console.log))"

FROM node:20-bookworm-slim
RUN useradd --system --create-home --home-dir /var/lib/stepwell --shell /usr/sbin/nologin stepwell \
  && chmod 0700 /var/lib/stepwell
WORKDIR /opt/stepwell
# Root owns the program: the account that runs it cannot change it.
COPY --from=build /opt/stepwell /opt/stepwell
USER stepwell
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/stepwell/data
VOLUME /var/lib/stepwell
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --start-period=60s \
  CMD ["node_modules/.bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# What `npm start` runs, without npm between it and the signal that ends it.
CMD ["node_modules/.bin/node", "src/app/start.ts"]
