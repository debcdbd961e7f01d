import { expect, test } from 'vitest';
import { serveAnswers } from '../serve-answers.ts';

const pets = Array.from({ length: 5_000 }, (_, id) => ({
  id: 9_007_199_254_740_993n + BigInt(id),
  name: `Pet ${id}`,
  text: 'Grüße 🐈 '.repeat(40),
  kind: id % 1_000 === 7 ? 'cat' : 'dog',
}));
const long = `{ "total": 5000, "pets": [${pets.map((pet) => JSON.stringify(pet, (_key, value: unknown) => (typeof value === 'bigint' ? `#${value}#` : value)).replaceAll(/"#(\d+)#"/g, '$1')).join(', ')}] }`;

test('R19: an answer of 2.4 MB is bounded with its structure kept, and pages, paths and filters return the rest of it exactly', async () => {
  expect(Buffer.byteLength(long)).toBeGreaterThan(2_400_000);
  await using served = await serveAnswers(() => ({ headers: { 'content-type': 'application/json' }, body: long }));
  const { result, text, notes, handle } = await served.call('listPets');
  expect(text.length).toBeLessThan(40_000);
  expect(JSON.parse(text)).toMatchObject({
    total: 5_000,
    pets: expect.arrayContaining([{ ...pets[0], id: expect.anything() }]),
  });
  expect(text).toContain('"id":9007199254740993,');
  expect(text).toMatch(/"… \d+ more of 5000"\]\}$/);
  expect(result.structuredContent).toBeUndefined();
  expect(notes).toContain('read_answer');

  let read = '';
  let count = 1;
  for (let page = 1; page <= count; page += 1) {
    const answered = await served.call('read_answer', { answer: handle, page });
    count = Number(/of (\d+) of the answer/.exec(answered.notes)?.[1]);
    read += answered.text;
  }
  expect(count).toBeGreaterThan(20);
  expect(read === long).toBe(true);

  const part = await served.call('read_answer', { answer: handle, path: '/pets/4999/id' });
  expect(part.text).toBe('9007199254745992');
  expect((await served.call('read_answer', { answer: handle, path: 'pets[2].name' })).text).toBe('"Pet 2"');
  const cats = await served.call('read_answer', { answer: handle, filter: 'kind=cat' });
  expect(JSON.parse(cats.text)).toMatchObject({
    matches: 5,
    of: 5_000,
    in: '/pets',
    found: expect.arrayContaining([expect.objectContaining({ at: '/pets/1007' })]),
  });
  const wrong = await served.call('read_answer', { answer: handle, path: '/pets/5000' });
  expect(wrong.result.isError).toBe(true);
  expect(wrong.text).toContain('5000 elements: 0 to 4999');
  expect((await served.call('read_answer', { answer: 'nothing' })).result.isError).toBe(true);
});

test('a document with an operation read_answer keeps its name; the tool that reads on takes another one', async () => {
  const paths = { '/answers': { get: { operationId: 'read_answer', responses: {} } } };
  await using served = await serveAnswers(() => ({ headers: { 'content-type': 'application/json' }, body: long }), {
    paths,
  });
  expect((await served.client.listTools()).map(({ name }) => name)).toEqual(['read_answer', 'read_answer_2']);
  const { notes, handle } = await served.call('read_answer');
  expect(notes).toContain('read_answer_2 {');
  expect((await served.call('read_answer_2', { answer: handle, path: '/total' })).text).toBe('5000');
});

test('without a budget an answer is as long as it is, and text is cut at a line within one', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} of the log`);
  const handler = () => ({ headers: { 'content-type': 'text/plain' }, body: lines.join('\n') });
  await using unbounded = await serveAnswers(handler, { args: ['--answer-budget', '0'] });
  expect((await unbounded.call('listPets')).result.content).toEqual([{ type: 'text', text: lines.join('\n') }]);

  await using bounded = await serveAnswers(handler, { args: ['--answer-budget', '1000'] });
  const { text, notes, handle } = await bounded.call('listPets');
  expect(text.endsWith('\n')).toBe(true);
  expect(notes).toContain(`{"answer":"${handle}","page":2}`);
  const second = await bounded.call('read_answer', { answer: handle, page: '2' });
  expect(lines.join('\n').startsWith(text + second.text)).toBe(true);
  const found = await bounded.call('read_answer', { answer: handle, filter: 'LINE 19999' });
  expect(found.text).toBe('1 of 20000 lines match:\n20000: line 19999 of the log');
  expect((await bounded.call('read_answer', { answer: handle, path: '/x' })).text).toContain('is text, not JSON');
});

test('R17: an error that is longer than the budget is read on like any other answer, and never gives secrets away', async () => {
  const secret = 'hunter2-hunter2';
  const body = { error: 'no', echoed: `Bearer ${secret}`, log: 'word '.repeat(20_000) };
  await using served = await serveAnswers(() => ({ status: 500, headers: { 'x-request-id': 'r-7' }, body }), {
    args: ['--auth', secret],
  });
  const { result, text, handle } = await served.call('listPets');
  expect(result.isError).toBe(true);
  expect(text).toContain('HTTP 500 Internal Server Error\nx-request-id: r-7\n\n{"error":"no"');
  expect(text.length).toBeLessThan(60_000);
  const page = await served.call('read_answer', { answer: handle, page: 1 });
  expect(page.text).toContain('{"error":"no","echoed":"Bearer [redacted]"');
  expect(JSON.stringify([text, page.text])).not.toContain(secret);
});

test('arguments that say nothing are passed over: many models fill in every one', async () => {
  await using served = await serveAnswers(() => ({ headers: { 'content-type': 'application/json' }, body: long }));
  const { handle } = await served.call('listPets');
  const second = await served.call('read_answer', { answer: handle, page: 2 });
  const empty = { path: '', filter: '', next: 0 };
  expect(await served.call('read_answer', { answer: handle, ...empty, page: 2 })).toEqual(second);
  const none = { page: null, filter: null, next: null };
  expect((await served.call('read_answer', { answer: handle, ...none, path: '/total' })).text).toBe('5000');
  const filled = { page: null, path: '', filter: 'kind=cat', next: 0 };
  expect(JSON.parse((await served.call('read_answer', { answer: handle, ...filled })).text)).toMatchObject({
    matches: 5,
  });
});

test('arguments that make no sense are results that say what does', async () => {
  await using served = await serveAnswers(() => ({ headers: { 'content-type': 'application/json' }, body: long }));
  const { handle } = await served.call('listPets');
  for (const args of [
    {},
    { answer: handle, page: 0 },
    { answer: handle, page: 1, path: '/x' },
    { answer: handle, pages: 2 },
  ]) {
    const { result, text } = await served.call('read_answer', args);
    expect(result.isError).toBe(true);
    expect(text).toContain('Give "answer" and one of');
  }
  expect((await served.call('read_answer', { answer: handle, page: 10_000 })).text).toMatch(
    /has (\d+) pages: 1 to \1\./,
  );
  expect((await served.call('read_answer', { answer: handle, next: 1 })).text).toContain('no page after this answer');
});
