import type { CompiledDocument } from '@mcpm/openapi';
import { eventually } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { LiveDocument, type ReloadOutcome } from '../../src/document/live-document.ts';

function compiled(...names: string[]): CompiledDocument {
  const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true };
  const plans = names.map((name) => ({
    name,
    description: name,
    inputSchema: { type: 'object' as const, properties: {} },
    annotations,
    operation: { method: 'GET', path: '/', pointer: '', tags: [], deprecated: false },
    request: { parameters: [], accept: '*/*' },
  }));
  return {
    names,
    find: (name) => plans.find((plan) => plan.name === name),
    texts: [],
    title: 'T',
    version: '1',
    openapi: '3.1.0',
    digest: names.join(),
    operations: names.length,
    plans,
    decisions: [],
    warnings: [],
  };
}

test('who asks early waits for the first compile, and shares its failure', async () => {
  const { promise, resolve } = Promise.withResolvers<CompiledDocument>();
  const live = new LiveDocument(
    () => promise,
    () => undefined,
  );
  const waiting = live.whenReady();
  expect(live.current).toBeUndefined();
  void live.start();
  resolve(compiled('a'));
  expect((await waiting).names).toEqual(['a']);

  const broken = new LiveDocument(
    () => Promise.reject(new Error('no document')),
    () => undefined,
  );
  await expect(broken.start()).rejects.toThrow('no document');
  await expect(broken.whenReady()).rejects.toThrow('no document');
});

test('R41: a reload says whether the list changed, and keeps the last good document when it fails', async () => {
  const outcomes: ReloadOutcome[] = [];
  const versions: (() => CompiledDocument)[] = [
    () => compiled('a'),
    () => compiled('a'),
    () => ({ ...compiled('a'), digest: 'only the text is another' }),
    () => {
      throw new Error('a broken edit');
    },
    () => compiled('a', 'b'),
  ];
  const live = new LiveDocument(
    async () => versions.shift()!(),
    (outcome) => outcomes.push(outcome),
  );
  await live.start();
  for (let edit = 0; edit < 4; edit += 1) await live.reload();
  expect(outcomes).toMatchObject([
    { kind: 'unchanged' },
    { kind: 'changed', first: false, listChanged: false },
    { kind: 'kept' },
    { kind: 'changed', listChanged: true },
  ]);
  expect(live.current!.names).toEqual(['a', 'b']);
});

test('R41: a reload that cannot read what the document refers to keeps the last good document, until it can', async () => {
  const main = { url: 'file:///api.yaml', digest: 'm' };
  const texts = (digest: string, ...more: string[]) => [
    main,
    { url: 'file:///part.yaml', digest },
    ...more.map((url) => ({ url, digest: '' })),
  ];
  const outcomes: ReloadOutcome[] = [];
  const versions = [
    { ...compiled('a', 'b'), texts: texts('1', 'file:///never-there.yaml') },
    { ...compiled('a'), texts: texts('', 'file:///never-there.yaml') },
    // A text that was read and could not be parsed is noted twice.
    { ...compiled('b'), texts: [...texts('2'), { url: 'file:///part.yaml', digest: '' }] },
    { ...compiled('c'), texts: texts('3', 'file:///new-and-not-there.yaml') },
    { ...compiled('d'), texts: [main] },
  ];
  const live = new LiveDocument(
    async () => versions.shift()!,
    (outcome) => outcomes.push(outcome),
  );
  await live.start();
  for (let edit = 0; edit < 4; edit += 1) await live.reload();
  expect(outcomes.map(({ kind }) => kind)).toEqual(['kept', 'kept', 'changed', 'changed']);
  const [first] = outcomes;
  expect(String(first?.kind === 'kept' && first.error)).toContain(
    '/part.yaml, which the document refers to, cannot be read any more',
  );
  expect(live.current!.names).toEqual(['d']);
});

test('a document that only a reload could compile is told of as the first one', async () => {
  const outcomes: ReloadOutcome[] = [];
  let isThere = false;
  const live = new LiveDocument(
    () => (isThere ? Promise.resolve(compiled('a')) : Promise.reject(new Error('not yet'))),
    (outcome) => outcomes.push(outcome),
  );
  await live.start().catch(() => undefined);
  await live.reload();
  isThere = true;
  await live.reload();
  await live.reload();
  expect(outcomes).toMatchObject([
    { kind: 'kept' },
    { kind: 'changed', first: true, listChanged: true },
    { kind: 'unchanged' },
  ]);
});

test('reloads asked for while one runs are served by one more, with the newest text', async () => {
  let compiles = 0;
  const gates: PromiseWithResolvers<void>[] = [];
  const live = new LiveDocument(
    async () => {
      compiles += 1;
      if (compiles > 1) {
        gates.push(Promise.withResolvers<void>());
        await gates.at(-1)!.promise;
      }
      return compiled(`v${compiles}`);
    },
    () => undefined,
  );
  await live.start();
  const first = live.reload();
  await eventually(() => expect(gates).toHaveLength(1));
  const rest = Promise.all([live.reload(), live.reload(), live.reload()]);
  gates[0]!.resolve();
  await eventually(() => expect(gates).toHaveLength(2));
  gates[1]!.resolve();
  await Promise.all([first, rest]);
  expect(compiles).toBe(3);
  expect(live.current!.names).toEqual(['v3']);
});
