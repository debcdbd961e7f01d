import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { policyOf } from '../src/console-files.ts';

const hash = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

test('a page may run our files and the scripts that stand in it, and no other', () => {
  const policy = policyOf(
    '<script src="/a.js" async=""></script><script>one()</script><p></p><script id="x">two()</script>',
  );
  expect(policy).toContain(`script-src 'self' ${hash('one()')} ${hash('two()')}`);
  expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain('unsafe');
});

test('a page without scripts of its own may run our files', () => {
  expect(policyOf('<p>hello</p>')).toMatch(/script-src 'self'$/);
});
