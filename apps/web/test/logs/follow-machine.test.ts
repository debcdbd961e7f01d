import { expect, test } from 'vitest';
import { follow } from '../../src/logs/follow-machine.ts';

const scrolled = (from: number, to: number, distance: number) =>
  ({ type: 'scrolled', from: { top: from, distance: 0 }, to: { top: to, distance } }) as const;

test('scrolling up by 24 pixels pauses', () => {
  expect(follow('following', scrolled(1000, 976, 24))).toBe('paused');
  expect(follow('following', scrolled(1000, 977, 23))).toBe('following');
});

test('growth of the content never pauses', () => {
  expect(follow('following', scrolled(1000, 1000, 400))).toBe('following');
  expect(follow('following', scrolled(1000, 1200, 200))).toBe('following');
});

test('a narrower filter changes nothing: the box is moved to the end of less', () => {
  expect(follow('following', scrolled(1000, 40, 0))).toBe('following');
  expect(follow('paused', scrolled(1000, 40, 0))).toBe('paused');
});

test('scrolling down to the end follows again, stopping short does not', () => {
  expect(follow('paused', scrolled(500, 1000, 1))).toBe('following');
  expect(follow('paused', scrolled(500, 900, 100))).toBe('paused');
});

test('the pill and Space turn it round, End resumes, selecting text holds', () => {
  expect(follow('following', { type: 'toggle' })).toBe('paused');
  expect(follow('paused', { type: 'toggle' })).toBe('following');
  expect(follow('paused', { type: 'resume' })).toBe('following');
  expect(follow('following', { type: 'hold' })).toBe('paused');
});
