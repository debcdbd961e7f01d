# The product in a container: docker build -t mcpm . && docker run --init -p 127.0.0.1:3000:3000 -v mcpm-data:/app/data -v mcpm-config:/app/config mcpm
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN node scripts/build.mjs

FROM node:26-bookworm-slim
WORKDIR /app
COPY --from=build --chown=node:node /app /app
COPY scripts/ /app/scripts/
RUN chmod +x /app/scripts/mcp-server-runner.js && mkdir -p /app/logs /app/data /app/config /app/run && chown node:node /app /app/logs /app/data /app/config /app/run
# Inside a container the port is published by whoever runs it: publish it on loopback, or put TLS in front.
ENV NODE_ENV=production MCPM_HOME=/app MCPM_HOST=0.0.0.0 MCPM_ALLOW_INSECURE=true MCP_SERVER_SCRIPT_PATH=/app/scripts/mcp-server-runner.js
VOLUME ["/app/logs", "/app/data", "/app/config"]
EXPOSE 3000
USER node
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/livez').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/dist/main.js"]
