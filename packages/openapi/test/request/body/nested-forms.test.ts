import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { ArgumentError, buildRequest, wantedFiles, type HttpRequest, type ToolPlan } from '../../../src/index.ts';
import { compileValue, documentOf } from '../../one-operation.ts';

const HI = Buffer.from('hi').toString('base64');

async function planFor(mediaType: string, media: object): Promise<ToolPlan> {
  const requestBody = { content: { [mediaType]: media } };
  const { plans, warnings } = await compileValue(
    documentOf({ '/x': { post: { requestBody, responses: {} } } }, { openapi: '3.2.0' }),
  );
  expect(warnings).toEqual([]);
  return plans[0]!;
}

/** The parts of a multipart text, each with its head; those of a part that is a form itself one level deeper. */
function partsOf(contentType: string, text: string): readonly unknown[] {
  const boundary = /boundary=(\S+)/.exec(contentType)?.[1] ?? 'none';
  const parts = text.split(new RegExp(`(?:^|\r\n)--${boundary}(?:--)?\r\n`)).slice(1, -1);
  return parts.map((part) => {
    const end = part.startsWith('\r\n') ? 0 : part.indexOf('\r\n\r\n') + 2;
    const head = part.slice(0, end).trim();
    const body = part.slice(end + 2);
    const type = /Content-Type: (multipart\/\S+; boundary=\S+)/.exec(head)?.[1];
    return [head.replace(/; boundary=\S+/, ''), type === undefined ? body : partsOf(type, body)];
  });
}

function sentParts({ headers, body }: HttpRequest): readonly unknown[] {
  return partsOf(headers['content-type'] ?? '', Buffer.from(body as Uint8Array).toString('latin1'));
}

it('a part may be a form of its own, by name and by position (OpenAPI 3.2 §4.15.2)', async () => {
  const file = { type: 'string', format: 'binary' };
  const album = { type: 'object', properties: { title: { type: 'string' }, cover: file } };
  const plan = await planFor('multipart/form-data', {
    schema: { type: 'object', properties: { album, albums: { type: 'array', items: album } } },
    encoding: {
      album: { contentType: 'multipart/form-data', encoding: { cover: { contentType: 'image/png' } } },
      albums: { contentType: 'multipart/mixed' },
    },
  });
  const one = { title: 'a', cover: HI };
  const cover = (type: string): string =>
    `Content-Disposition: form-data; name="cover"; filename="cover"\r\nContent-Type: ${type}`;
  const title = ['Content-Disposition: form-data; name="title"', 'a'];
  expect(sentParts(buildRequest(plan, { body: { album: one, albums: [one, { title: 'a' }] } }))).toEqual([
    [
      'Content-Disposition: form-data; name="album"\r\nContent-Type: multipart/form-data',
      [title, [cover('image/png'), 'hi']],
    ],
    [
      'Content-Disposition: form-data; name="albums"\r\nContent-Type: multipart/mixed',
      [title, [cover('application/octet-stream'), 'hi']],
    ],
    ['Content-Disposition: form-data; name="albums"\r\nContent-Type: multipart/mixed', [title]],
  ]);
  const args = { body: { album: { cover: 'file:///a' }, albums: [{ cover: { path: 'b' } }] } };
  expect(new Ajv2020({ strict: false }).validate(plan.inputSchema, args)).toBe(true);
  expect(wantedFiles(plan, args)).toEqual(['file:///a', 'b']);
  expect(() => buildRequest(plan, { body: { album: 7 } })).toThrow(ArgumentError);
});

it('a list of parts may hold another list of parts (OpenAPI 3.2, "Ordered, unnamed multipart")', async () => {
  const plan = await planFor('multipart/mixed', {
    schema: { type: 'array', prefixItems: [{ type: 'object' }, { type: 'array', items: {} }] },
    prefixEncoding: [{}, { contentType: 'multipart/mixed', itemEncoding: { contentType: 'image/png' } }],
  });
  expect(sentParts(buildRequest(plan, { body: [{ n: 2 }, [HI, { data: HI, filename: 'b.png' }]] }))).toEqual([
    ['Content-Type: application/json', '{"n":2}'],
    [
      'Content-Type: multipart/mixed',
      [
        ['Content-Type: image/png', 'hi'],
        ['Content-Disposition: attachment; filename="b.png"\r\nContent-Type: image/png', 'hi'],
      ],
    ],
  ]);
});
