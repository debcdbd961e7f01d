// Owns the options of the runner that say where calls go, and what they carry.
import * as z from 'zod';
import { KeyValueMap, runnerOptionMeta } from './option-meta.ts';

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
  timeout: z.int().min(1).default(30_000).register(runnerOptionMeta, {
    flag: 'timeout',
    env: 'MCPM_TIMEOUT',
    placeholder: 'MS',
    description: 'Time an upstream call may take, in milliseconds',
  }),
};
