import { expect, test } from 'vitest';
import { acceptOptions } from '../../src/cli/accept-options.ts';
import { judgeOptions } from '../../src/cli/judge-options.ts';
import { listOptionShapes } from '../../src/cli/option-table.ts';
import { readText, type OptionShape } from '../../src/cli/option-shape.ts';
import { chanceOf, type Chance } from '../accept/random-json.ts';

const shapes = listOptionShapes();

const TEXTS = [
  '',
  '-1',
  '0',
  '1',
  '3',
  '12',
  '64',
  '1024',
  '70000',
  '1.5',
  '100001',
  '9007199254740993',
  'true',
  'maybe',
  ' x ',
  '/mcp',
  'mcp',
  '/a/../b',
  '/ä',
  'stdio',
  'sse',
  'streamable',
  'http',
  'debug',
  'auto',
  'a,b',
  '[1]',
  '["a",""]',
  'A: b',
  'A=b\nC=d',
  '{"a":"b"}',
  '{"a":1}',
  '{"__proto__":"x"}',
  '{',
  'nothing here',
  'http://127.0.0.1:8080/v1',
  'http://127.0.0.1:45991',
  'http://10.0.0.1:60999/v1',
  'http://10.0.0.1:65536',
  'http://1.2.3.256',
  'http://01.2.3.4',
  'http://1.2.3.4.5.0xa',
  'http://a.1',
  'http://localhost:80',
  'https://api.example.com',
  'HTTPS://A.example',
  'ftp://a.example',
  'http://a b',
  'http://xn--a.example',
  'http://1.2.3',
  'http://a.example:99999',
  'https://a.example/a?b=c',
  'http://',
  'a.example',
] as const;

function randomRaw(chance: Chance): Record<string, unknown> {
  const raw: Record<string, unknown> = { openapi: 'a.yaml' };
  for (let count = chance.below(3); count >= 0; count -= 1) {
    const shape: OptionShape | undefined = shapes[chance.below(shapes.length)];
    if (shape !== undefined) raw[shape.name] = readText(shape, chance.pick(TEXTS));
  }
  return raw;
}

test('what is accepted without the schema is what the schema says: 20,000 random sets of options', () => {
  const chance = chanceOf(11);
  const wrong: unknown[] = [];
  let accepted = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const raw = randomRaw(chance);
    const quick = acceptOptions(raw, shapes);
    if (quick === undefined) continue;
    accepted += 1;
    const judged = judgeOptions(raw, shapes);
    if (!('options' in judged) || JSON.stringify(sorted(judged.options)) !== JSON.stringify(sorted(quick)))
      wrong.push(raw);
  }
  expect(wrong).toEqual([]);
  expect(accepted).toBeGreaterThan(4_000);
});

function sorted(options: object): unknown {
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .toSorted(([left], [right]) => left.localeCompare(right));
}

test.each([
  [{ openapi: 'a.yaml' }],
  [{ openapi: 'a.yaml', transport: 'streamable', port: 0, endpoint: '/mcp', logLevel: 'error', managed: true }],
  [{ openapi: 'a.yaml', baseUrl: 'https://api.example.com/v1', headers: { accept: 'a' }, include: ['tag:a'] }],
])('the usual options need no schema: %j', (raw) => {
  expect(acceptOptions(raw, shapes)).toMatchObject(raw);
});

test('the table of options survives being written into the bundle', () => {
  expect(JSON.parse(JSON.stringify(shapes))).toEqual(shapes);
});

test.each([
  'http://127.0.0.1:45991',
  'http://192.168.1.20:8080/api',
  'https://petstore3.swagger.io/api/v3',
  'http://localhost',
])('the base URL %s needs no schema', (baseUrl) => {
  expect(acceptOptions({ openapi: 'a.yaml', baseUrl }, shapes)).toMatchObject({ baseUrl });
});
