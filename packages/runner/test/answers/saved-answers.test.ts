import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { SavedAnswers } from '../../src/answers/saved-answers.ts';

test('R33: files that were saved for one principal are no resources of another', async () => {
  let number = 0;
  const saved = new SavedAnswers({ dir: undefined, newHandle: () => `handle${++number}` });
  const [alice, bob] = ['alice', 'bob'].map((principal) => ({ principal, headers: {} }));
  const file = { bytes: Buffer.from('secret'), name: 'a.bin', mimeType: 'application/octet-stream' };
  const { uri, path } = await saved.save({ ...file, owner: 'alice' });
  await saved.save({ ...file, owner: 'bob' });
  expect(saved.list(alice!)).toEqual([{ uri, name: 'a.bin', mimeType: file.mimeType, size: 6 }]);
  expect(saved.list(bob!).map(({ uri: own }) => own)).toEqual(['mcpm://answers/handle2']);
  expect(await saved.read(uri, alice!)).toEqual({ mimeType: file.mimeType, bytes: file.bytes });
  expect(await saved.read(uri, bob!)).toBeUndefined();
  await rm(path);
  expect(await saved.read(uri, alice!)).toBeUndefined();
  await saved.close();
});
