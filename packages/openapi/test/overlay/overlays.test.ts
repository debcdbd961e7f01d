import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { compileDocument, type CompiledDocument, DocumentError } from '../../src/index.ts';
import { documentOf } from '../one-operation.ts';

const pets = documentOf({
  '/pets': {
    get: { operationId: 'listPets', summary: 'List', tags: ['pets'], responses: {} },
    delete: { operationId: 'dropPets', responses: {} },
  },
  "/it's": { get: { operationId: 'odd', responses: {} } },
});

/** Compiles `document` under overlays that are given as texts or values, each written into a file. */
async function overlaid(overlays: readonly unknown[], document: unknown = pets): Promise<CompiledDocument> {
  await using home = temporaryHome();
  const files = overlays.map((overlay, index) => {
    const file = join(home.path, `fix-${index}.overlay.yaml`);
    writeFileSync(file, typeof overlay === 'string' ? overlay : JSON.stringify(overlay, null, 1));
    return file;
  });
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return await compileDocument({ text }, { overlays: files });
}

const actions = (...list: readonly object[]): object => ({
  overlay: '1.1.0',
  info: { title: 'Fix', version: '1' },
  actions: list,
});

test('R49: overlays in YAML and JSON update and remove, in the order given', async () => {
  const yaml = [
    'overlay: 1.0.0',
    'info: {title: Fix, version: 1.0.0}',
    'extends: ./other.yaml',
    'actions:',
    "  - target: $.paths['/pets'].get",
    '    update: {summary: All pets, tags: [read], x-new: {a: 1}}',
    '  - target: $.paths.*.delete',
    '    remove: true',
  ].join('\n');
  const second = actions({ target: '$.paths.*[?@.operationId=="listPets"]', update: { operationId: 'pets' } });
  const compiled = await overlaid([yaml, second]);
  expect(compiled.plans.map(({ name, title }) => [name, title])).toEqual([
    ['pets', 'All pets'],
    ['odd', undefined],
  ]);
  expect(compiled.plans[0]?.operation.tags).toEqual(['pets', 'read']);
  expect(compiled.warnings).toEqual([]);
});

test('R49: each action that matched nothing is one warning that names overlay and target', async () => {
  const idle = { target: '$.paths["/cats"]', remove: true };
  const compiled = await overlaid([actions(idle, { target: '$', update: {} }, idle), actions(idle)]);
  expect(compiled.warnings.map(({ code, pointer }) => [code, pointer])).toEqual([
    ['overlay_unmatched', 'overlay#/actions/0'],
    ['overlay_unmatched', 'overlay#/actions/2'],
    ['overlay_unmatched', 'overlay2#/actions/0'],
  ]);
  expect(compiled.warnings[2]?.message).toMatch(/fix-1\.overlay\.yaml matched nothing: \$\.paths\["\/cats"\]$/);
});

test('R49: an action sees what the one before it did, and names with quotes are found', async () => {
  const compiled = await overlaid([
    actions(
      { target: '$.paths', update: { '/cats': {} } },
      { target: "$.paths['/cats']", copy: "$.paths['/pets']" },
      { target: "$.paths['/pets']", remove: true },
      { target: "$.paths['/cats'].get.tags", update: 'cats' },
      { target: "$.paths['/cats'].get.summary", update: 'List cats' },
      { target: "$.paths['it\\u0027s']", remove: true },
      { target: "$.paths['/it\\'s'].get", update: { summary: 'Odd' } },
    ),
  ]);
  expect(compiled.plans.map(({ name, title }) => [name, title])).toEqual([
    ['odd', 'Odd'],
    ['listPets', 'List cats'],
    ['dropPets', undefined],
  ]);
  expect(compiled.plans[1]?.operation.tags).toEqual(['pets', 'cats']);
});

test('R49: an overlay by URL is fetched, and may mend what Swagger 2.0 says', async () => {
  await using server = await startUpstream({
    handler: () => ({ body: JSON.stringify(actions({ target: '$', update: { host: 'b.test' } })) }),
  });
  const text = JSON.stringify({ swagger: '2.0', host: 'a.test', schemes: ['https'], paths: { '/a': { get: {} } } });
  const compiled = await compileDocument({ text }, { overlays: [`${server.url}/fix.json`] });
  expect(compiled.baseUrl).toBe('https://b.test');
});

test('R49: lines of untouched parts stay right where a list or an object lost something', async () => {
  const document = [
    'openapi: 3.1.0',
    'servers: [{url: "https://x.test"}]',
    'paths:',
    '  /a:',
    '    get:',
    '      parameters:',
    '        - {name: gone, in: query, schema: {}}',
    '        - name: kept',
    '          in: query',
    '          schema:',
    '            $ref: "#/nowhere"',
  ].join('\n');
  const remove = actions({ target: '$..parameters[?@.name=="gone"]', remove: true });
  const [warning] = (await overlaid([remove], document)).warnings;
  expect(warning).toMatchObject({ pointer: '/paths/~1a/get/parameters/0/schema', line: 10 });
});

test.each([
  ['{"overlay": ', 'ends too early', undefined],
  ['[1]', 'is not an object', ''],
  ['a: 1', 'is no overlay', ''],
  ['overlay: 1.2.0\nactions: []', 'declares version "1.2.0"', '/overlay'],
  ['overlay: 1.0.0\nactions: 1', 'needs a list of actions, not 1', '/actions'],
  ['overlay: 1.0.0\nactions:\n  - 1', 'has an action that is 1', '/actions/0'],
  ['overlay: 1.0.0\nactions:\n  - remove: true', 'without a "target"', '/actions/0'],
  [actions({ target: '$', remove: true }), 'removes the whole document', '/actions/0'],
  [actions({ target: '$', remove: 'yes' }), 'has a "remove" that is "yes"', '/actions/0/remove'],
  [actions({ target: '$.a[', remove: true }), 'has a JSONPath that cannot be read', '/actions/0/target'],
  [actions({ target: '$.info', update: { title: {} } }), 'merges an object into a single value', '/actions/0'],
  [actions({ target: '$.info', update: 1 }), 'merges a single value into an object', '/actions/0'],
  [actions({ target: '$.info', update: {}, copy: '$' }), 'both "update" and "copy"', '/actions/0'],
  [actions({ target: '$.info', copy: '$.paths.*' }), 'selects 2 nodes instead of one', '/actions/0/copy'],
])('R49: the broken overlay %j is named with file and place', async (broken, message, pointer) => {
  const error: unknown = await overlaid([broken]).catch((reason: unknown) => reason);
  if (!(error instanceof DocumentError)) throw new Error(`No DocumentError: ${String(error)}`);
  expect(error.code).toBe('document_unusable');
  expect(error.message).toContain('fix-0.overlay.yaml');
  expect(error.message).toContain(message);
  expect(error.pointer).toBe(pointer);
  expect(error.line).toBeGreaterThan(0);
});

test('R49: an action without a change is reported', async () => {
  const idle = actions({ target: '$.info', updat: { title: 'x' } }, { target: '$.info', remove: false });
  expect((await overlaid([idle])).warnings).toMatchObject([
    { pointer: 'overlay#/actions/0', message: expect.stringContaining('changes nothing') },
    { pointer: 'overlay#/actions/1', message: expect.stringContaining('changes nothing') },
  ]);
});

test('R49: a document that its overlay has broken is called so', async () => {
  await expect(overlaid([actions({ target: '$.openapi', remove: true })])).rejects.toThrow(
    /with its overlays is not an OpenAPI document/,
  );
});

test('R49: an overlay that is not there is named', async () => {
  await expect(compileDocument({ text: JSON.stringify(pets) }, { overlays: ['./none.yaml'] })).rejects.toMatchObject({
    code: 'document_unreachable',
    message: expect.stringContaining('none.yaml does not exist'),
  });
});

test('R49: names like __proto__ are names, and aliases of YAML are changed one by one', async () => {
  const document = 'openapi: 3.1.0\npaths:\n  /a: &a {get: {summary: old}}\n  /b: *a\n';
  const update =
    '{"overlay":"1.1.0","actions":[{"target":"$.paths[\'/a\'].get","update":{"summary":"new","__proto__":{"x":1}}}]}';
  const compiled = await overlaid([update], document);
  expect(compiled.plans.map(({ title }) => title)).toEqual(['new', 'old']);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
