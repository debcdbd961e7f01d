import { describe, expect, test } from 'vitest';
import { filterJson } from '../../../src/response/json/filter-json.ts';
import { findPart } from '../../../src/response/json/json-path.ts';
import { parseSpan, sourceOf } from '../../../src/response/json/json-span.ts';

const text = `{
  "items": [{ "name": "Ann", "labels": [{ "name": "red" }, { "name": "big" }], "id": 9007199254740993 },
            { "name": "B\\u00f6b", "labels": [], "id": 2, "note": "a=b" }],
  "a/b": { "m~n": 1, "": 2 }, "odd key": [[true]] }`;
const root = parseSpan(text)!;

function at(path: string): string {
  const part = findPart(root, path);
  return 'problem' in part ? part.problem : sourceOf(part.found);
}

describe('a path', () => {
  test.each([
    ['/items/0/id', '9007199254740993'],
    ['/a~1b/m~0n', '1'],
    ['/a~1b/', '2'],
    ['#/items/1/id', '2'],
    ['items[0].name', '"Ann"'],
    ['$.items[1].id', '2'],
    ['items.1.id', '2'],
    ['["odd key"][0][0]', 'true'],
    ["$['odd key'].0", '[true]'],
    ['', text],
    ['$', text],
  ])('%s leads to its part', (path, found) => {
    expect(at(path)).toBe(found);
  });

  test.each([
    ['/items/2', 'There is no "2" here. "/items" is an array of 2 elements: 0 to 1.'],
    ['/items/0/nmae', 'There is no "nmae" here. "/items/0" is an object with the keys name, labels, id.'],
    ['/item', 'There is no "item" here. The answer is an object with the keys items, a/b, odd key.'],
    ['items[0].name.first', 'There is no "first" here. "/items/0/name" is a string, not an object.'],
    ['/items/00', 'There is no "00" here. "/items" is an array of 2 elements: 0 to 1.'],
  ])('%s leads nowhere, and what is there is said', (path, problem) => {
    expect(at(path)).toBe(problem);
  });
});

describe('a filter', () => {
  const found = (filter: string): unknown => JSON.parse(filterJson(root, filter).text);

  test('R19: finds elements by the value of a field, through arrays too, with their pointers and digits', () => {
    expect(filterJson(root, 'labels.name=red').text).toBe(
      '{"matches":1,"of":2,"in":"/items","found":[{"at":"/items/0","value":{"name":"Ann","labels":[{"name":"red"},{"name":"big"}],"id":9007199254740993}}]}',
    );
    expect(found('id=9007199254740993')).toMatchObject({ matches: 1, found: [{ at: '/items/0' }] });
    expect(found('name=Böb')).toMatchObject({ matches: 1, found: [{ at: '/items/1' }] });
    expect(found('name=ann')).toMatchObject({ matches: 0, of: 2, found: [] });
  });

  test('finds elements by any text, without regard to case and as escapes are read', () => {
    expect(found('ANN')).toMatchObject({ matches: 1, found: [{ at: '/items/0' }] });
    expect(found('böb')).toMatchObject({ matches: 1, found: [{ at: '/items/1' }] });
    expect(found('a=b')).toMatchObject({ matches: 1, found: [{ at: '/items/1' }] });
  });

  test('looks at the members of an object where there is no list', () => {
    const map = parseSpan('{"x":{"kind":"a"},"y/z":{"kind":"b"}}')!;
    expect(JSON.parse(filterJson(map, 'kind=b', '/deep').text)).toEqual({
      matches: 1,
      of: 2,
      in: '/deep',
      found: [{ at: '/deep/y~1z', value: { kind: 'b' } }],
    });
  });
});
