// Owns the proof that a query means what it says, the same in memory and in files.
import { describe, expect, test } from 'vitest';
import { ask, openBook, texts } from '../open-book.ts';

const times = [
  '2026-03-01T10:00:00.000Z',
  '2026-03-01T10:01:00.000Z',
  '2026-03-01T10:02:00.000Z',
  '2026-03-01T10:03:00.000Z',
] as const;

async function filledBook(ringLines: number) {
  const home = await openBook({ ringLines });
  const { book } = home;
  book.write({ category: 'process', processId: 'a', runId: 1, stream: 'stdout', text: 'GET /pets "ok"', at: times[0] });
  book.write({
    category: 'process',
    processId: 'a',
    runId: 1,
    stream: 'stderr',
    level: 'error',
    text: 'Timeout of getPet',
    at: times[1],
  });
  book.write({
    category: 'operation',
    processId: 'b',
    stream: 'system',
    level: 'info',
    text: 'ann started b',
    at: times[2],
  });
  book.write({ category: 'performance', stream: 'system', level: 'info', text: 'cpu 3 %', at: times[3] });
  return home;
}

describe.each([
  ['in memory', 100],
  ['in files', 1],
])('a query answered %s', (_, ringLines) => {
  test.each([
    [{}, [1, 2, 3, 4]],
    [{ tail: 2 }, [3, 4]],
    [{ processId: 'a' }, [1, 2]],
    [{ processId: 'nobody' }, []],
    [{ category: 'operation' }, [3]],
    [{ stream: 'stderr' }, [2]],
    [{ level: 'info' }, [3, 4]],
    [{ level: 'error', processId: 'b' }, []],
    [{ since: '2026-03-01T11:01:00+01:00' }, [2, 3, 4]],
    [{ until: times[2] }, [1, 2]],
    [{ since: times[1], until: times[3] }, [2, 3]],
    [{ after: 2 }, [3, 4]],
    [{ after: 4 }, []],
    [{ q: 'getpet' }, [2]],
    [{ q: '"OK"' }, [1]],
    [{ q: '/pets' }, [1]],
    [{ q: '/get[pP]et$/' }, [2]],
    [{ q: '/GETPET/' }, []],
    [{ q: '/GETPET/i' }, [2]],
    [{ q: 'seq' }, []],
  ] as const)('%j gives lines %j', async (query, seqs) => {
    await using home = await filledBook(ringLines);
    expect((await home.book.query(ask(query))).map((line) => line.seq)).toEqual(seqs);
  });
});

describe('a pattern', () => {
  test('that is invalid is refused and names /q', async () => {
    await using home = await filledBook(100);
    const refusal = { code: 'validation_failed', faults: [{ pointer: '/q' }] };
    await expect(home.book.query(ask({ q: '/(/' }))).rejects.toMatchObject(refusal);
    expect(() => home.book.follow(() => {}, { q: '/(/' })).toThrow(
      expect.objectContaining({ code: 'validation_failed' }),
    );
  });

  test('that needs exponential time is ended and refused, and the book works on', async () => {
    await using home = await filledBook(100);
    home.book.write({ category: 'system', stream: 'system', text: `${'a'.repeat(60)}!` });
    await expect(home.book.query(ask({ q: '/^(a+)+$/' }))).rejects.toMatchObject({
      code: 'validation_failed',
      faults: [{ pointer: '/q' }],
    });
    expect(texts(await home.book.query(ask({ q: '/^a+!$/' })))).toHaveLength(1);
  });
});
