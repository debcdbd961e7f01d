// The face of @mcpm/gateway: each name exported on purpose.
export type { GatewayTarget, HttpTarget, ServerDirectory, StdioTarget, UnavailableTarget } from './directory.ts';
export { createGateway, type Gateway, type GatewayOptions, type GatewayRoute } from './gateway.ts';
export { createMcpProbe, type McpProbe, type McpProbeRun } from './probe/mcp-probe.ts';
