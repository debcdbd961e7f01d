import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryHome } from '../src/index.ts';

test('a home is fresh, its own, and gone with all it holds at the end of its scope', async () => {
  let path: string;
  {
    await using home = temporaryHome();
    await using other = temporaryHome();
    path = home.path;
    expect(other.path).not.toBe(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    writeFileSync(join(path, 'file'), 'x');
    await other.remove();
  }
  expect(existsSync(path)).toBe(false);
});
