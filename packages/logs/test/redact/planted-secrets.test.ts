// Owns the proof that secrets planted everywhere are found nowhere.
import type { LogLine } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { M34 } from '../promises.ts';
import { ask, filesOf, openBook } from '../open-book.ts';

const secret = 'k3y/with+odd=chars&"quotes"';
const other = 'hunter2-hunter2';

test(`${M34}: plain, JSON, base64, percent-encoded, in URLs and headers, cut into chunks`, async () => {
  const seen: LogLine[] = [];
  await using home = await openBook({ echo: (line) => seen.push(line) });
  const { book } = home;
  book.addSecrets([secret, other, '', 'on']);
  book.follow((lines) => seen.push(...lines));
  const say = (text: string) => book.write({ category: 'operation', stream: 'system', text });
  const basic = Buffer.from(`ann:${other}`).toString('base64');
  say(`argv: --key ${secret}`);
  say(`env: ${JSON.stringify({ KEY: secret })}`);
  say(
    `GET https://api.example.com/?key=${encodeURIComponent(secret)}&again=${new URLSearchParams({ k: secret }).toString()}`,
  );
  say(`GET https://ann:${other}@api.example.com/`);
  say(`proxy-header: Basic ${basic}`);
  say(`base64: ${Buffer.from(secret).toString('base64')}`);
  say('Authorization: Bearer never-named-before');
  for (const sign of `child says ${secret}, ${other}, ${basic}\n`) {
    book.writeOutput({ processId: 'pets', runId: 1, stream: 'stderr', text: sign });
  }
  book.writeOutput({
    processId: 'pets',
    runId: 1,
    stream: 'stderr',
    text: `${JSON.stringify({ level: 'error', msg: `bad key ${secret}`, key: secret })}\n`,
  });
  // Across the cut of a line that is too long, and beyond it.
  book.writeOutput({
    processId: 'pets',
    runId: 1,
    stream: 'stdout',
    text: `${'x'.repeat(65_530)}${other}${'y'.repeat(20_000)}${other}`,
  });
  book.endRun('pets', 1);
  const found = await book.query(ask({}));
  await book.close();
  expect(found).toHaveLength(10);
  const everything = [JSON.stringify([found, seen]), ...filesOf(home.directory).values()].join('\n');
  const forms = [
    secret,
    other,
    basic,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    'never-named-before',
    'hunter2',
  ];
  for (const form of forms) expect(everything).not.toContain(form);
  // Twice as JSON inside JSON: the quotes of the secret are escaped once more there.
  expect(everything).not.toContain('k3y/');
  expect(everything).toContain('bad key [redacted] {');
});
