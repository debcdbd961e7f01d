import { describe, expect, it } from 'vitest';
import { buildRequest, type HttpRequest, type ToolPlan } from '../../../src/index.ts';
import { compileValue, documentOf } from '../../one-operation.ts';

const BINARY = { type: 'string', format: 'binary' };
const HI = Buffer.from('hi').toString('base64');

interface Form {
  readonly plan: ToolPlan;
  readonly codes: readonly string[];
}

async function compileForm(media: object, mediaType = 'multipart/form-data', rest: object = {}): Promise<Form> {
  const requestBody = { content: { [mediaType]: media } };
  const { plans, warnings } = await compileValue(
    documentOf({ '/things': { post: { requestBody, responses: {} } } }, rest),
  );
  return { plan: plans[0]!, codes: warnings.map(({ code }) => code) };
}

/** The parts of a request: name, and text or file name, type and text. */
async function partsOf(request: HttpRequest): Promise<readonly unknown[]> {
  const response = new Response(request.body as Uint8Array<ArrayBuffer>, { headers: { ...request.headers } });
  const parts: unknown[] = [];
  for (const [name, value] of await response.formData())
    parts.push(typeof value === 'string' ? [name, value] : [name, value.name, value.type, await value.text()]);
  return parts;
}

const FILE_PART = ['file', 'file', 'application/octet-stream', 'hi'];

describe('multipart forms whose fields the document does not name', () => {
  it.each([
    ['a file', { schema: BINARY }, { file: HI }, [FILE_PART]],
    ['a Swagger file', { schema: { type: 'object', format: 'file' } }, { file: HI }, [FILE_PART]],
    ['files', { schema: { type: 'array', items: BINARY } }, { file: [HI, HI] }, [FILE_PART, FILE_PART]],
    [
      'a file with a hint',
      { schema: BINARY, encoding: { photo: { contentType: 'image/png' } } },
      { photo: { data: HI, filename: 'a.png' } },
      [['photo', 'a.png', 'image/png', 'hi']],
    ],
    [
      'a file, with a field the description names',
      { schema: BINARY },
      { attachment: { data: HI }, note: 'n', n: 1 },
      [
        ['attachment', 'attachment', 'application/octet-stream', 'hi'],
        ['note', 'n'],
        ['n', '1'],
      ],
    ],
    [
      'text',
      { schema: { type: 'string' } },
      { a: 'b', c: { data: HI } },
      [
        ['a', 'b'],
        ['c', 'c', 'application/octet-stream', 'hi'],
      ],
    ],
    [
      'texts',
      { schema: { type: 'array', items: { type: 'string' } } },
      { columns: ['a', 'b'] },
      [
        ['columns', 'a'],
        ['columns', 'b'],
      ],
    ],
    ['nothing', {}, { a: 'b' }, [['a', 'b']]],
  ])('that describe %s are sent, with a warning', async (_title, media, body, expected) => {
    const { plan, codes } = await compileForm(media);
    expect(codes).toEqual(['form_without_fields']);
    expect(await partsOf(buildRequest(plan, { body }))).toEqual(expected);
  });

  it.each([
    [
      'any fields',
      { type: 'object' },
      { a: 'b', f: { data: HI } },
      [
        ['a', 'b'],
        ['f', 'f', 'application/octet-stream', 'hi'],
      ],
    ],
    ['any texts', { type: 'object', additionalProperties: { type: 'string' } }, { a: 'b' }, [['a', 'b']]],
    ['any files', { type: 'object', additionalProperties: BINARY }, { file: HI }, [FILE_PART]],
  ])('but %s on purpose are sent without one', async (_title, schema, body, expected) => {
    const { plan, codes } = await compileForm({ schema });
    expect(codes).toEqual([]);
    expect(await partsOf(buildRequest(plan, { body }))).toEqual(expected);
  });
});

describe('files of a form', () => {
  const fileIn = (schema: unknown): unknown => JSON.stringify(schema).includes('contentEncoding');

  it.each([
    ['by reference', { $ref: '#/components/schemas/Upload' }],
    ['by allOf', { allOf: [{ $ref: '#/components/schemas/Upload' }, { type: 'object', properties: { n: {} } }] }],
    [
      'in an alternative',
      { oneOf: [{ $ref: '#/components/schemas/Upload' }, { type: 'object', properties: { url: { type: 'string' } } }] },
    ],
    ['that may be null', { type: 'object', properties: { file: { anyOf: [BINARY, { type: 'null' }] } } }],
    ['one or many', { type: 'object', properties: { file: { anyOf: [BINARY, { type: 'array', items: BINARY }] } } }],
    [
      'by contentMediaType',
      { type: 'object', properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } } },
    ],
  ])('are found %s', async (_title, schema) => {
    const components = { schemas: { Upload: { type: 'object', properties: { file: BINARY }, required: ['file'] } } };
    const { plan, codes } = await compileForm({ schema }, 'multipart/form-data', { components });
    expect(codes).toEqual([]);
    expect(fileIn(plan.inputSchema.properties['body'])).toBe(true);
    expect(JSON.stringify(plan.inputSchema)).not.toContain('"binary"');
    for (const file of [HI, { data: HI }, { data: HI, filename: 'file' }])
      expect(await partsOf(buildRequest(plan, { body: { file } }))).toEqual([FILE_PART]);
  });

  it('are only objects where a text may stand in their place', async () => {
    const schema = { type: 'object', properties: { image: { anyOf: [BINARY, { type: 'string', format: 'uri' }] } } };
    const { plan } = await compileForm({ schema });
    expect(await partsOf(buildRequest(plan, { body: { image: 'https://x' } }))).toEqual([['image', 'https://x']]);
    expect(await partsOf(buildRequest(plan, { body: { image: { data: HI } } }))).toEqual([
      ['image', 'image', 'application/octet-stream', 'hi'],
    ]);
  });

  it('are what the media types of a part say, and have one of them', async () => {
    const schema = { type: 'object', properties: { icon: {}, doc: { type: 'string' } } };
    const encoding = { icon: { contentType: 'image/png, image/jpeg' }, doc: { contentType: 'application/pdf' } };
    const { plan } = await compileForm({ schema, encoding });
    expect(await partsOf(buildRequest(plan, { body: { icon: HI, doc: HI } }))).toEqual([
      ['icon', 'icon', 'image/png', 'hi'],
      ['doc', 'doc', 'application/pdf', 'hi'],
    ]);
    const jpeg = { data: HI, contentType: 'image/jpeg' };
    expect(await partsOf(buildRequest(plan, { body: { icon: jpeg } }))).toEqual([['icon', 'icon', 'image/jpeg', 'hi']]);
    expect(() => buildRequest(plan, { body: { icon: { data: HI, contentType: 'image/gif' } } })).toThrow(
      /The file "icon" is image\/gif, and the API takes image\/png, image\/jpeg there/,
    );
  });

  it('survive a schema that refers to itself', async () => {
    const components = {
      schemas: { Node: { allOf: [{ $ref: '#/components/schemas/Node' }], properties: { file: BINARY } } },
    };
    const schema = { $ref: '#/components/schemas/Node' };
    const { plan } = await compileForm({ schema }, 'multipart/form-data', { components });
    expect(await partsOf(buildRequest(plan, { body: { file: HI } }))).toEqual([FILE_PART]);
  });
});

describe('parts of a multipart body', () => {
  const textOf = (request: HttpRequest): string => Buffer.from(request.body as Uint8Array).toString();

  it('are JSON, XML or text by their media types, each item of a list on its own', async () => {
    const item = { type: 'object', properties: { id: { type: 'integer', xml: { attribute: true } } } };
    const schema = {
      type: 'object',
      properties: { text: { type: 'string' }, xml: item, list: { type: 'array', items: item }, any: { type: 'array' } },
    };
    const json = { contentType: 'application/json' };
    const xml = { contentType: 'application/xml; charset=utf-8' };
    const { plan } = await compileForm({ schema, encoding: { text: json, xml, list: xml, any: json } });
    const body = textOf(
      buildRequest(plan, { body: { text: 'a"b', xml: { id: 1 }, list: [{ id: 2 }, '<own/>'], any: [null, 1] } }),
    );
    const parts = body.split(/--mcpm-\w+(?:--)?\r\n/).slice(1, -1);
    const head = (name: string, type: string): string =>
      `Content-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
    const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
    expect(parts).toEqual([
      `${head('text', 'application/json')}"a\\"b"\r\n`,
      `${head('xml', xml.contentType)}${declaration}<xml id="1"/>\r\n`,
      `${head('list', xml.contentType)}${declaration}<list id="2"/>\r\n`,
      `${head('list', xml.contentType)}<own/>\r\n`,
      `${head('any', 'application/json')}null\r\n`,
      `${head('any', 'application/json')}1\r\n`,
    ]);
  });

  it('follow a style like query parameters, at any depth, without percent-encoding', async () => {
    const schema = { type: 'object', properties: { list: { type: 'array' }, deep: { type: 'object' }, spread: {} } };
    const encoding = {
      list: { style: 'deepObject', explode: true },
      deep: { style: 'deepObject', explode: true },
      spread: { style: 'form', explode: false },
    };
    const { plan } = await compileForm({ schema, encoding });
    const body = { list: ['a b', 'ü'], deep: { a: { b: 'c&d' }, e: [1] }, spread: ['x', 'y'] };
    expect(await partsOf(buildRequest(plan, { body }))).toEqual([
      ['list[]', 'a b'],
      ['list[]', 'ü'],
      ['deep[a][b]', 'c&d'],
      ['deep[e][]', '1'],
      ['spread', 'x,y'],
    ]);
  });

  it('have no names where the body is a list (OpenAPI 3.2 §4.14.4)', async () => {
    const media = {
      schema: { type: 'array', prefixItems: [{ type: 'object' }], items: {} },
      prefixEncoding: [{}],
      itemEncoding: { contentType: 'image/png' },
    };
    const { plan, codes } = await compileForm(media, 'multipart/mixed');
    expect(codes).toEqual([]);
    const request = buildRequest(plan, { body: [{ a: 1 }, HI, { data: HI, filename: 'b.png' }] });
    const boundary = /^multipart\/mixed; boundary=(\S+)$/.exec(request.headers['content-type'] ?? '')?.[1];
    expect(textOf(request).split(`--${boundary}`)).toEqual([
      '',
      '\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n',
      '\r\nContent-Type: image/png\r\n\r\nhi\r\n',
      '\r\nContent-Disposition: attachment; filename="b.png"\r\nContent-Type: image/png\r\n\r\nhi\r\n',
      '--\r\n',
    ]);
    expect(() => buildRequest(plan, { body: { a: 1 } })).toThrow(/must be a list/);
  });
});

describe('urlencoded forms whose fields the document does not name', () => {
  const form = (media: object): Promise<Form> => compileForm(media, 'application/x-www-form-urlencoded');

  it.each([
    ['text', { schema: { type: 'string' } }],
    ['a list', { schema: { type: 'array', items: { type: 'object' } } }],
    ['nothing', {}],
  ])('that describe %s are taken as an object or as they are, with a warning', async (_title, media) => {
    const { plan, codes } = await form(media);
    expect(codes).toEqual(['form_without_fields']);
    for (const body of [{ a: 'x y', b: ['1', '2'] }, '{"a":"x y","b":["1","2"]}', 'a=x+y&b=1&b=2'])
      expect(buildRequest(plan, { body }).body).toBe('a=x+y&b=1&b=2');
  });

  it('show how the document writes them', async () => {
    const { plan } = await form({ schema: { type: 'string' }, examples: { one: { value: 'title=My recipe&n=2' } } });
    expect(JSON.stringify(plan.inputSchema)).toContain('such as title=My recipe&n=2');
  });

  it('are JSON where a field is JSON, as in the example of the specification (OpenAPI 3.1.1 §4.8.19)', async () => {
    const schema = { type: 'object', properties: { jsonValue: { type: 'string' } } };
    const { plan } = await form({ schema, encoding: { jsonValue: { contentType: 'application/json' } } });
    expect(buildRequest(plan, { body: { jsonValue: 'json' } }).body).toBe('jsonValue=%22json%22');
    expect(buildRequest(plan, { body: { jsonValue: null } }).body).toBe('jsonValue=null');
  });
});
