import { describe, expect, test } from 'vitest';
import { AddressClasses, plainAddress } from '../../src/dial/address-class.ts';

const classes = new AddressClasses();

describe('the class of an address', () => {
  test.each([
    ['8.8.8.8', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.1', 'public'],
    ['2606:4700::6810:84e5', 'public'],
    ['2002:808:808::1', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['0.0.0.0', 'loopback'],
    ['::1', 'loopback'],
    ['::', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['0:0:0:0:0:ffff:7f00:0001', 'loopback'],
    ['::7f00:1', 'loopback'],
    ['64:ff9b::127.0.0.1', 'loopback'],
    ['2002:7f00:1::', 'loopback'],
    ['0.1.2.3', 'private'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.255.255', 'private'],
    ['100.64.0.1', 'private'],
    ['198.19.0.1', 'private'],
    ['224.0.0.1', 'private'],
    ['255.255.255.255', 'private'],
    ['192.0.2.2', 'private'],
    ['203.0.113.9', 'private'],
    ['2001:db8::1', 'private'],
    ['fd12:3456::1', 'private'],
    ['fec0::1', 'private'],
    ['ff02::1', 'private'],
    ['64:ff9b:1::a00:1', 'private'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:0:a00:1', 'private'],
    ['64:ff9b::a00:1', 'private'],
    ['2002:c0a8:101::1', 'private'],
    ['2606:4700:0:0:0:5efe:10.0.0.1', 'private'],
    ['169.254.169.254', 'link'],
    ['::ffff:169.254.169.254', 'link'],
    ['64:ff9b::a9fe:a9fe', 'link'],
    ['2002:a9fe:a9fe::', 'link'],
    ['fe80::1%eth0', 'link'],
    ['fd00:ec2::254', 'link'],
    ['fd20:ce::254', 'link'],
    ['100.100.100.200', 'link'],
    ['168.63.129.16', 'link'],
  ])('R45: %s is %s', (address, expected) => {
    expect(classes.classOf(address)).toBe(expected);
  });

  test.each(['not an address', '', '1.2.3', 'example.com'])('%j is no address', (text) => {
    expect(classes.classOf(text)).toBe('public');
  });
});

describe('the class of a host as a URL has it', () => {
  test.each([
    ['http://example.com', 'public'],
    ['http://internal.example.com', 'public'],
    ['http://localhost:3000', 'loopback'],
    ['http://LOCALHOST.', 'loopback'],
    ['http://app.localhost', 'loopback'],
    ['http://2130706433', 'loopback'],
    ['http://0x7f.1', 'loopback'],
    ['http://0177.0.0.1', 'loopback'],
    ['http://127.1', 'loopback'],
    ['http://[::1]:80', 'loopback'],
    ['http://[::ffff:10.0.0.1]', 'private'],
    ['http://printer.local', 'private'],
    ['http://api.internal.', 'private'],
    ['http://metadata.google.internal', 'link'],
    ['http://metadata', 'link'],
    ['http://169.254.169.254.', 'link'],
  ])('R45: %s is %s', (url, expected) => {
    expect(classes.classOfName(new URL(url).hostname)).toBe(expected);
  });
});

test('an address stands for the IPv4 address in it, and for itself else', () => {
  expect(plainAddress('::ffff:1.2.3.4')).toBe('1.2.3.4');
  expect(plainAddress('2606:4700::1')).toBe('2606:4700::1');
  expect(plainAddress('fe80::1%en0')).toBe('fe80::1');
  expect(plainAddress('::2')).toBe('::2');
});
