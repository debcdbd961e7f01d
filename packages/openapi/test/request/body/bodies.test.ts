import { describe, expect, it } from 'vitest';
import { ArgumentError, buildRequest, type HttpRequest } from '../../../src/index.ts';
import { planOf } from '../../one-operation.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255]);

async function send(content: object, body: unknown): Promise<HttpRequest> {
  const plan = await planOf({ requestBody: { content } }, { method: 'post' });
  return buildRequest(plan, body === undefined ? {} : { body });
}

/** Reads a multipart body with an independent implementation. */
async function readParts(request: HttpRequest): Promise<FormData> {
  return new Response(request.body as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData();
}

describe('R7: JSON bodies', () => {
  const json = { 'application/json': { schema: {} } };

  it.each([{}, [], null, 0, false, '', 'text', { a: null }])('send %j as it is', async (value) => {
    const request = await send(json, value);
    expect(request.body).toBe(JSON.stringify(value));
    expect(request.headers['content-type']).toBe('application/json');
  });

  it('leave body and content type out when there is no argument', async () => {
    const request = await send(json, undefined);
    expect(request).not.toHaveProperty('body');
    expect(request.headers).not.toHaveProperty('content-type');
  });

  it('are asked for when the document requires one', async () => {
    const plan = await planOf({ requestBody: { required: true, content: json } }, { method: 'put' });
    expect(plan.inputSchema.required).toEqual(['body']);
    expect(() => buildRequest(plan, {})).toThrow(ArgumentError);
  });

  it('keep their own media type, and are preferred', async () => {
    expect((await send({ 'application/merge-patch+json': { schema: {} } }, { a: null })).headers['content-type']).toBe(
      'application/merge-patch+json',
    );
    expect(
      (await send({ 'multipart/form-data': {}, 'application/xml': {}, 'application/json; charset=utf-8': {} }, {}))
        .headers['content-type'],
    ).toBe('application/json; charset=utf-8');
    expect((await send({ '*/*': { schema: { type: 'object' } } }, {})).headers['content-type']).toBe(
      'application/json',
    );
  });

  it('go with DELETE too', async () => {
    const plan = await planOf({ requestBody: { content: json } }, { method: 'delete' });
    expect(buildRequest(plan, { body: { ids: [1] } })).toMatchObject({ method: 'DELETE', body: '{"ids":[1]}' });
  });
});

describe('R7: urlencoded bodies', () => {
  const form = (encoding: object = {}): object => ({
    'application/x-www-form-urlencoded': {
      schema: { type: 'object', properties: { a: {}, list: {}, deep: {} } },
      encoding,
    },
  });

  it('repeat lists and write objects as JSON', async () => {
    const request = await send(form(), { a: 'x y&z', list: [1, 2], deep: { k: 'v' }, extra: true });
    expect(request.body).toBe('a=x+y%26z&list=1&list=2&deep=%7B%22k%22%3A%22v%22%7D&extra=true');
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('follow the encoding of each property', async () => {
    const request = await send(
      form({ list: { style: 'form', explode: false }, deep: { style: 'deepObject', explode: true } }),
      { list: [1, 2], deep: { k: { l: 1 } } },
    );
    expect(request.body).toBe('list=1,2&deep%5Bk%5D%5Bl%5D=1');
  });
});

describe('R7: multipart bodies', () => {
  const content = {
    'multipart/form-data': {
      schema: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          meta: { type: 'object' },
          file: { type: 'string', format: 'binary' },
          scans: { type: 'array', items: { type: 'string', contentMediaType: 'image/png' } },
        },
      },
      encoding: { meta: { contentType: 'application/vnd.x+json' } },
    },
  };

  it('carry fields, JSON parts and files whose bytes are those given', async () => {
    const data = PNG.toString('base64');
    const request = await send(content, {
      name: 'ü "x"',
      meta: { a: 1 },
      file: { data, filename: 'größe.png', contentType: 'image/png' },
      scans: [data, { data: `data:image/png;base64,${data}`, filename: 'b.png' }],
    });
    const parts = await readParts(request);
    expect(parts.get('name')).toBe('ü "x"');
    expect(Buffer.from(request.body as Uint8Array).toString()).toContain(
      'Content-Type: application/vnd.x+json\r\n\r\n{"a":1}',
    );
    const file = parts.get('file') as File;
    expect([file.name, file.type]).toEqual(['größe.png', 'image/png']);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG);
    const scans = parts.getAll('scans') as File[];
    expect(scans.map((scan) => [scan.name, scan.type])).toEqual([
      ['scans', 'image/png'],
      ['b.png', 'image/png'],
    ]);
  });

  it('are equal for equal arguments', async () => {
    expect((await send(content, { name: 'a' })).headers['content-type']).toBe(
      (await send(content, { name: 'a' })).headers['content-type'],
    );
  });

  it('tell the model when a file is not base64', async () => {
    await expect(send(content, { file: 'not base64!' })).rejects.toThrow(ArgumentError);
    await expect(send(content, 'text')).rejects.toThrow(/form fields/);
  });
});

describe('R7: other bodies', () => {
  it('are text as it is', async () => {
    expect(await send({ 'text/plain': { schema: { type: 'string' } } }, 'hällo')).toMatchObject({
      body: 'hällo',
      headers: { 'content-type': 'text/plain' },
    });
    expect((await send({ 'application/xml': {} }, '<a/>')).body).toBe('<a/>');
  });

  it('are bytes from base64', async () => {
    const content = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
    const request = await send(content, PNG.toString('base64url'));
    expect(Buffer.from(request.body as Uint8Array)).toEqual(PNG);
    await expect(send(content, '§')).rejects.toThrow(ArgumentError);
  });
});
