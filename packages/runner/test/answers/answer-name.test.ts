import { expect, test } from 'vitest';
import { answerName } from '../../src/answers/answer-name.ts';

test.each([
  ['attachment; filename="report.pdf"', 'application/pdf', 'report.pdf'],
  ['attachment; filename="x.pdf"; filename*=UTF-8\'\'%E2%82%AC%20rates.pdf', 'application/pdf', '€ rates.pdf'],
  ["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", 'text/plain', 'passwd.txt'],
  ['attachment; filename="C:\\\\temp\\\\a.zip"', 'application/zip', 'a.zip'],
  ['attachment; filename="..\\\\..\\\\b"', 'application/zip', 'b.zip'],
  ['attachment; filename=".bashrc"', 'application/octet-stream', 'bashrc.bin'],
  ['attachment; filename="a\u0000b\u202egnp.exe"', 'image/png', 'abgnp.exe'],
  ['attachment; filename="rm -rf `x`; $(y).tar.gz"', 'application/gzip', 'rm -rf x (y).tar.gz'],
  ['attachment; filename="CON.txt"', 'text/plain', 'answer-CON.txt'],
  ['attachment; filename="/"', 'application/pdf', 'answer.pdf'],
  ['inline', 'audio/mpeg', 'answer.mp3'],
  [undefined, 'application/vnd.nobody.knows', 'answer.bin'],
  ['nonsense ===', 'image/png', 'answer.png'],
])('%s of %s is saved as %s', (disposition, mimeType, name) => {
  expect(answerName(disposition, mimeType)).toBe(name);
});

test('a long name keeps its extension', () => {
  const name = answerName(`attachment; filename="${'x'.repeat(500)}.pdf"`, 'application/pdf');
  expect(name).toHaveLength(120);
  expect(name.endsWith('x.pdf')).toBe(true);
});
