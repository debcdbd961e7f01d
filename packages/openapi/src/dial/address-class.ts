// Owns telling public addresses from those that are only reachable from within, in every form in which one is written.
import { BlockList, isIP } from 'node:net';

/** `loopback`: this machine. `private`: networks of one's own, and what nobody routes. `link`: link-local addresses and those where clouds keep the credentials of their machines. */
export type AddressClass = 'public' | 'loopback' | 'private' | 'link';

/** The first class that fits counts. */
const CLASSES: readonly (readonly [AddressClass, readonly string[]])[] = [
  [
    'link',
    [
      '169.254.0.0/16',
      'fe80::/10',
      // Metadata and wire servers: Alibaba, Oracle, Azure, AWS, Google.
      '100.100.100.200/32',
      '192.0.0.192/32',
      '168.63.129.16/32',
      'fd00:ec2::/32',
      'fd20:ce::254/128',
    ],
  ],
  // Whoever dials the unspecified address reaches himself.
  ['loopback', ['127.0.0.0/8', '0.0.0.0/32', '::1/128', '::/128']],
  [
    'private',
    [
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '172.16.0.0/12',
      '192.0.0.0/24',
      '192.168.0.0/16',
      '198.18.0.0/15',
      // Networks for examples (RFC 5737, RFC 3849, RFC 9637): nobody routes them, but virtual machines are given them.
      '192.0.2.0/24',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '2001:db8::/32',
      '3fff::/20',
      '224.0.0.0/4',
      '240.0.0.0/4',
      'fc00::/7',
      'fec0::/10',
      'ff00::/8',
      '100::/64',
      // NAT64 of one's own (RFC 8215), and Teredo, which hides the address that it leads to (RFC 4380 §4).
      '64:ff9b:1::/48',
      '2001::/32',
    ],
  ],
];

/** Tells classes. Its lists are made once, so keep one. */
export class AddressClasses {
  readonly #lists = CLASSES.map(([name, subnets]) => [name, listOf(subnets)] as const);

  /** The class of an IP address; a zone (`%eth0`) is of no meaning. Whatever is no address counts as public: ask for what its name leads to. */
  classOf(address: string): AddressClass {
    const plain = plainAddress(address);
    const family = familyOf(plain);
    if (family === undefined) return 'public';
    return this.#lists.find(([, list]) => list.check(plain, family))?.[0] ?? 'public';
  }

  /**
   * The class of a host by the way it is written, for whoever does not get to see the address: names are public, except those that can only mean this machine, the local network
   * or a cloud's own services.
   */
  classOfName(host: string): AddressClass {
    const plain = plainAddress(plainHost(host));
    if (isIP(plain) !== 0) return this.classOf(plain);
    if (plain === 'metadata' || plain === 'metadata.google.internal') return 'link';
    if (/(?:^|\.)localhost$/.test(plain)) return 'loopback';
    return /(?:^|\.)(?:local|internal)$/.test(plain) ? 'private' : 'public';
  }
}

/** The host of a URL without the brackets of IPv6 and the dot at the end. */
export function plainHost(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/**
 * The address without its zone; the IPv4 address where an IPv6 address stands for one (mapped, compatible: RFC 4291 §2.5.5; translated: RFC 2765 §2.1; NAT64: RFC 6052 §2.1; 6to4:
 * RFC 3056 §2; ISATAP: RFC 5214 §6.1).
 */
export function plainAddress(address: string): string {
  const [bare = ''] = address.split('%', 1);
  if (isIP(bare) !== 6) return bare;
  const words = wordsOf(bare);
  const starts = (...prefix: readonly number[]) => prefix.every((word, index) => words[index] === word);
  const [, sixToFour = 0, sixToFourLow = 0] = words;
  if (starts(0x2002)) return dotted(sixToFour, sixToFourLow);
  const [high = 0, low = 0] = words.slice(6);
  const embeds =
    starts(0, 0, 0, 0, 0, 0xffff) ||
    starts(0, 0, 0, 0, 0xffff, 0) ||
    starts(0x64, 0xff9b, 0, 0, 0, 0) ||
    (starts(0, 0, 0, 0, 0, 0) && high !== 0) ||
    (((words[4] ?? 0) & 0xfdff) === 0 && words[5] === 0x5efe);
  return embeds ? dotted(high, low) : bare;
}

/** The family of an address, as a `BlockList` calls it. */
export function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}

/** The eight words of an IPv6 address. */
function wordsOf(address: string): readonly number[] {
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...bytes: readonly string[]) => {
    const [first = 0, second = 0, third = 0, fourth = 0] = bytes.map(Number);
    return `${((first << 8) | second).toString(16)}:${((third << 8) | fourth).toString(16)}`;
  });
  const [head = '', tail] = hexadecimal.split('::');
  const read = (part: string) => part.split(':').flatMap((word) => (word === '' ? [] : [Number.parseInt(word, 16)]));
  const [before, after] = [read(head), read(tail ?? '')];
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: missing }, () => 0), ...after];
}

function dotted(high: number, low: number): string {
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', prefix] = subnet.split('/');
    list.addSubnet(net, Number(prefix), net.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
