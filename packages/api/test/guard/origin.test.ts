import { describe, expect, it } from 'vitest';
import { isHostAllowed, isOriginAllowed } from '../../src/guard/origin.ts';

describe('the Host header', () => {
  it.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:1',
    '127.0.0.1:3000',
    '[::1]:3000',
    '[::1]',
    'mcpm.example',
    'mcpm.example:9',
    'other.example:8443',
  ])('%s is ours', (host) => {
    expect(isHostAllowed(host, ['mcpm.example', 'other.example:8443'])).toBe(true);
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    'localhost@evil.example',
    'other.example',
    'other.example:1',
    '127.0.0.1.evil',
    'localhost:x',
    'a b',
    '[::2]',
    '0.0.0.0:3000',
  ])('%s is not', (host) => {
    expect(isHostAllowed(host, ['mcpm.example', 'other.example:8443'])).toBe(false);
  });
});

describe('the Origin header', () => {
  it.each([
    ['http://localhost:3000', 'localhost:3000'],
    ['https://mcpm.example', 'mcpm.example:443'],
    ['https://mcpm.example', 'mcpm.example'],
    ['http://[::1]:3000', '[::1]:3000'],
    ['https://console.example', 'localhost:3000'],
  ])('%s may call %s', (origin, host) => {
    expect(isOriginAllowed(origin, host, ['https://console.example/'])).toBe(true);
  });

  it.each([
    'null',
    '',
    'http://localhost:3001',
    'http://127.0.0.1:3000',
    'https://evil.example',
    'http://console.example',
    'file://',
    'chrome-extension://abc',
  ])('"%s" may not call localhost:3000', (origin) => {
    expect(isOriginAllowed(origin, 'localhost:3000', ['https://console.example', 'file:///x', 'nonsense'])).toBe(false);
  });
});
