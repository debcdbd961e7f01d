import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpusDocument, corpusNames, listCorpus, type CorpusName } from '../src/index.ts';

const versions: Readonly<Record<CorpusName, string>> = {
  github: '3.0.3',
  stripe: '3.0.0',
  kubernetes: '3.0.0',
  swagger2: '2.0',
  adyen: '3.1.0',
  vercel: '3.1.0',
  box: '3.0.2',
  digitalocean: '3.0.0',
  notion: '3.0.3',
  openai: '3.0.0',
  slack: '3.0.0',
  spotify: '3.0.3',
};

describe('corpusDocument', () => {
  test.each(corpusNames)('%s is a whole document of the version expected', (name) => {
    const { file, text } = corpusDocument(name);
    expect(isAbsolute(file)).toBe(true);
    const document: { openapi?: string; swagger?: string; paths: object } = JSON.parse(text());
    expect(document.openapi ?? document.swagger).toBe(versions[name]);
    expect(Object.keys(document.paths).length).toBeGreaterThan(7);
  });

  test('the Swagger 2.0 document has what only that version has', () => {
    const { swagger, host, basePath, definitions } = JSON.parse(corpusDocument('swagger2').text());
    expect({ swagger, host, basePath }).toEqual({ swagger: '2.0', host: 'petstore.swagger.io', basePath: '/v2' });
    expect(Object.keys(definitions)).toContain('Pet');
  });

  test('an unknown name is refused with the names there are', () => {
    expect(() => corpusDocument('no-such-api')).toThrow(/"no-such-api".*github, stripe/);
  });
});

describe('listCorpus', () => {
  test('over 2,600 ids are listed once each, and each names a document', () => {
    const ids = listCorpus();
    expect(ids.length).toBeGreaterThan(2600);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['github.com/api.github.com', 'stripe.com', 'swagger2']));
    for (const id of ids) expect(corpusDocument(id).file).toMatch(/\.json$/);
  });
});
