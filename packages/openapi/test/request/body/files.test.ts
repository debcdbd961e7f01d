import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ArgumentError,
  buildRequest,
  wantedFiles,
  type HttpRequest,
  type LocalFile,
  type ToolPlan,
} from '../../../src/index.ts';
import { planOf } from '../../one-operation.ts';

const planFor = (content: object): Promise<ToolPlan> => planOf({ requestBody: { content } }, { method: 'post' });

const multipart = (): Promise<ToolPlan> =>
  planFor({
    'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } },
  });

/** The file as an independent implementation reads it. */
async function readFile(request: HttpRequest): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const response = new Response(request.body as Uint8Array<ArrayBuffer>, { headers: { ...request.headers } });
  const file = (await response.formData()).get('file') as File;
  return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}

describe('files', () => {
  it('arrive byte for byte in every form they may be given in', async () => {
    const plan = await multipart();
    const raw = await planFor({ 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const base64 = Buffer.from(bytes).toString('base64');
        const escaped = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
        const forms = [
          base64,
          Buffer.from(bytes).toString('base64url'),
          base64.replaceAll(/.{20}/g, '$&\r\n'),
          `data:application/octet-stream;base64,${base64}`,
          `data:;base64,${encodeURIComponent(base64)}`,
          `data:,${escaped}`,
        ];
        for (const data of forms) {
          expect(Buffer.from(buildRequest(raw, { body: data }).body as Uint8Array)).toEqual(Buffer.from(bytes));
          for (const file of [data, { data }])
            expect((await readFile(buildRequest(plan, { body: { file } }))).bytes).toEqual(bytes);
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['iVBORw==', 'file', 'application/octet-stream'],
    ['data:image/png;base64,iVBORw==', 'file', 'image/png'],
    ['DATA:image/png;BASE64,iVBORw', 'file', 'image/png'],
    ['data:image/png;name=a%20b.png;base64,iVBORw==', 'a b.png', 'image/png'],
    ['data:text/plain;charset=utf-8,h%C3%A4llo', 'file', 'text/plain;charset=utf-8'],
    [{ data: 'data:image/png;base64,iVBORw==', filename: 'x.gif', contentType: 'image/gif' }, 'x.gif', 'image/gif'],
    [{ data: 'data:image/png;base64,iVBORw==', filename: 'x.png' }, 'x.png', 'image/png'],
  ])('given as %j are called %s and are %s', async (file, name, type) => {
    const read = await readFile(buildRequest(await multipart(), { body: { file } }));
    expect([read.name, read.type]).toEqual([name, type]);
  });

  it.each(['data:image/png;base64,§§', 'data:image/png;base64', { data: 'a b c!' }, {}, 7])(
    'given as %j are refused',
    async (file) => {
      const plan = await multipart();
      expect(() => buildRequest(plan, { body: { file } })).toThrow(ArgumentError);
    },
  );

  const png = 'data:image/png;base64,iVBORw==';
  const bytes = { schema: { type: 'string', format: 'binary' } };
  const typeOf = async (content: object, body: unknown): Promise<unknown> =>
    buildRequest(await planFor(content), { body }).headers['content-type'];

  it.each([
    [['image/*'], png, 'image/png'],
    [['*/*'], png, 'image/png'],
    [['*/*'], 'iVBORw==', 'application/octet-stream'],
    [['application/octet-stream'], png, 'application/octet-stream'],
    [['application/octet-stream'], { data: 'iVBORw==', contentType: 'image/png' }, 'application/octet-stream'],
    [['image/jpeg'], 'iVBORw==', 'image/jpeg'],
    [['image/jpeg', 'image/png'], 'iVBORw==', 'image/jpeg'],
    [['image/jpeg', 'image/png'], png, 'image/png'],
    [['image/jpeg,image/png'], { data: 'iVBORw==', contentType: 'image/png' }, 'image/png'],
    [['image/*'], { data: 'iVBORw==', contentType: 'image/webp', filename: 'a.webp' }, 'image/webp'],
    [['audio/ogg; codecs=opus'], { data: 'iVBORw==', contentType: 'audio/ogg' }, 'audio/ogg; codecs=opus'],
  ])('for an API of %j, given as %j, are sent as %s', async (types, body, sent) => {
    expect(await typeOf(Object.fromEntries(types.map((type) => [type, bytes])), body)).toBe(sent);
  });

  it.each([
    [['audio/*'], png, /is image\/png, and the API takes audio\/\*/],
    [['image/jpeg'], { data: 'iVBORw==', contentType: 'text/plain' }, /takes image\/jpeg/],
    [['image/*'], 'iVBORw==', /needs a content type of image\/\*/],
    [['image/png'], { data: 'iVBORw==', contentType: 'png' }, /no media type/],
    [['image/png'], { data: 'iVBORw==', path: 'a' }, /not both/],
    [['image/png'], { data: 'iVBORw==', filename: 7 }, /a text in "filename"/],
    [['image/png'], { path: '/etc/passwd' }, /files of this machine may not be sent/],
    [['image/png'], 'file:///etc/passwd', /files of this machine may not be sent/],
  ])('for an API of %j, given as %j, are refused with a reason', async (types, body, reason) => {
    const content = Object.fromEntries(types.map((type) => [type, bytes]));
    await expect(typeOf(content, body)).rejects.toThrow(reason);
    await expect(typeOf(content, body)).rejects.toBeInstanceOf(ArgumentError);
  });

  it('go as the bytes of a text too', async () => {
    const plan = await planFor({ 'text/csv': bytes });
    expect(buildRequest(plan, { body: 'a,b' }).body).toBe('a,b');
    const request = buildRequest(plan, { body: { data: Buffer.from('ü,b').toString('base64') } });
    expect([Buffer.from(request.body as Uint8Array).toString(), request.headers['content-type']]).toEqual([
      'ü,b',
      'text/csv',
    ]);
  });
});

describe('local files', () => {
  const local = { bytes: new Uint8Array([1, 2, 3]), filename: 'a.png', contentType: 'image/png' };

  it('R8: are asked for by the paths in the arguments, and sent under their names and types', async () => {
    const schema = {
      type: 'object',
      properties: {
        one: { type: 'string', format: 'binary' },
        many: { type: 'array', items: { type: 'string', format: 'binary' } },
        text: { type: 'string' },
        anything: {},
      },
    };
    const plan = await planFor({ 'multipart/form-data': { schema } });
    const body = {
      one: { path: '/data/a.png', filename: 'b.png' },
      many: ['file:///data/c', { path: '/data/a.png', contentType: 'image/webp' }, 'aGk='],
      text: 'file:///no',
      anything: { path: 'd' },
    };
    expect(wantedFiles(plan, { body })).toEqual(['/data/a.png', 'file:///data/c', 'd']);
    expect(wantedFiles(plan, { body: JSON.stringify(body) })).toHaveLength(3);
    const files = new Map<string, LocalFile>([
      ['/data/a.png', local],
      ['file:///data/c', { bytes: new Uint8Array(), filename: 'c' }],
      ['d', local],
    ]);
    const request = buildRequest(plan, { body }, { files });
    const response = new Response(request.body as Uint8Array<ArrayBuffer>, { headers: { ...request.headers } });
    const sent: unknown[] = [];
    for (const [name, value] of await response.formData())
      sent.push(typeof value === 'string' ? [name, value] : [name, value.name, value.type, value.size]);
    expect(sent).toEqual([
      ['one', 'b.png', 'image/png', 3],
      ['many', 'c', 'application/octet-stream', 0],
      ['many', 'a.png', 'image/webp', 3],
      ['many', 'many', 'application/octet-stream', 2],
      ['text', 'file:///no'],
      ['anything', 'a.png', 'image/png', 3],
    ]);
  });

  it('R8: are whole bodies, under the type the API takes', async () => {
    const plan = await planFor({ 'image/jpeg': {}, 'image/png': {} });
    expect(wantedFiles(plan, { body: { path: 'a' } })).toEqual(['a']);
    expect(wantedFiles(plan, { body: 'file:a' })).toEqual(['file:a']);
    const send = (contentType: string): HttpRequest =>
      buildRequest(plan, { body: { path: 'a' } }, { files: new Map([['a', { ...local, contentType }]]) });
    expect(send('image/png')).toMatchObject({ body: local.bytes, headers: { 'content-type': 'image/png' } });
    // What a name tells is only a guess.
    expect(send('text/plain').headers['content-type']).toBe('image/jpeg');
  });

  it('are wanted by nothing but files', async () => {
    const plan = await planFor({ 'application/json': { schema: {} } });
    expect(wantedFiles(plan, { body: { path: 'a' } })).toEqual([]);
    expect(wantedFiles(await planFor({ 'text/csv': {} }), { body: 'file:a' })).toEqual([]);
    expect(wantedFiles(await multipart(), {})).toEqual([]);
    expect(wantedFiles(await multipart(), { body: 7 })).toEqual([]);
  });
});
