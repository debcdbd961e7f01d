// Owns the saved description of a server: what a user creates, what is kept, and what is shown of it.
import * as z from 'zod';
import { EndpointPath } from './endpoint-path.ts';
import { HealthChoice, RestartChoice } from './restart-policy.ts';
import { RunnerTuning } from './runner-tuning.ts';
import { Transport, TransportInput } from './transport.ts';

/** A name usable in a URL path and as a client's server name: 1–48 of `a-z 0-9 -`, starting with a letter or digit. */
export const ServerName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'use 1 to 48 of a-z, 0-9 and "-", starting with a letter or digit');

/** A TCP port a server may be given. */
export const Port = z.int().min(1).max(65_535);

/** Which operations become tools: entries `tag:`, `method:`, `path:` or `operation:` with globs. */
export const OperationFilter = z.object({
  include: z.array(z.string()).optional(),
  exclude: z.array(z.string()).optional(),
  /** Only safe operations (GET, HEAD, OPTIONS, QUERY). */
  readOnly: z.boolean().optional(),
});
export type OperationFilter = z.infer<typeof OperationFilter>;

const HeaderMap = z.record(
  z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'is not an HTTP header name'),
  z.string().regex(/^[^\r\n\0]*$/, 'must not hold line breaks'),
);

const settings = {
  endpoint: EndpointPath.optional(),
  /** Base URL of the upstream; overrides the document's servers. */
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Working directory of the process. */
  cwd: z.string().optional(),
  /** Variables of the process. */
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string()).optional(),
  /** Reload when the document changes. */
  watch: z.boolean().optional(),
  filter: OperationFilter.optional(),
  /** Options of the runner that have no field of their own. */
  runner: RunnerTuning.optional(),
  restart: RestartChoice.optional(),
  health: HealthChoice.optional(),
  /** Start right after creation. */
  autoStart: z.boolean().optional(),
  tags: z.array(z.string().min(1).max(48)).max(32).optional(),
};

const secrets = {
  /** Bearer token for the upstream. */
  authToken: z.string().min(1).optional(),
  /** Headers sent with every upstream request. */
  headers: HeaderMap.optional(),
  /** A credential per security scheme of the document. */
  credentials: z.record(z.string().min(1), z.string().min(1)).optional(),
};

const source = {
  /** URL or file path of the OpenAPI document. */
  openapiUrl: z.string().min(1).optional(),
  /** The OpenAPI document itself, as JSON or YAML text. */
  openapi: z.string().min(1).optional(),
};

/** Body of `POST /api/servers`. Exactly one of `openapiUrl` and `openapi` is given. */
export const CreateServer = z
  .strictObject({
    name: ServerName,
    kind: z.literal('openapi').default('openapi'),
    transport: TransportInput.optional(),
    port: Port.optional(),
    ...source,
    ...settings,
    ...secrets,
  })
  .refine((body) => (body.openapiUrl === undefined) !== (body.openapi === undefined), {
    path: ['openapiUrl'],
    message: 'give either "openapiUrl" (a URL or a file path) or "openapi" (the text of the document)',
  });
export type CreateServer = z.infer<typeof CreateServer>;
/** A creation body as callers write it. */
export type CreateServerInput = z.input<typeof CreateServer>;

/** Body of `PATCH /api/servers/{id}`; `null` clears a field. */
export const UpdateServer = z
  .strictObject({
    name: ServerName.optional(),
    transport: TransportInput.optional(),
    port: Port.nullable().optional(),
    openapiUrl: source.openapiUrl,
    openapi: source.openapi,
    endpoint: EndpointPath.optional(),
    baseUrl: settings.baseUrl.nullable(),
    cwd: z.string().nullable().optional(),
    env: settings.env,
    watch: z.boolean().optional(),
    filter: OperationFilter.nullable().optional(),
    runner: RunnerTuning.nullable().optional(),
    restart: settings.restart,
    health: settings.health,
    autoStart: z.boolean().optional(),
    tags: settings.tags,
    authToken: z.string().min(1).nullable().optional(),
    headers: HeaderMap.nullable().optional(),
    credentials: secrets.credentials.nullable(),
  })
  .refine((body) => body.openapiUrl === undefined || body.openapi === undefined, {
    path: ['openapiUrl'],
    message: 'give either "openapiUrl" or "openapi", not both',
  });
export type UpdateServer = z.infer<typeof UpdateServer>;

/** A server definition as it is kept and shown; secrets are elsewhere, only their names stand here. */
export const ServerDefinition = z.object({
  id: z.string(),
  name: ServerName,
  kind: z.literal('openapi'),
  transport: Transport,
  /** Absent for `stdio`. */
  port: Port.optional(),
  /** URL or absolute path of the OpenAPI document. */
  openapiUrl: z.string().min(1),
  /** True: the document was given as text and is kept by the manager at `openapiUrl`. */
  inline: z.boolean(),
  ...settings,
  endpoint: EndpointPath,
  /** Names of what is sealed: `authToken`, `header:X-Key`, `credential:scheme`. Never a value. */
  secretNames: z.array(z.string()),
  /** ISO 8601. */
  createdAt: z.string(),
  /** ISO 8601. */
  updatedAt: z.string(),
});
export type ServerDefinition = z.infer<typeof ServerDefinition>;

/** The secret values of one server, by the names of `secretNames`. Lives sealed in the store and in memory only. */
export const ServerSecrets = z.record(z.string(), z.string());
export type ServerSecrets = z.infer<typeof ServerSecrets>;
