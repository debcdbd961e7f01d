// Owns what is special about each document: its version, how it is written, and how its runner is started.
import type { FixtureName, JsonObject } from './case.ts';

/** Runs one fixture can be part of; `all` passes unless it says otherwise. */
export interface Fixture {
  /** As the document declares it. */
  readonly version: string;
  readonly yaml?: true;
  /** The server URL of the document; default `@origin@/v1`. */
  readonly server?: string;
  /** Fields of the document besides `paths` and what the cases bring. */
  readonly document?: JsonObject;
  /** Arguments of the runner besides the document and the transport. */
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Overlay documents, by file name. */
  readonly overlays?: Readonly<Record<string, JsonObject>>;
  /** The document is fetched from the upstream instead of read from a file. */
  readonly byUrl?: true;
}

/** The credentials of the fixture `credentials`, by scheme; the value of an OAuth2 scheme is JSON. */
const CREDENTIALS = {
  headerKey: 'key-in-header',
  queryKey: 'key in query&',
  cookieKey: 'key-in-cookie',
  basic: 'ada:love:lace',
  bearer: 'bearer-token',
  custom: 'custom-token',
  oauthToken: 'ready-made-token',
  clientCredentials: '{"clientId":"fidelity","clientSecret":"s3cret&","scope":"read write"}',
  refreshing: '{"clientId":"fidelity","clientSecret":"s3cret","refreshToken":"refresh-1"}',
  discovered: '{"clientId":"fidelity","clientSecret":"s3cret"}',
  refused: '{"clientId":"nobody","clientSecret":"wr0ng-s3cret"}',
  crowded: '{"clientId":"crowd","clientSecret":"s3cret"}',
  replayed: '{"clientId":"replayed","clientSecret":"s3cret"}',
};

const OAUTH = (tokenUrl: string, flow = 'clientCredentials'): JsonObject => ({
  type: 'oauth2',
  flows: {
    [flow]: {
      tokenUrl,
      ...(flow === 'authorizationCode' ? { authorizationUrl: `${tokenUrl}/ask` } : {}),
      scopes: { read: 'Reads', write: 'Writes' },
    },
  },
});

const SCHEMES: JsonObject = {
  headerKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  queryKey: { type: 'apiKey', in: 'query', name: 'api_key' },
  cookieKey: { type: 'apiKey', in: 'cookie', name: 'SESSION' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  custom: { type: 'http', scheme: 'Token' },
  oauthToken: OAUTH('@origin@/never/token', 'authorizationCode'),
  clientCredentials: OAUTH('@origin@/oauth/client/token'),
  refreshing: OAUTH('@origin@/oauth/refresh/token', 'authorizationCode'),
  discovered: { type: 'openIdConnect', openIdConnectUrl: '@origin@/oidc/.well-known/openid-configuration' },
  refused: OAUTH('@origin@/oauth/refuse/token'),
  crowded: OAUTH('@origin@/oauth/crowd/token'),
  replayed: OAUTH('@origin@/oauth/replay/token'),
  missing: { type: 'apiKey', in: 'header', name: 'X-Missing' },
};

/** Every fixture by its name. */
export const FIXTURES: Readonly<Record<FixtureName, Fixture>> = {
  '2.0': { version: '2.0' },
  '2.0-yaml': { version: '2.0', yaml: true, document: { produces: ['application/json'] } },
  '3.0': { version: '3.0.3' },
  '3.0-yaml': { version: '3.0.4', yaml: true },
  '3.1': { version: '3.1.1', options: ['--file-root', '@folder@/allowed'] },
  // A patch number is no reason to refuse a document.
  '3.1-yaml': {
    version: '3.1.2',
    yaml: true,
    document: {
      webhooks: { painted: { post: { operationId: 'painted', summary: 'version/3.1-yaml/webhook', responses: {} } } },
    },
  },
  '3.2': { version: '3.2.0' },
  '3.2-yaml': { version: '3.2.0', yaml: true, document: { $self: 'https://api.example.com/openapi.yaml' } },
  answers: { version: '3.1.0', options: ['--timeout', '2000'] },
  budget: { version: '3.1.0', options: ['--answer-budget', '400', '--paginate', '5', '--save-above', '2048'] },
  credentials: {
    version: '3.1.0',
    document: { security: [{ headerKey: [] }], components: { securitySchemes: SCHEMES } },
    env: { MCPM_CREDENTIALS: JSON.stringify(CREDENTIALS) },
  },
  overlay: {
    version: '3.1.0',
    overlays: {
      'first.json': {
        overlay: '1.0.0',
        info: { title: 'First', version: '1' },
        actions: [
          { target: "$.paths['/overlay_update'].get", update: { description: 'Said by the overlay.' } },
          { target: "$.paths['/overlay_remove'].get.parameters[?@.name=='secret']", remove: true },
          { target: "$.paths['/overlay_order'].get", update: { description: 'Said first.' } },
        ],
      },
      'second.yaml': {
        overlay: '1.1.0',
        info: { title: 'Second', version: '1' },
        actions: [
          { target: "$.paths['/overlay_order'].get", update: { description: 'Said last.' } },
          {
            target: "$.paths['/overlay_append'].get.parameters",
            update: { name: 'added', in: 'query', schema: { type: 'string' } },
          },
          { target: "$.paths['/overlay_unmatched'].put", update: { description: 'Nobody is here.' } },
        ],
      },
    },
  },
  servers: {
    version: '3.1.0',
    byUrl: true,
    server: '../{stage}/v{major}',
    document: {
      servers: [
        {
          url: '../{stage}/v{major}',
          variables: { stage: { default: 'live', enum: ['live', 'test'] }, major: { default: '1' } },
        },
      ],
    },
    options: ['--server-variable', 'stage=test'],
  },
  token: {
    version: '3.1.0',
    options: [
      '--server=second',
      '--header=X-Tenant: acme',
      '--timeout=1000',
      '--exclude=tag:hidden',
      '--exclude=deprecated:true',
      '--exclude=path:/*/internal/**',
    ],
    env: { MCPM_AUTH_TOKEN: 'general-token' },
    document: {
      servers: [
        { url: 'http://127.0.0.1:9/first', description: 'The first' },
        { url: '@origin@/second/', description: 'The second' },
      ],
    },
  },
};
