import { expect, test } from 'vitest';
import { EventHub } from '../src/event-hub.ts';

test('a listener that throws is reported and the others still hear', () => {
  const errors: unknown[] = [];
  const heard: number[] = [];
  const hub = new EventHub<number>((error) => errors.push(error));
  hub.subscribe(() => {
    throw new Error('no');
  });
  const end = hub.subscribe((value) => heard.push(value));
  hub.publish(1);
  end();
  hub.publish(2);
  expect(heard).toEqual([1]);
  expect(errors).toHaveLength(2);
});
