import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openedEarlier, wholeCharacters } from '../../../src/effects/output/whole-characters.ts';

test('text cut anywhere and put together again is the same text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '\0', 'é', '€', '漢', '😀'), { minLength: 1 }),
      fc.nat(),
      (parts, number) => {
        const bytes = Buffer.from(parts.join(''));
        const cut = wholeCharacters(bytes.subarray(0, number % (bytes.length + 1)));
        const [head, tail] = [bytes.subarray(0, cut), bytes.subarray(cut)];
        expect(head.toString() + tail.toString()).toBe(bytes.toString());
        expect(number % (bytes.length + 1)).toBeLessThanOrEqual(cut + 3);
      },
    ),
  );
});

test('bytes that are no text are not waited for', () => {
  for (const bytes of [[0x80], [0xff], [0xc0], [0x80, 0x80, 0x80, 0x80], [0x61, 0xf8], [0xe2, 0x82, 0xac, 0x80]])
    expect(wholeCharacters(Uint8Array.from(bytes))).toBe(bytes.length);
  expect(wholeCharacters(new Uint8Array())).toBe(0);
});

test('the rest of a character that began earlier is found at the beginning', () => {
  const euro = Buffer.from('€a');
  expect([0, 1, 2, 3].map((cut) => openedEarlier(euro.subarray(cut)))).toEqual([0, 2, 1, 0]);
  expect(openedEarlier(Buffer.alloc(9, 0x80))).toBe(3);
  expect(openedEarlier(Buffer.alloc(2, 0x80))).toBe(2);
});
