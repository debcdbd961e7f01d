// Owns the cases of Swagger 2.0: where it says things otherwise than OpenAPI 3, in JSON and in YAML.
import type { ExpectedRequest, FidelityCase, Json, JsonObject } from '../case.ts';
import { ALL_BYTES, base64 } from './values.ts';

interface Short {
  readonly says: string;
  readonly parameters: readonly Json[];
  readonly method?: string;
  readonly path?: string;
  readonly operation?: JsonObject;
  readonly components?: Readonly<Record<string, JsonObject>>;
  readonly args: JsonObject;
  readonly sent: ExpectedRequest;
  readonly tool?: FidelityCase['tool'];
}

function old(id: string, { parameters, operation, sent, tool, ...parts }: Short): FidelityCase {
  return {
    id: `swagger/${id}`,
    fixture: '2.0',
    operation: { parameters, ...operation },
    requests: [sent],
    ...(tool === undefined ? {} : { tool }),
    ...parts,
  };
}

const VALUES = ['a', 'b c'];

const FORMATS = (
  [
    ['csv', 'query', '?color=a,b%20c'],
    ['ssv', 'query', '?color=a%20b%20c'],
    ['tsv', 'query', '?color=a%09b%20c'],
    ['pipes', 'query', '?color=a%7Cb%20c'],
    ['multi', 'query', '?color=a&color=b%20c'],
    ['csv', 'path', '/a,b%20c'],
    ['pipes', 'path', '/a%7Cb%20c'],
    ['csv', 'header', 'a,b c'],
    ['pipes', 'header', 'a|b c'],
  ] as const
).map(([format, where, sent]) =>
  old(`${where}/${format}`, {
    says: `collectionFormat ${format} in ${where} is \`${sent}\`.`,
    parameters: [
      {
        name: 'color',
        in: where,
        type: 'array',
        items: { type: 'string' },
        collectionFormat: format,
        ...(where === 'path' ? { required: true } : {}),
      },
    ],
    ...(where === 'path' ? { path: '/{color}' } : {}),
    args: { color: VALUES },
    sent: where === 'header' ? { headers: { color: sent } } : { target: sent },
  }),
);

const REST = [
  old('query/default', {
    says: 'A list without collectionFormat is joined by commas.',
    parameters: [{ name: 'color', in: 'query', type: 'array', items: { type: 'integer' } }],
    args: { color: [1, 2] },
    sent: { target: '?color=1,2' },
  }),
  old('query/rules', {
    says: 'What a parameter says of its values is in the schema.',
    parameters: [{ name: 'n', in: 'query', type: 'integer', minimum: 1, maximum: 5, default: 2, enum: [1, 2, 5] }],
    args: { n: 5 },
    sent: { target: '?n=5' },
    tool: { schemas: { n: { minimum: 1, maximum: 5, default: 2, enum: [1, 2, 5] } }, refuses: [{ n: 3 }, { n: 'x' }] },
  }),
  old('body', {
    says: 'A body parameter is the body, by a definition as well.',
    method: 'post',
    parameters: [{ name: 'paint', in: 'body', required: true, schema: { $ref: '#/definitions/Paint' } }],
    components: {
      definitions: {
        Paint: {
          type: 'object',
          properties: { color: { type: 'string' }, more: { $ref: '#/definitions/Paint' } },
          required: ['color'],
        },
      },
    },
    args: { body: { color: 'blue', more: { color: 'red' } } },
    sent: {
      method: 'POST',
      body: '{"color":"blue","more":{"color":"red"}}',
      headers: { 'content-type': 'application/json' },
    },
    tool: { required: ['body'], refuses: [{ body: {} }, { body: { color: 'x', more: {} } }] },
  }),
  old('body/consumes', {
    says: 'The body has the type that the operation consumes.',
    method: 'put',
    operation: { consumes: ['application/vnd.paint+json'] },
    parameters: [{ name: 'paint', in: 'body', schema: {} }],
    args: { body: [1] },
    sent: { body: '[1]', headers: { 'content-type': 'application/vnd.paint+json' } },
  }),
  old('form/urlencoded', {
    says: 'Form fields without a file are urlencoded, lists by their format.',
    method: 'post',
    operation: { consumes: ['application/x-www-form-urlencoded'] },
    parameters: [
      { name: 'a', in: 'formData', type: 'string', required: true },
      { name: 'multi', in: 'formData', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' },
      { name: 'pipes', in: 'formData', type: 'array', items: { type: 'string' }, collectionFormat: 'pipes' },
    ],
    args: { body: { a: 'x y', multi: ['1', '2'], pipes: ['3', '4'] } },
    sent: {
      body: 'a=x+y&multi=1&multi=2&pipes=3%7C4',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  }),
  old('form/file', {
    says: 'A file makes the form multipart.',
    method: 'post',
    operation: { consumes: ['multipart/form-data'] },
    parameters: [
      { name: 'title', in: 'formData', type: 'string' },
      { name: 'file', in: 'formData', type: 'file', required: true },
    ],
    args: { body: { title: 'x', file: base64(ALL_BYTES) } },
    sent: {
      parts: [
        { name: 'title', content: 'x' },
        { name: 'file', filename: 'file', type: 'application/octet-stream', content: ALL_BYTES },
      ],
    },
  }),
  old('reference', {
    says: 'Parameters may be shared.',
    parameters: [{ $ref: '#/parameters/page' }],
    components: { parameters: { page: { name: 'page', in: 'query', type: 'integer' } } },
    args: { page: 3 },
    sent: { target: '?page=3' },
  }),
  old('produces', {
    says: 'What the operation produces is asked for.',
    parameters: [],
    operation: { produces: ['application/xml', 'application/json'] },
    args: {},
    sent: { headers: { accept: 'application/json, application/xml, */*;q=0.1' } },
  }),
  old('security', {
    says: 'An empty security sends nothing.',
    parameters: [],
    operation: { security: [] },
    components: { securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    args: {},
    sent: { headers: { 'x-key': null, authorization: null } },
  }),
  old('address', {
    says: 'host, basePath and schemes make the address.',
    path: '/deep/er',
    parameters: [],
    args: {},
    sent: { method: 'GET', target: '/deep/er' },
  }),
];

const YAML_IDS = new Set([
  'swagger/query/pipes',
  'swagger/body',
  'swagger/form/urlencoded',
  'swagger/form/file',
  'swagger/query/rules',
]);

/** Swagger 2.0; some of it in YAML as well. */
export const SWAGGER_CASES: readonly FidelityCase[] = [
  ...FORMATS,
  ...REST,
  ...[...FORMATS, ...REST]
    .filter(({ id }) => YAML_IDS.has(id))
    .map((entry) => ({ ...entry, id: entry.id.replace('swagger/', 'swagger/yaml/'), fixture: '2.0-yaml' as const })),
];
