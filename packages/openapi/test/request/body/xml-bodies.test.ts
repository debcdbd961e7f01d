import { describe, expect, it } from 'vitest';
import { ArgumentError, buildRequest, type ToolPlan } from '../../../src/index.ts';
import { compileValue, planOf } from '../../one-operation.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const planFor = (schema: object, schemas: object = {}, mediaType = 'application/xml'): Promise<ToolPlan> =>
  planOf(
    { requestBody: { content: { [mediaType]: { schema } } } },
    { method: 'post', rest: { components: { schemas } } },
  );

/** The body of a request whose schema has the root name `pet`. */
async function send(properties: object, body: unknown, rest: object = {}): Promise<unknown> {
  const plan = await planFor({ type: 'object', properties, xml: { name: 'pet' }, ...rest });
  const content = String(buildRequest(plan, { body }).body);
  expect(content.startsWith(HEAD)).toBe(true);
  return content.slice(HEAD.length);
}

const text = { type: 'string' };
const list = (items: object, xml?: object): object => ({ animals: { type: 'array', items, ...(xml ? { xml } : {}) } });

describe('the examples of the specification (OpenAPI 3.1.1 §4.8.26.2)', () => {
  const animals = { animals: ['cat', 'dog'] };

  it.each([
    ['an array of strings', list(text), '<animals>cat</animals><animals>dog</animals>'],
    ['named items', list({ ...text, xml: { name: 'animal' } }), '<animal>cat</animal><animal>dog</animal>'],
    [
      'an outer name that has no effect',
      list({ ...text, xml: { name: 'animal' } }, { name: 'aliens' }),
      '<animal>cat</animal><animal>dog</animal>',
    ],
    [
      'a wrapped array',
      list(text, { wrapped: true }),
      '<animals><animals>cat</animals><animals>dog</animals></animals>',
    ],
    [
      'a wrapped array with named items',
      list({ ...text, xml: { name: 'animal' } }, { wrapped: true }),
      '<animals><animal>cat</animal><animal>dog</animal></animals>',
    ],
    [
      'a wrapped array with both names',
      list({ ...text, xml: { name: 'animal' } }, { name: 'aliens', wrapped: true }),
      '<aliens><animal>cat</animal><animal>dog</animal></aliens>',
    ],
    [
      'a wrapped array with an outer name',
      list(text, { name: 'aliens', wrapped: true }),
      '<aliens><aliens>cat</aliens><aliens>dog</aliens></aliens>',
    ],
  ])('write %s', async (_title, properties, expected) => {
    expect(await send(properties, animals)).toBe(`<pet>${expected}</pet>`);
  });

  it('write attributes, prefixes and namespaces', async () => {
    const plan = await planFor(
      { $ref: '#/components/schemas/Person' },
      {
        Person: {
          type: 'object',
          properties: {
            id: { type: 'integer', format: 'int64', xml: { attribute: true } },
            name: { ...text, xml: { namespace: 'https://example.com/schema/sample', prefix: 'sample' } },
          },
        },
      },
    );
    const { body, headers } = buildRequest(plan, { body: { name: 'example', id: '9007199254740993' } });
    expect(body).toBe(
      `${HEAD}<Person id="9007199254740993"><sample:name xmlns:sample="https://example.com/schema/sample">example</sample:name></Person>`,
    );
    expect(headers['content-type']).toBe('application/xml');
  });
});

describe('XML bodies', () => {
  it('are written for Swagger 2.0 too', async () => {
    const compiled = await compileValue({
      swagger: '2.0',
      info: { title: 'Test', version: '1' },
      host: 'api.example.com',
      consumes: ['application/xml'],
      paths: {
        '/pets': { post: { parameters: [{ in: 'body', name: 'body', schema: { $ref: '#/definitions/Pet' } }] } },
      },
      definitions: {
        Category: { type: 'object', properties: { name: text }, xml: { name: 'category-of' } },
        Pet: {
          type: 'object',
          properties: {
            category: { $ref: '#/definitions/Category' },
            photoUrls: { type: 'array', items: text, xml: { name: 'photoUrl', wrapped: true } },
          },
        },
      },
    });
    const body = { category: { name: 'dogs' }, photoUrls: ['a'] };
    expect(buildRequest(compiled.plans[0]!, { body }).body).toBe(
      `${HEAD}<Pet><category-of><name>dogs</name></category-of><photoUrl><photoUrl>a</photoUrl></photoUrl></Pet>`,
    );
  });

  it('follow references, recursive ones too, and allOf', async () => {
    const plan = await planFor(
      { $ref: '#/components/schemas/Node' },
      {
        Base: { type: 'object', properties: { key: { ...text, xml: { attribute: true } } } },
        Kind: { type: 'string', xml: { name: 'kind-of' } },
        Node: {
          allOf: [
            { $ref: '#/components/schemas/Base' },
            {
              type: 'object',
              properties: {
                kind: { $ref: '#/components/schemas/Kind' },
                child: { $ref: '#/components/schemas/Node' },
                children: { type: 'array', items: { $ref: '#/components/schemas/Node' }, xml: { wrapped: true } },
              },
            },
          ],
          xml: { name: 'node' },
        },
      },
    );
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    const body = { key: 'a', kind: 'k', child: { key: 'b' }, children: [{ key: 'c' }] };
    expect(buildRequest(plan, { body }).body).toBe(
      `${HEAD}<node key="a"><kind-of>k</kind-of><node key="b"/><children><node key="c"/></children></node>`,
    );
  });

  it('tell null, empty and absent apart', async () => {
    const properties = { tags: { type: 'array', items: text, xml: { wrapped: true } } };
    expect(await send(properties, { a: null, b: '', c: {}, d: [], tags: [], e: 0, f: false })).toBe(
      '<pet><a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/><b/><c/><tags/><e>0</e><f>false</f></pet>',
    );
    expect(await send(properties, {})).toBe('<pet/>');
  });

  it('escape what XML would read as its own', async () => {
    const properties = { id: { ...text, xml: { attribute: true } } };
    expect(await send(properties, { id: '"<&>\n\t', t: ']]> & <b>"\r\n ü😀' })).toBe(
      '<pet id="&quot;&lt;&amp;&gt;&#10;&#9;"><t>]]&gt; &amp; &lt;b&gt;"&#13;\n ü😀</t></pet>',
    );
  });

  it('name the items of a list at the root', async () => {
    const plan = await planFor({ type: 'array', items: { ...text, xml: { name: 'pet' } }, xml: { name: 'pets' } });
    expect(buildRequest(plan, { body: ['a', 'b'] }).body).toBe(`${HEAD}<pets><pet>a</pet><pet>b</pet></pets>`);
  });

  it('hold text beside attributes where OpenAPI 3.2 asks for it', async () => {
    const properties = {
      lang: { ...text, xml: { nodeType: 'attribute' } },
      value: { ...text, xml: { nodeType: 'text' } },
    };
    expect(await send(properties, { lang: 'en', value: 'a & b' })).toBe('<pet lang="en">a &amp; b</pet>');
  });

  it.each([
    ['a name with spaces', { 'a b': 1 }],
    ['a name that opens a tag', { 'a><b': 1 }],
    ['a name that starts with a digit', { '1a': 1 }],
    ['an empty name', { '': 1 }],
    ['a control character', { a: '\u0000' }],
    ['half a character', { a: '\uD800' }],
    ['an object as an attribute', { id: { a: 1 } }],
  ])('refuse %s', async (_title, body) => {
    await expect(send({ id: { xml: { attribute: true } } }, body)).rejects.toThrow(ArgumentError);
  });

  it('are text where text is given, in every XML media type', async () => {
    for (const mediaType of ['application/xml', 'text/xml; charset=utf-8', 'application/soap+xml']) {
      const plan = await planFor({ type: 'object', xml: { name: 'a' } }, {}, mediaType);
      const { body, headers } = buildRequest(plan, { body: '<a>{"b":1}</a>' });
      expect([body, headers['content-type']]).toEqual(['<a>{"b":1}</a>', mediaType]);
      expect(buildRequest(plan, { body: '{"b":1}' }).body).toBe(`${HEAD}<a><b>1</b></a>`);
    }
  });

  it('are asked for as text only where nothing names the root element', async () => {
    const plan = await planFor({ type: 'object', properties: { a: text } });
    expect(plan.inputSchema.properties['body']).toEqual({ type: 'string' });
  });

  it('leave the xml keyword out of the input schema', async () => {
    const plan = await planFor({
      type: 'object',
      properties: { a: { ...text, xml: { name: 'b' } } },
      xml: { name: 'c' },
    });
    expect(plan.inputSchema.properties['body']).toEqual({
      anyOf: [
        { type: 'object', properties: { a: text } },
        { type: 'string', pattern: '^\\s*<', description: expect.any(String) },
      ],
    });
  });
});
