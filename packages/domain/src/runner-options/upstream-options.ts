// Owns the options of the runner that say where calls go, and what they carry.
import * as z from 'zod';
import { KeyValueMap, Milliseconds, runnerOptionMeta } from './option-meta.ts';

/** The upstream. */
export const upstreamOptions = {
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(runnerOptionMeta, {
      flag: 'base-url',
      env: 'MCPM_BASE_URL',
      placeholder: 'URL',
      description: 'Base URL of the upstream, instead of the one in the document',
    }),
  server: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'server',
    env: 'MCPM_SERVER',
    placeholder: 'NUMBER|URL|WORDS',
    description: "Which of the document's servers is called: its number from 0, its URL, or words of its description",
  }),
  serverVariables: KeyValueMap.default({}).register(runnerOptionMeta, {
    flag: 'server-variable',
    env: 'MCPM_SERVER_VARIABLES',
    repeatable: true,
    placeholder: 'NAME=VALUE',
    description: "Value of a variable in the document's server URL",
  }),
  auth: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'auth',
    env: 'MCPM_AUTH_TOKEN',
    secret: true,
    placeholder: 'TOKEN',
    description: 'Bearer token for the upstream',
  }),
  headers: KeyValueMap.default({}).register(runnerOptionMeta, {
    flag: 'header',
    env: 'MCPM_HEADERS',
    secret: true,
    repeatable: true,
    placeholder: "'NAME: VALUE'",
    description: 'Header sent with every upstream request',
  }),
  credentials: KeyValueMap.default({}).register(runnerOptionMeta, {
    flag: 'credential',
    env: 'MCPM_CREDENTIALS',
    secret: true,
    repeatable: true,
    placeholder: 'SCHEME=VALUE',
    description:
      'Credential for a security scheme: a token, user:password, or for OAuth2 JSON with clientId, clientSecret, refreshToken, scope, tokenUrl',
  }),
  clientCert: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'client-cert',
    env: 'MCPM_CLIENT_CERT',
    placeholder: 'FILE',
    description: 'Certificate shown to the upstream (PEM)',
  }),
  clientKey: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'client-key',
    env: 'MCPM_CLIENT_KEY',
    placeholder: 'FILE',
    description: 'Private key of that certificate (PEM)',
  }),
  ca: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'ca',
    env: 'MCPM_CA',
    placeholder: 'FILE',
    description: 'Certificates the upstream is trusted by, beside those of Node (PEM)',
  }),
  fileRoots: z.array(z.string().min(1)).default([]).register(runnerOptionMeta, {
    flag: 'file-root',
    env: 'MCPM_FILE_ROOTS',
    repeatable: true,
    placeholder: 'FOLDER',
    description: 'Folder whose files may be sent by their path',
  }),
  timeout: Milliseconds.default(30_000).register(runnerOptionMeta, {
    flag: 'timeout',
    env: 'MCPM_TIMEOUT',
    placeholder: 'MS',
    description: 'Time an upstream call may take, in milliseconds',
  }),
  connectTimeout: Milliseconds.default(10_000).register(runnerOptionMeta, {
    flag: 'connect-timeout',
    env: 'MCPM_CONNECT_TIMEOUT',
    placeholder: 'MS',
    description: 'Time a connection to the upstream may take, in milliseconds',
  }),
  firstByteTimeout: Milliseconds.optional().register(runnerOptionMeta, {
    flag: 'first-byte-timeout',
    env: 'MCPM_FIRST_BYTE_TIMEOUT',
    placeholder: 'MS',
    description: 'Time until an answer begins, in milliseconds; default: as long as the call may take',
  }),
  retries: z.int().min(0).max(10).default(2).register(runnerOptionMeta, {
    flag: 'retries',
    env: 'MCPM_RETRIES',
    placeholder: 'NUMBER',
    description: 'Repetitions of a request that failed, where its method or an Idempotency-Key allows it',
  }),
  hostConcurrency: z.int().min(1).max(10_000).default(256).register(runnerOptionMeta, {
    flag: 'host-concurrency',
    env: 'MCPM_HOST_CONCURRENCY',
    placeholder: 'NUMBER',
    description: 'Requests to one upstream host at a time; others wait',
  }),
  circuitFailures: z.int().min(0).default(10).register(runnerOptionMeta, {
    flag: 'circuit-failures',
    env: 'MCPM_CIRCUIT_FAILURES',
    placeholder: 'NUMBER',
    description: 'Failures in a row after which a host is left alone for a while; 0: never',
  }),
  allowPrivate: z.array(z.string().min(1)).default([]).register(runnerOptionMeta, {
    flag: 'allow-private',
    env: 'MCPM_ALLOW_PRIVATE',
    repeatable: true,
    placeholder: 'HOST|CIDR|all',
    description: 'Private addresses that a document may lead to, beside the hosts that you name yourself',
  }),
  unixSocket: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'unix-socket',
    env: 'MCPM_UNIX_SOCKET',
    placeholder: 'FILE',
    description: 'Unix socket at which the upstream listens',
  }),
  insecure: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'insecure',
    env: 'MCPM_INSECURE',
    description: 'Trust any certificate of the upstream (dangerous)',
  }),
  responseCache: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'response-cache',
    env: 'MCPM_RESPONSE_CACHE',
    description: 'Keep answers to safe requests as their Cache-Control and ETag allow, apart for each credential',
  }),
};
