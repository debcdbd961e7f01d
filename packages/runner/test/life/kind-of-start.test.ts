import { expect, test } from 'vitest';
import { kindOfStart } from '../../src/life/kind-of-start.ts';

test.each([
  [['--openapi', 'petstore.yaml'], {}, 'stdio'],
  [['petstore.yaml'], {}, 'stdio'],
  [['--openapi', 'petstore.yaml', '--transport', 'streamable'], {}, 'http'],
  [['--transport=sse', '--openapi', 'petstore.yaml'], {}, 'http'],
  [['--transport=stdio'], { MCPM_TRANSPORT: 'sse' }, 'stdio'],
  [[], { MCPM_TRANSPORT: 'streamable' }, 'http'],
  [['inspect', 'petstore.yaml'], {}, 'other'],
  [['--help'], {}, 'other'],
])('%j with %j is a start of the kind %s', (words, env, kind) => {
  expect(kindOfStart(words, env)).toBe(kind);
});
