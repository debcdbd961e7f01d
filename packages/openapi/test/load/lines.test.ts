import { describe, expect, it, test } from 'vitest';
import { locateInJson } from '../../src/load/json-lines.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { compileDocument } from '../../src/index.ts';

describe('the line of a place', () => {
  it('is found in JSON, or the nearest above it', () => {
    const text = '{\n "a/b": [1, {"x":\n {"~": "\\"}{"}}],\n "c": {\n  "a/b": 1}\n}';
    const pointers = ['', '/a~1b', '/a~1b/1/x', '/a~1b/1/x/~0', '/c/a~1b', '/c/missing/deeper', '/nowhere'];
    expect([...locateInJson(text, pointers)]).toEqual(
      expect.arrayContaining([
        ['', 1],
        ['/a~1b', 2],
        ['/a~1b/1/x', 2],
        ['/a~1b/1/x/~0', 3],
        ['/c/a~1b', 5],
        ['/c/missing/deeper', 4],
        ['/nowhere', 1],
      ]),
    );
  });

  it('is told with a warning, in JSON and in YAML', async () => {
    const yaml =
      'openapi: 3.0.0\nservers: [{url: "https://x.test"}]\npaths:\n  /a/{id}:\n    get: {}\n    put:\n      parameters:\n        - name: id\n          in: nowhere\n';
    const inYaml = await compileDocument({ text: yaml });
    expect(inYaml.warnings.map(({ code, pointer, line }) => [code, pointer, line])).toEqual([
      ['path_parameter_missing', '/paths/~1a~1{id}/get', 5],
      ['parameter_invalid', '/paths/~1a~1{id}/put/parameters/0', 8],
      ['path_parameter_missing', '/paths/~1a~1{id}/put', 6],
    ]);
    const json = JSON.stringify(
      { openapi: '3.0.0', servers: [{ url: 'https://x.test' }], paths: { '/a/{id}': { get: {} } } },
      null,
      1,
    );
    expect((await compileDocument({ text: json })).warnings.map((warning) => warning.line)).toEqual([
      json.slice(0, json.indexOf('"get"')).split('\n').length,
    ]);
  });
});

test('a value of the tag !!binary is its text in base64, whatever the form of the YAML package makes of it', () => {
  const { root } = parseYaml(
    'a: !!binary aGVs\nb: !!binary |\n  aGVs\n  bG8=\nc: !!binary "%"\nd: &x {e: 1}\nf: {<<: *x}\n',
    'x.yaml',
  );
  expect(root).toEqual({ a: 'aGVs', b: 'aGVsbG8=', c: '%', d: { e: 1 }, f: { e: 1 } });
});
