import { expect, test } from 'vitest';
import { Logger } from '../../src/log/logger.ts';

function written(isTTY: boolean, use: (log: Logger) => void): string[] {
  const lines: string[] = [];
  use(
    new Logger({
      level: 'info',
      sink: { isTTY, write: (text: string) => lines.push(text) },
      now: () => new Date(2026, 0, 2, 3, 4, 5),
    }),
  );
  return lines;
}

test('a terminal gets time, level and text', () => {
  expect(written(true, (log) => log.warn('careful'))).toEqual(['03:04:05 warn careful\n']);
});

test('on a terminal a text of a document neither steers it nor looks like a line of ours', () => {
  const text = 'Pets\u001B[2J\u202E 1\n03:04:05 error all is lost\r';
  expect(written(true, (log) => log.info(text))).toEqual([
    '03:04:05 info Pets\\u001b[2J\\u202e 1\n  03:04:05 error all is lost\\u000d\n',
  ]);
});

test('everybody else gets one JSON object a line, even for a text of several lines', () => {
  const [line = '', ...more] = written(false, (log) => log.error('one\ntwo'));
  expect(more).toEqual([]);
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toEqual({
    level: 'error',
    time: new Date(2026, 0, 2, 3, 4, 5).toISOString(),
    msg: 'one\ntwo',
  });
});

test('lines below the level are not written', () => {
  expect(written(true, (log) => log.debug('detail'))).toEqual([]);
});
