// Owns telling public hosts from those that are only reachable from within, by the host of a URL as it is written.
import { BlockList, isIP } from 'node:net';

/** `local`: this machine, private networks. `link`: link-local addresses, where clouds keep the credentials of their machines. */
export type HostReach = 'public' | 'local' | 'link';

const LOCAL = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 127],
  ['fc00::', 7],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

const LINK = [
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
] as const;

/** Where the host of a URL is. Names count as public, except those that can only mean this machine, the local network or a cloud's own services. */
export function reachOf(url: URL): HostReach {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const address = embeddedAddress(host);
  const version = isIP(address);
  if (version === 0) {
    if (host === 'metadata' || host === 'metadata.google.internal') return 'link';
    return /(?:^|\.)(?:localhost|local|internal)$/.test(host) ? 'local' : 'public';
  }
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (listOf(LINK).check(address, family)) return 'link';
  return listOf(LOCAL).check(address, family) ? 'local' : 'public';
}

/** The IPv4 address that an IPv6 address stands for (mapped: RFC 4291 §2.5.5.2; NAT64: RFC 6052 §2.1; 6to4: RFC 3056 §2), or the host itself. */
function embeddedAddress(host: string): string {
  const words = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$|^2002:([0-9a-f]{1,4}):([0-9a-f]{1,4}):/.exec(
    host,
  );
  const high = words?.[1] ?? words?.[3];
  const low = words?.[2] ?? words?.[4];
  if (high === undefined || low === undefined) return host;
  const [first, second] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return `${first >> 8}.${first & 255}.${second >> 8}.${second & 255}`;
}

function listOf(subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, net.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}
