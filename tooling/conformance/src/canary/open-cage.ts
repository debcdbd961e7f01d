// Owns a runner that is given every secret there is, each a word of its own that must not be seen again but by the upstream.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startUpstream, temporaryHome, type Upstream } from '@mcpm/test-kit';
import type { RunnerStart } from '../run/start-runner.ts';

/** Every secret option with its word. */
export const CANARIES = {
  requireToken: 'canaryrequiretoken7f3a91',
  auth: 'canarybearer0c55d2e8',
  header: 'canaryheader93be1f07',
  documentHeader: 'canarydocument4d1ea6b2',
  keyInHeader: 'canarykeyheader58f6c913',
  keyInQuery: 'canarykeyquery2ab07e4d',
  password: 'canarypassword6e91d3f5',
} as const;

/** What basic authentication makes of the password. */
const BASIC = Buffer.from(`user:${CANARIES.password}`).toString('base64');

/** Where spans are sent: this goes to somebody else than the upstream. */
const TRACES = '/v1/traces';

/** A runner's start with all secrets in its environment, and the API that tells everything it was told. */
export interface Cage extends AsyncDisposable {
  readonly start: RunnerStart;
  readonly upstream: Upstream;
  /** The words that stand in a text, as they are or as basic authentication writes them. */
  seenIn(text: string): readonly string[];
  /** The words the upstream was told. */
  told(): readonly string[];
  /** What the collector of traces was sent. */
  traces(): string;
}

/** Opens it. A failure of the API tells all of the request; on SIGUSR2 the process throws an error that names all secrets. */
export async function openCage(bin: string): Promise<Cage> {
  const home = temporaryHome();
  const upstream = await startUpstream();
  upstream.respond(({ url, headers }) => {
    if (url === '/openapi.json') return { body: cageDocument(upstream.url) };
    if (url.startsWith(TRACES)) return { body: {} };
    return { status: 500, body: { url, headers } };
  });
  const mine = join(home.path, 'throws-secrets.mjs');
  const names = 'Object.entries(process.env).filter(([name]) => name.startsWith("MCPM_"))';
  await writeFile(mine, `process.on('SIGUSR2', () => { throw new Error(JSON.stringify(${names})); });\n`);
  const env = {
    MCPM_REQUIRE_TOKEN: CANARIES.requireToken,
    MCPM_AUTH_TOKEN: CANARIES.auth,
    MCPM_HEADERS: `X-Own-Token: ${CANARIES.header}`,
    MCPM_DOCUMENT_HEADERS: `X-Document-Token: ${CANARIES.documentHeader}`,
    MCPM_CREDENTIALS: [
      `inHeader=${CANARIES.keyInHeader}`,
      `inQuery=${CANARIES.keyInQuery}`,
      `login=user:${CANARIES.password}`,
    ].join('\n'),
    NODE_OPTIONS: `--import=${mine}`,
  };
  const args = ['--log-level', 'debug', '--audit', '--metrics', '--traces', `${upstream.url}${TRACES}`];
  const requests = (traces: boolean) => upstream.requests.filter(({ url }) => url.startsWith(TRACES) === traces);
  const seenIn = (text: string) =>
    Object.entries({ ...CANARIES, basic: BASIC })
      .filter(([, word]) => text.includes(word))
      .map(([name]) => name);
  return {
    start: { bin, document: `${upstream.url}/openapi.json`, args, env },
    upstream,
    seenIn,
    told: () =>
      seenIn(
        requests(false)
          .map(({ url, headers }) => JSON.stringify({ url, headers }))
          .join('\n'),
      ),
    traces: () =>
      requests(true)
        .map(({ url, headers, body }) => JSON.stringify({ url, headers, body: body.toString('latin1') }))
        .join('\n'),
    [Symbol.asyncDispose]: async () => {
      await upstream.close();
      await home.remove();
    },
  };
}

function cageDocument(url: string): object {
  const security = (name: string, ...schemes: string[]) => ({
    operationId: name,
    summary: `Asks with ${schemes.join(', ')}.`,
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
    security: [Object.fromEntries(schemes.map((scheme) => [scheme, []]))],
    responses: { 200: { description: 'Never.' } },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Cage', version: '1' },
    servers: [{ url }],
    components: {
      securitySchemes: {
        inHeader: { type: 'apiKey', in: 'header', name: 'X-Key' },
        inQuery: { type: 'apiKey', in: 'query', name: 'key' },
        login: { type: 'http', scheme: 'basic' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
    paths: {
      '/keys': { get: security('ask_with_keys', 'inHeader', 'inQuery') },
      '/login': { get: security('ask_with_login', 'login') },
      '/bearer': { get: security('ask_with_bearer', 'bearer') },
      '/away': { servers: [{ url: 'http://127.0.0.1:1' }], get: security('ask_nobody', 'inHeader', 'inQuery') },
    },
  };
}
