import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { errorRegistry, McpmError, type ErrorCode } from '@mcpm/domain';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const codes = Object.keys(errorRegistry) as ErrorCode[];
const documentation = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const rows = [...documentation.matchAll(/^\| `([a-z_]+)` \| (\d{3}) \| (.+?) \| (.+?) \|$/gm)];

/** Text of every source file of packages and apps that may raise a failure. */
function sources(): string {
  const files = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root });
  return (
    files
      // The contract of the API lists codes without raising any.
      .filter((file) => !file.endsWith('error-registry.ts') && !file.includes('/contract/'))
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n')
  );
}

test('every code of the registry stands in docs/errors.md with the same status, title and next step', () => {
  const documented = Object.fromEntries(
    rows.map(([, code, status, title, next]) => [code, { status: Number(status), title, next }]),
  );
  expect(documented).toEqual(errorRegistry);
});

test('docs/errors.md names no code twice', () => {
  const named = rows.map(([, code]) => code);
  expect(new Set(named).size).toBe(named.length);
});

test('every code of the registry is raised somewhere', () => {
  const text = sources();
  const raised = codes.filter((code) => new RegExp(`['"]${code}['"]`).test(text));
  expect(codes.filter((code) => !raised.includes(code))).toEqual([]);
});

test('a named failure carries status, title and next step of its code, and its cause', () => {
  const cause = new Error('deep');
  const error = new McpmError('name_taken', 'A server named "x" exists.', { cause });
  expect(error).toMatchObject({
    status: 409,
    title: errorRegistry.name_taken.title,
    next: errorRegistry.name_taken.next,
    cause,
  });
  expect(error.reason).toEqual({
    code: 'name_taken',
    detail: 'A server named "x" exists.',
    next: errorRegistry.name_taken.next,
  });
});
