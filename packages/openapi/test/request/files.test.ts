import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArgumentError, buildRequest, type HttpRequest, type ToolPlan } from '../../src/index.ts';
import { planOf } from '../one-operation.ts';

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

  it('bring their own type where the API takes a range of types', async () => {
    const typeOf = async (mediaType: string, body: string): Promise<unknown> =>
      buildRequest(await planFor({ [mediaType]: { schema: { type: 'string', format: 'binary' } } }), { body }).headers[
        'content-type'
      ];
    const png = 'data:image/png;base64,iVBORw==';
    expect(await typeOf('image/*', png)).toBe('image/png');
    expect(await typeOf('*/*', png)).toBe('image/png');
    expect(await typeOf('audio/*', png)).toBe('application/octet-stream');
    expect(await typeOf('image/*', 'iVBORw==')).toBe('application/octet-stream');
    expect(await typeOf('image/jpeg', png)).toBe('image/jpeg');
  });
});
