// Owns the routes of servers: create, read, change, start and stop.
import { CreateServer, Server, ServerStatus, Status, Health, Transport, UpdateServer } from '@mcpm/domain';
import * as z from 'zod';
import { flag } from './flag.ts';
import { route } from './route.ts';

const tag = 'servers';
const params = z.object({ id: z.string().min(1).describe("The server's id or its name") });
const wait = z.object({
  wait: flag('Answer only when the server has settled'),
});

/** Query of the list of servers. */
export const ListServersQuery = z.object({
  status: Status.optional(),
  health: Health.optional(),
  transport: Transport.optional(),
  tag: z.string().optional(),
  /** Part of a name. */
  q: z.string().optional(),
  sort: z.enum(['name', 'createdAt', 'status']).default('name'),
  /** From `nextCursor` of the page before. */
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Answer of a change: what it needs to take effect, and whether that was done. */
export const UpdateResult = z.object({
  server: Server,
  /** What makes the change true for the running process. */
  needs: z.enum(['nothing', 'restart']),
  applied: z.boolean(),
});

/** A snippet that makes an AI client connect to a server. */
export const ClientConfig = z.object({
  client: z.string(),
  /** Where the snippet belongs, in words. */
  where: z.string(),
  language: z.enum(['json', 'toml', 'shell']),
  text: z.string(),
});

/** The clients for which a snippet is made. */
export const ClientName = z.enum(['claude-code', 'claude-desktop', 'cursor', 'vscode', 'codex', 'generic']);

/** A runner's command line: argv as it is, and quoted for three shells; secrets stand as variables. */
export const RunnerCommand = z.object({
  argv: z.array(z.string()),
  /** Names of the variables that carry secrets. */
  secretVariables: z.array(z.string()),
  bash: z.string(),
  powershell: z.string(),
  cmd: z.string(),
});

/** Every route of servers by name. */
export const serverRoutes = {
  listServers: route({
    method: 'GET',
    path: '/api/servers',
    tag,
    summary: 'List servers',
    role: 'viewer',
    status: 200,
    changes: false,
    query: ListServersQuery,
    response: z.object({ servers: z.array(Server), total: z.int(), nextCursor: z.string().optional() }),
    errors: [],
  }),
  createServer: route({
    method: 'POST',
    path: '/api/servers',
    tag,
    summary: 'Create a server',
    role: 'developer',
    status: 201,
    changes: true,
    body: CreateServer,
    response: Server,
    errors: ['name_taken', 'port_taken', 'document_unusable', 'document_unreachable', 'body_too_large'],
  }),
  getServer: route({
    method: 'GET',
    path: '/api/servers/{id}',
    tag,
    summary: 'Read a server',
    role: 'viewer',
    status: 200,
    changes: false,
    params,
    response: Server,
    errors: ['server_not_found'],
  }),
  updateServer: route({
    method: 'PATCH',
    path: '/api/servers/{id}',
    tag,
    summary: 'Change a server',
    role: 'developer',
    status: 200,
    changes: true,
    params,
    query: z.object({
      apply: flag('Restart a running server so that the change takes effect'),
    }),
    body: UpdateServer,
    response: UpdateResult,
    errors: ['server_not_found', 'name_taken', 'port_taken', 'document_unusable', 'document_unreachable'],
  }),
  deleteServer: route({
    method: 'DELETE',
    path: '/api/servers/{id}',
    tag,
    summary: 'Stop and delete a server',
    role: 'developer',
    status: 204,
    changes: true,
    params,
    errors: ['server_not_found'],
  }),
  startServer: route({
    method: 'POST',
    path: '/api/servers/{id}/start',
    tag,
    summary: 'Start a server',
    role: 'developer',
    status: 202,
    changes: true,
    params,
    query: wait,
    response: ServerStatus,
    errors: ['server_not_found', 'process_limit_reached', 'port_in_use'],
  }),
  stopServer: route({
    method: 'POST',
    path: '/api/servers/{id}/stop',
    tag,
    summary: 'Stop a server',
    role: 'developer',
    status: 202,
    changes: true,
    params,
    query: wait.extend({ force: flag('Kill at once') }),
    response: ServerStatus,
    errors: ['server_not_found'],
  }),
  restartServer: route({
    method: 'POST',
    path: '/api/servers/{id}/restart',
    tag,
    summary: 'Restart a server',
    role: 'developer',
    status: 202,
    changes: true,
    params,
    query: wait,
    response: ServerStatus,
    errors: ['server_not_found', 'process_limit_reached'],
  }),
  getServerStatus: route({
    method: 'GET',
    path: '/api/servers/{id}/status',
    tag,
    summary: "Read a server's status",
    role: 'viewer',
    status: 200,
    changes: false,
    params,
    response: ServerStatus,
    errors: ['server_not_found'],
  }),
  getClientConfig: route({
    method: 'GET',
    path: '/api/servers/{id}/client-config',
    tag,
    summary: 'The snippet that connects a client',
    role: 'viewer',
    status: 200,
    changes: false,
    params,
    query: z.object({ client: ClientName.default('generic') }),
    response: ClientConfig,
    errors: ['server_not_found'],
  }),
  getServerCommand: route({
    method: 'GET',
    path: '/api/servers/{id}/command',
    tag,
    summary: "The server's runner command line",
    role: 'viewer',
    status: 200,
    changes: false,
    params,
    response: RunnerCommand,
    errors: ['server_not_found'],
  }),
} as const;
