import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { compileDocument } from '../../src/index.ts';
import { documentOf } from '../one-operation.ts';

/** A document of 1,000 operations, the 500th of which is `broken`; each value stands on a line of its own. */
function thousand(broken: unknown): { readonly value: object; readonly line: number; readonly json: string } {
  const paths = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`/a${index}`, { get: index === 499 ? broken : { responses: {} } }]),
  );
  const value = documentOf(paths);
  const json = JSON.stringify(value, undefined, 1);
  return { value, json, line: json.slice(0, json.indexOf('"get"', json.indexOf('"/a499"'))).split('\n').length };
}

test.each<[string, unknown, string, number]>([
  ['is no object', 'later', '/paths/~1a499/get', 0],
  [
    'has a body that is nowhere',
    { requestBody: { $ref: '#/components/requestBodies/None' } },
    '/paths/~1a499/get/requestBody',
    1,
  ],
])(
  'R14: one operation of 1,000 that %s is one warning with pointer and line, and 999 tools',
  async (_, broken, pointer, below) => {
    const { json, value, line } = thousand(broken);
    const compiled = await compileDocument({ text: json });
    expect(compiled.plans.length).toBe(999);
    const named = compiled.warnings.filter(({ code }) => code === 'operation_invalid');
    expect(named).toMatchObject([
      { message: expect.stringContaining('GET /a499 is left out'), pointer, line: line + below },
    ]);
    const yaml = stringify(value);
    const [inYaml] = (await compileDocument({ text: yaml })).warnings.filter(
      ({ code }) => code === 'operation_invalid',
    );
    expect(yaml.split('\n').slice(0, inYaml!.line).join('\n')).toMatch(
      below === 0 ? /\/a499:\s+get:.*$/ : /\/a499:\s+get:\s+requestBody:.*$/,
    );
  },
);

test('R14: strict makes a failure of it, with pointer and line', async () => {
  const { json, line } = thousand('later');
  await expect(compileDocument({ text: json }, { strict: true })).rejects.toMatchObject({
    code: 'document_not_strict',
    pointer: '/paths/~1a499/get',
    line,
  });
});
