import { startUpstream } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { createDocumentInspector } from '../src/document-inspector.ts';

const places = { opened: [], thisMachine: true };

const openapi = (paths: number): string =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Weather', version: '1' },
    servers: [{ url: 'http://127.0.0.1:9' }],
    paths: Object.fromEntries(
      Array.from({ length: paths }, (_, index) => [
        `/p${index}`,
        { get: { operationId: `get${index}`, summary: 'x'.repeat(50), responses: {} } },
      ]),
    ),
  });

test('a document is read in a thread of its own while the loop goes on', async () => {
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 1);
  const summary = await createDocumentInspector(places)({ openapi: openapi(5000) });
  clearInterval(ticking);
  expect(summary).toMatchObject({ title: 'Weather', operations: 5000 });
  expect(ticks).toBeGreaterThan(20);
});

test('a document that cannot be used is told as it would be without the thread', async () => {
  const inspect = createDocumentInspector(places);
  await expect(inspect({ openapi: '<html></html>' })).rejects.toMatchObject({
    code: 'document_unusable',
    faults: [{ pointer: '/openapi' }],
  });
  await expect(inspect({ openapiUrl: '/no/such/file.yaml' })).rejects.toMatchObject({ code: 'document_unreachable' });
});

test('a document that breaks the bounds of memory or time is refused, and the next one is read', async () => {
  const small = createDocumentInspector(places, { memoryMb: 8 });
  await expect(small({ openapi: openapi(60_000) })).rejects.toMatchObject({
    code: 'document_unusable',
    message: 'The document needs more than 8 MB of memory.',
  });
  const hasty = createDocumentInspector(places, { timeMs: 1 });
  await expect(hasty({ openapi: openapi(1) })).rejects.toMatchObject({ code: 'document_unusable' });
  await expect(createDocumentInspector(places)({ openapi: openapi(2) })).resolves.toMatchObject({ operations: 2 });
});

test('many at once are all read', async () => {
  const inspect = createDocumentInspector(places);
  const all = await Promise.all([1, 2, 3, 4, 5].map((count) => inspect({ openapi: openapi(count) })));
  expect(all.map(({ operations }) => operations)).toEqual([1, 2, 3, 4, 5]);
});

test('R45: a document is read at an address of this machine only where that is open, and a refusal says by what', async () => {
  await using upstream = await startUpstream({ handler: () => ({ body: openapi(1) }) });
  const choice = { openapiUrl: `${upstream.url}/openapi.json` };
  await expect(createDocumentInspector(places)(choice)).resolves.toMatchObject({ title: 'Weather' });
  await expect(createDocumentInspector({ ...places, thisMachine: false })(choice)).rejects.toMatchObject({
    code: 'document_unreachable',
    message: expect.stringContaining('by the variable MCPM_ALLOW_PRIVATE, with 127.0.0.1'),
  });
  expect(upstream.requests).toHaveLength(1);
});
