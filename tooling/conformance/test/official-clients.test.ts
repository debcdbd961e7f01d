// Both official SDKs over every transport and era they speak, each with a runner of its own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, keepsWithin } from '@mcpm/test-kit';
import { reach, WAYS, type Reached } from '../src/clients/reach.ts';
import { judgedRunner } from '../src/run/judged-runner.ts';

/** Milliseconds within which the upstream request of a cancelled call is aborted. */
const ABORTED_MS = 100;

let bin: string;
beforeAll(async () => {
  bin = await judgedRunner();
});

describe.each(WAYS)('the official client $kind over $transport', (way) => {
  let reached: Reached;
  beforeAll(async () => {
    reached = await reach(bin, way);
  });
  afterAll(() => reached[Symbol.asyncDispose]());

  test('lists the tools of the document', async () => {
    const names = await reached.client.toolNames();
    expect(names).toEqual(expect.arrayContaining(['echo', 'test_simple_text', 'never_answers']));
  });

  test('calls one, and gets what the API says', async () => {
    expect(await reached.client.call('echo', { text: 'Grüße, 世界' })).toEqual({ isError: false, text: 'Grüße, 世界' });
  });

  test('gets a failure of the API as a result', async () => {
    const { isError, text } = await reached.client.call('test_error_handling');
    expect({ isError, text }).toEqual({ isError: true, text: expect.stringContaining('500') });
  });

  test('gets wrong arguments as a result that says what is wrong', async () => {
    const { isError, text } = await reached.client.call('echo', { txt: 'no' });
    expect({ isError, text }).toEqual({ isError: true, text: expect.stringContaining('txt') });
  });

  test('is refused a tool there is not', async () => {
    await expect(reached.client.call('no_such_tool')).rejects.toThrow(/no_such_tool/);
  });

  test('R42: hears of progress while an answer comes', async () => {
    const heard: (string | undefined)[] = [];
    await reached.client.call('test_tool_with_progress', {}, { onProgress: (message) => heard.push(message) });
    expect(heard.slice(0, 2)).toEqual(['0 of 100', '50 of 100']);
  });

  test('R42: cancels a call, and the upstream request is aborted within 100 ms', async () => {
    const { client, fixture } = reached;
    await keepsWithin(ABORTED_MS, async (round) => {
      const cancelling = new AbortController();
      const call = client.call('never_answers', {}, { signal: cancelling.signal });
      const refused = call.then(
        () => 'answered',
        () => 'refused',
      );
      const waiting = () => fixture.upstream.requests.filter(({ url }) => url === '/never');
      await eventually(() => expect(waiting()).toHaveLength(round));
      const cancelled = performance.now();
      cancelling.abort();
      expect(await refused).toBe('refused');
      await eventually(() => expect(fixture.givenUp).toHaveLength(round));
      return (fixture.givenUp.at(-1) ?? Infinity) - cancelled;
    });
    expect(await client.call('echo', { text: 'still there' })).toEqual({ isError: false, text: 'still there' });
  });

  test('R41: is told when the document changed', async () => {
    const { client } = reached;
    expect(client.changes()).toBe(0);
    await client.call('test_trigger_tool_change');
    await eventually(() => expect(client.changes()).toBe(1));
  });
});
