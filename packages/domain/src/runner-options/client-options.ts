// Owns the options of the runner that say how clients reach the server, and who they may be.
import * as z from 'zod';
import { EndpointPath } from '../endpoint-path.ts';
import { TransportInput } from '../transport.ts';
import { Milliseconds, runnerOptionMeta } from './option-meta.ts';

/** The clients. */
export const clientOptions = {
  transport: TransportInput.default('stdio').register(runnerOptionMeta, {
    flag: 'transport',
    env: 'MCPM_TRANSPORT',
    placeholder: 'stdio|sse|streamable',
    description: 'How clients reach the server',
  }),
  port: z.int().min(0).max(65_535).default(3001).register(runnerOptionMeta, {
    flag: 'port',
    env: 'MCPM_RUNNER_PORT',
    placeholder: 'PORT',
    description: 'Port for sse and streamable; 0 takes a free one',
  }),
  host: z.string().min(1).default('127.0.0.1').register(runnerOptionMeta, {
    flag: 'host',
    env: 'MCPM_RUNNER_HOST',
    placeholder: 'ADDRESS',
    description: 'Address to listen on',
  }),
  endpoint: EndpointPath.default('/mcp').register(runnerOptionMeta, {
    flag: 'endpoint',
    env: 'MCPM_ENDPOINT',
    placeholder: 'PATH',
    description: 'URL path of the MCP endpoint',
  }),
  requireToken: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'require-token',
    env: 'MCPM_REQUIRE_TOKEN',
    secret: true,
    placeholder: 'TOKEN',
    description: 'Bearer token demanded from MCP clients (sse, streamable)',
  }),
  allowedHosts: z.array(z.string()).default([]).register(runnerOptionMeta, {
    flag: 'allowed-host',
    env: 'MCPM_RUNNER_ALLOWED_HOSTS',
    repeatable: true,
    placeholder: 'HOST',
    description: 'Host name clients may use, beside the local ones',
  }),
  allowedOrigins: z.array(z.string()).default([]).register(runnerOptionMeta, {
    flag: 'allowed-origin',
    env: 'MCPM_RUNNER_ALLOWED_ORIGINS',
    repeatable: true,
    placeholder: 'ORIGIN',
    description: 'Browser origin that may call, beside the local ones',
  }),
  oauthIssuer: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(runnerOptionMeta, {
      flag: 'oauth-issuer',
      env: 'MCPM_OAUTH_ISSUER',
      placeholder: 'URL',
      description:
        'Authorization server whose access tokens clients must show (sse, streamable); its keys are found by its metadata',
    }),
  oauthAudience: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'oauth-audience',
    env: 'MCPM_OAUTH_AUDIENCE',
    placeholder: 'AUDIENCE',
    description: 'Audience such a token must have; default: the public URL of the endpoint',
  }),
  oauthScopes: z.array(z.string().min(1)).default([]).register(runnerOptionMeta, {
    flag: 'oauth-scope',
    env: 'MCPM_OAUTH_SCOPES',
    repeatable: true,
    placeholder: 'SCOPE',
    description: 'Scope such a token must have',
  }),
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(runnerOptionMeta, {
      flag: 'public-url',
      env: 'MCPM_PUBLIC_URL',
      placeholder: 'URL',
      description: 'URL by which clients reach the endpoint, as behind a proxy',
    }),
  forwardHeaders: z.array(z.string().min(1)).default([]).register(runnerOptionMeta, {
    flag: 'forward-header',
    env: 'MCPM_FORWARD_HEADERS',
    repeatable: true,
    placeholder: 'NAME',
    description: "Header of a client's own request that goes on to the upstream with its calls (sse, streamable)",
  }),
  tokenExchange: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'token-exchange',
    env: 'MCPM_TOKEN_EXCHANGE',
    secret: true,
    placeholder: 'JSON',
    description:
      "Where the client's access token is exchanged for one of the upstream (RFC 8693): JSON with tokenUrl, clientId, clientSecret, audience, scope",
  }),
  maxSessions: z.int().min(1).max(100_000).default(256).register(runnerOptionMeta, {
    flag: 'max-sessions',
    env: 'MCPM_MAX_SESSIONS',
    placeholder: 'NUMBER',
    description: 'Sessions at a time (sse, streamable); the one idle for longest makes room',
  }),
  sessionIdle: Milliseconds.min(1_000).default(1_800_000).register(runnerOptionMeta, {
    flag: 'session-idle',
    env: 'MCPM_SESSION_IDLE',
    placeholder: 'MS',
    description: 'Time after which a session nobody uses ends, in milliseconds',
  }),
  maxConnections: z.int().min(1).max(100_000).default(1_024).register(runnerOptionMeta, {
    flag: 'max-connections',
    env: 'MCPM_MAX_CONNECTIONS',
    placeholder: 'NUMBER',
    description: 'Connections of clients at a time (sse, streamable)',
  }),
  rateLimit: z.int().min(0).default(0).register(runnerOptionMeta, {
    flag: 'rate-limit',
    env: 'MCPM_RATE_LIMIT',
    placeholder: 'CALLS',
    description: 'Tool calls of one client identity within a minute; 0: no bound',
  }),
};
