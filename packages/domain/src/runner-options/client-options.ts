// Owns the options of the runner that say how clients reach the server, and who they may be.
import * as z from 'zod';
import { EndpointPath } from '../endpoint-path.ts';
import { TransportInput } from '../transport.ts';
import { runnerOptionMeta } from './option-meta.ts';

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
};
