// Owns the options of the runner: one schema from which its command line, the manager's command builder and the console's CLI page are made.
import * as z from 'zod';
import { EndpointPath } from './endpoint-path.ts';
import { TransportInput } from './transport.ts';

/** How an option stands on the command line and in the environment. */
export interface RunnerOptionMeta {
  readonly flag: string;
  readonly env: string;
  readonly description: string;
  /** A secret: passed in the environment by the manager, never in argv. */
  readonly secret?: true;
  /** May be given several times. */
  readonly repeatable?: true;
  /** Placeholder in help texts. */
  readonly placeholder?: string;
}

/** Command line facts of each option's schema. */
export const runnerOptionMeta = z.registry<RunnerOptionMeta>();

const KeyValueMap = z.record(z.string(), z.string());

/** Every option of the runner, camel-cased as the owner's document names them. */
export const RunnerOptions = z.object({
  openapi: z.string().min(1).register(runnerOptionMeta, {
    flag: 'openapi',
    env: 'MCPM_OPENAPI',
    placeholder: 'URL|FILE|-',
    description: 'OpenAPI document: a URL, a file, or - for standard input',
  }),
  overlays: z.array(z.string().min(1)).default([]).register(runnerOptionMeta, {
    flag: 'overlay',
    env: 'MCPM_OVERLAYS',
    repeatable: true,
    placeholder: 'FILE|URL',
    description: 'Overlay document applied to the OpenAPI document, in the order given',
  }),
  externalRefs: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'external-refs',
    env: 'MCPM_EXTERNAL_REFS',
    description: 'Fetch what the document refers to at other http and https addresses',
  }),
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
  managed: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'managed',
    env: 'MCPM_MANAGED',
    description: 'Speak with a supervisor over the IPC channel',
  }),
  autoRestart: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'auto-restart',
    env: 'MCPM_AUTO_RESTART',
    description: 'Start again after a crash (without a manager)',
  }),
  watch: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'watch',
    env: 'MCPM_WATCH',
    description: 'Reload the document when it changes',
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
  requireToken: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'require-token',
    env: 'MCPM_REQUIRE_TOKEN',
    secret: true,
    placeholder: 'TOKEN',
    description: 'Bearer token demanded from MCP clients (sse, streamable)',
  }),
  include: z.array(z.string()).default([]).register(runnerOptionMeta, {
    flag: 'include',
    env: 'MCPM_INCLUDE',
    repeatable: true,
    placeholder: 'RULE',
    description:
      'Only these operations: tag:X, method:GET, path:/glob/**, operation:glob*, deprecated:false, extension:x-name',
  }),
  exclude: z.array(z.string()).default([]).register(runnerOptionMeta, {
    flag: 'exclude',
    env: 'MCPM_EXCLUDE',
    repeatable: true,
    placeholder: 'RULE',
    description: 'Without these operations',
  }),
  readOnly: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'read-only',
    env: 'MCPM_READ_ONLY',
    description: 'Only operations that change nothing',
  }),
  strict: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'strict',
    env: 'MCPM_STRICT',
    description: 'Refuse a document that has any flaw',
  }),
  timeout: z.int().min(1).default(30_000).register(runnerOptionMeta, {
    flag: 'timeout',
    env: 'MCPM_TIMEOUT',
    placeholder: 'MS',
    description: 'Time an upstream call may take, in milliseconds',
  }),
  maxResponse: z.int().min(1024).default(10_485_760).register(runnerOptionMeta, {
    flag: 'max-response',
    env: 'MCPM_MAX_RESPONSE',
    placeholder: 'BYTES',
    description: 'Bytes read of an upstream answer',
  }),
  lazy: z.enum(['auto', 'always', 'never']).default('auto').register(runnerOptionMeta, {
    flag: 'lazy',
    env: 'MCPM_LAZY',
    placeholder: 'auto|always|never',
    description:
      'Three tools to search, describe and call instead of one for each operation; auto: when the list is over its budget',
  }),
  listBudget: z.int().min(0).default(20_000).register(runnerOptionMeta, {
    flag: 'list-budget',
    env: 'MCPM_LIST_BUDGET',
    placeholder: 'TOKENS',
    description: 'Tokens the list of tools may cost before it is served lazily',
  }),
  nameBudget: z.int().min(12).max(128).default(64).register(runnerOptionMeta, {
    flag: 'name-budget',
    env: 'MCPM_NAME_BUDGET',
    placeholder: 'CHARACTERS',
    description: 'Longest tool name',
  }),
  descriptionBudget: z.int().min(40).max(16_384).default(1_000).register(runnerOptionMeta, {
    flag: 'description-budget',
    env: 'MCPM_DESCRIPTION_BUDGET',
    placeholder: 'CHARACTERS',
    description: 'Longest description of a tool',
  }),
  outputSchemas: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'output-schemas',
    env: 'MCPM_OUTPUT_SCHEMAS',
    description: 'Say in the list what each tool answers; costs tokens',
  }),
  answerBudget: z.int().min(0).default(10_000).register(runnerOptionMeta, {
    flag: 'answer-budget',
    env: 'MCPM_ANSWER_BUDGET',
    placeholder: 'TOKENS',
    description: 'Tokens of one answer; the rest is read with the tool read_answer; 0: no bound',
  }),
  paginate: z.int().min(1).max(1_000).default(1).register(runnerOptionMeta, {
    flag: 'paginate',
    env: 'MCPM_PAGINATE',
    placeholder: 'PAGES',
    description: 'Pages of a paginated answer that one call collects',
  }),
  fileRoots: z.array(z.string().min(1)).default([]).register(runnerOptionMeta, {
    flag: 'file-root',
    env: 'MCPM_FILE_ROOTS',
    repeatable: true,
    placeholder: 'FOLDER',
    description: 'Folder whose files may be sent by their path',
  }),
  saveAbove: z.int().min(1024).default(1_048_576).register(runnerOptionMeta, {
    flag: 'save-above',
    env: 'MCPM_SAVE_ABOVE',
    placeholder: 'BYTES',
    description: 'Answers of bytes above this are saved and linked instead of sent',
  }),
  saveDir: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'save-dir',
    env: 'MCPM_SAVE_DIR',
    placeholder: 'FOLDER',
    description: 'Where answers are saved and stay; without it a folder that goes with the process',
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
  cache: z.boolean().default(true).register(runnerOptionMeta, {
    flag: 'cache',
    env: 'MCPM_CACHE',
    description: 'Keep the compiled form of documents on disk; --no-cache switches it off',
  }),
  cacheDir: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'cache-dir',
    env: 'MCPM_CACHE_DIR',
    placeholder: 'FOLDER',
    description: 'Where that is; default mcpm in the cache folder of the user',
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
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').register(runnerOptionMeta, {
    flag: 'log-level',
    env: 'LOG_LEVEL',
    placeholder: 'debug|info|warn|error',
    description: 'Lowest level written to standard error',
  }),
});
export type RunnerOptions = z.infer<typeof RunnerOptions>;
/** Options as callers give them: everything with a default may be left out. */
export type RunnerOptionsInput = z.input<typeof RunnerOptions>;

/** One option with its command line facts. */
export interface RunnerOption extends RunnerOptionMeta {
  readonly name: keyof RunnerOptions;
  readonly schema: z.ZodType;
}

/** Every option in the order of the schema. */
export function listRunnerOptions(): RunnerOption[] {
  return Object.entries(RunnerOptions.shape).map(([name, schema]) => {
    const meta = runnerOptionMeta.get(schema);
    if (!meta) throw new Error(`The runner option "${name}" has no command line facts.`);
    return { ...meta, name: name as keyof RunnerOptions, schema };
  });
}
