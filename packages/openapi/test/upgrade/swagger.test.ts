import { beforeAll, describe, expect, it } from 'vitest';
import { buildRequest, compileDocument, type CompiledDocument, type ToolPlan } from '../../src/index.ts';
import { compileValue } from '../one-operation.ts';

const text = `
swagger: "2.0"
info: {title: Shop, version: "2"}
host: shop.example.com
basePath: /v2/
schemes: [http, https]
consumes: [application/json]
produces: [application/json, text/csv]
securityDefinitions:
  login: {type: basic}
  token: {type: oauth2, flow: implicit, authorizationUrl: "https://x", scopes: {}}
security: [{login: []}]
parameters:
  Limit: {name: limit, in: query, type: integer, minimum: 1, exclusiveMinimum: true}
  Order: {name: order, in: body, required: true, schema: {$ref: "#/definitions/Order"}}
responses:
  Csv: {description: ok, schema: {type: string}}
definitions:
  Order: {type: object, required: [id, item], properties: {id: {type: integer, readOnly: true}, item: {type: string, x-nullable: true}, parent: {$ref: "#/definitions/Order"}}}
paths:
  /orders/{id}:
    parameters:
      - {name: id, in: path, required: true, type: string}
      - {name: X-Trace, in: header, type: array, items: {type: string}, collectionFormat: pipes}
    get:
      operationId: getOrders
      parameters:
        - {$ref: "#/parameters/Limit"}
        - {name: csv, in: query, type: array, items: {type: string}}
        - {name: multi, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: ssv, in: query, type: array, items: {type: string}, collectionFormat: ssv}
        - {name: tsv, in: query, type: array, items: {type: string}, collectionFormat: tsv}
        - {name: pipes, in: query, type: array, items: {type: string}, collectionFormat: pipes}
      responses: {200: {$ref: "#/responses/Csv"}}
    post:
      operationId: createOrder
      security: [{token: []}]
      parameters: [{$ref: "#/parameters/Order"}]
      responses: {}
    put:
      operationId: uploadScan
      consumes: [multipart/form-data]
      schemes: [http]
      security: []
      parameters:
        - {name: scan, in: formData, type: file, required: true}
        - {name: note, in: formData, type: string, description: A note}
      responses: {}
    patch:
      operationId: tagOrder
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - {name: tags, in: formData, type: array, items: {type: string}, required: true}
        - {name: more, in: formData, type: array, items: {type: string}, collectionFormat: multi}
      responses: {}
`;

let compiled: CompiledDocument;
const plan = (name: string): ToolPlan => compiled.plans.find((each) => each.name === name)!;

beforeAll(async () => {
  compiled = await compileDocument({ text });
});

describe('a Swagger 2.0 document', () => {
  it('compiles without a warning, at the server its host, basePath and schemes name', () => {
    expect(compiled.warnings).toEqual([]);
    expect(compiled).toMatchObject({
      openapi: '2.0',
      title: 'Shop',
      baseUrl: 'https://shop.example.com/v2',
      operations: 4,
    });
    expect(plan('uploadScan').request.baseUrl).toBe('http://shop.example.com/v2');
  });

  it('sends lists by collectionFormat', () => {
    const list = ['a', 'b c'];
    const request = buildRequest(plan('getOrders'), {
      id: 'x',
      'X-Trace': ['1', '2'],
      limit: 5,
      csv: list,
      multi: list,
      ssv: list,
      tsv: list,
      pipes: list,
    });
    expect(request.url).toBe(
      'https://shop.example.com/v2/orders/x?limit=5&csv=a,b%20c&multi=a&multi=b%20c&ssv=a%20b%20c&tsv=a%09b%20c&pipes=a%7Cb%20c',
    );
    expect(request.headers).toMatchObject({ 'X-Trace': '1|2', accept: 'application/json, text/csv, */*;q=0.1' });
    expect(plan('getOrders').inputSchema.properties['limit']).toEqual({ type: 'integer', exclusiveMinimum: 1 });
  });

  it('sends a body parameter as the body', () => {
    const { inputSchema } = plan('createOrder');
    expect(inputSchema).toMatchObject({ required: ['id', 'body'], properties: { body: { $ref: '#/$defs/Order' } } });
    expect(inputSchema.$defs?.['Order']).toEqual({
      type: 'object',
      properties: { item: { anyOf: [{ type: 'string' }, { type: 'null' }] }, parent: { $ref: '#/$defs/Order' } },
      required: ['item'],
    });
    const request = buildRequest(plan('createOrder'), { id: 1, body: { item: 'x' } }, { authToken: 't' });
    expect(request).toMatchObject({
      body: '{"item":"x"}',
      headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
    });
  });

  it('sends form parameters as form or multipart', async () => {
    expect(buildRequest(plan('tagOrder'), { id: 1, body: { tags: ['a', 'b'], more: ['c', 'd'] } }).body).toBe(
      'tags=a,b&more=c&more=d',
    );
    const upload = buildRequest(
      plan('uploadScan'),
      { id: 1, body: { scan: Buffer.from('bytes').toString('base64'), note: 'n' } },
      { authToken: 't', credentials: { login: 'a:b' } },
    );
    expect(upload.headers).not.toHaveProperty('authorization');
    const parts = await new Response(upload.body as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': upload.headers['content-type'] ?? '' },
    }).formData();
    expect(await (parts.get('scan') as File).text()).toBe('bytes');
    expect(parts.get('note')).toBe('n');
    expect(plan('uploadScan').inputSchema.properties['body']).toMatchObject({
      required: ['scan'],
      properties: { note: { type: 'string', description: 'A note' } },
    });
  });

  it('without a host stands where the document stands', async () => {
    const relative = await compileDocument({
      text: 'swagger: "2.0"\nbasePath: /api\npaths: {/a: {get: {}}}',
      baseUrl: 'https://x.test/docs/swagger.json',
    });
    expect(relative.baseUrl).toBe('https://x.test/api');
    expect((await compileValue({ swagger: '2.0', host: 'h.test:8080', paths: { '/a': { get: {} } } })).baseUrl).toBe(
      'https://h.test:8080',
    );
  });
});

describe('a host that is more than a host', () => {
  it.each([
    ['https://shop.example.com/', ['http'], 'http://shop.example.com/v2'],
    ['http://shop.example.com', [], 'http://shop.example.com/v2'],
    ['//shop.example.com', ['https'], 'https://shop.example.com/v2'],
    ['shop.example.com:8443/', ['wss'], 'https://shop.example.com:8443/v2'],
  ])('%s with schemes %j is %s', async (host, schemes, expected) => {
    const { baseUrl } = await compileValue({
      swagger: '2.0',
      info: { title: 'T', version: '1' },
      host,
      schemes,
      basePath: '/v2',
      paths: { '/a': { get: { responses: {} } } },
    });
    expect(baseUrl).toBe(expected);
  });
});
