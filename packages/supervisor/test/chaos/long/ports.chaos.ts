import { expect, test } from 'vitest';
import { interruptUnderLoad } from '../restarts-under-load.ts';

test.each(['restart', 'SIGKILL'] as const)(
  'P31: by twelve times %s under sixteen callers no connection is refused',
  async (how) => {
    expect(await interruptUnderLoad(how, 12)).toMatchObject({ refused: 0 });
  },
);
