import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAlias, parse, parseDocument, visit } from 'yaml';
import { wickedDocument, wickedNames, type WickedName } from '../src/index.ts';

const parsed = (name: WickedName): unknown => parse(wickedDocument(name).text());

describe('wickedDocument', () => {
  test('every file of the folder has a name, and every name a file', () => {
    const files = wickedNames.map((name) => wickedDocument(name).file);
    expect(readdirSync(dirname(files[0] ?? '')).toSorted()).toEqual(files.map((file) => basename(file)).toSorted());
  });

  test('the empty one is empty and the HTML page and the truncated one are no JSON', () => {
    expect(wickedDocument('empty').text()).toBe('');
    expect(wickedDocument('html-page').text()).toMatch(/^<!DOCTYPE html>/);
    expect(() => JSON.parse(wickedDocument('html-page').text())).toThrow(SyntaxError);
    expect(() => JSON.parse(wickedDocument('truncated').text())).toThrow(SyntaxError);
  });

  test('the alias bomb is small until its aliases are followed', () => {
    const text = wickedDocument('alias-bomb').text();
    let aliases = 0;
    visit(parseDocument(text), (_key, node) => {
      if (isAlias(node)) aliases += 1;
    });
    expect(text.length).toBeLessThan(1500);
    expect(aliases).toBe(81);
    expect(() => parse(text)).toThrow(/alias/);
  });

  test('one operation of three points nowhere', () => {
    const { paths, components }: { paths: object; components?: object } = parse(
      wickedDocument('one-broken-of-three').text(),
    );
    expect(Object.keys(paths)).toHaveLength(3);
    expect(components).toBeUndefined();
  });

  test('the ids are double, or without a Latin letter', () => {
    expect(idsOf('duplicate-operation-ids')).toEqual(['list', 'list', 'List']);
    expect(idsOf('cjk-operation-ids')).toHaveLength(4);
    for (const id of idsOf('cjk-operation-ids')) expect(id).not.toMatch(/[A-Za-z]/);
  });

  test('the others are well-formed, and wrong in what they say', () => {
    expect(parsed('circular-refs')).toMatchObject({
      components: { schemas: { Chicken: { $ref: '#/components/schemas/Egg' } } },
    });
    expect(parsed('unknown-version')).toMatchObject({ openapi: '9.0.0' });
    expect(parsed('not-openapi')).not.toHaveProperty('openapi');
  });
});

function idsOf(name: WickedName): readonly string[] {
  return [
    ...wickedDocument(name)
      .text()
      .matchAll(/operationId: (.+)/g),
  ].map(([, id = '']) => id);
}
