// Owns what may be written to open addresses that documents do not lead to by themselves. Pure.
import { isIP } from 'node:net';

/** What is wrong with an entry; `undefined` if it is a host, an address, a network or `all`. */
export function complaintOfOpening(entry: string): string | undefined {
  if (isOpening(entry)) return undefined;
  return `${JSON.stringify(entry)} is neither a host (api.internal, 10.1.2.3), nor a network (10.0.0.0/8), nor "all"`;
}

function isOpening(entry: string): boolean {
  if (entry === 'all') return true;
  const [net = '', prefix, ...more] = entry.split('/');
  if (prefix === undefined) return isIP(net) !== 0 || isHost(net);
  const bits = isIP(net) === 0 ? -1 : isIP(net) === 4 ? 32 : 128;
  return more.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

function isHost(text: string): boolean {
  return /^[^\s:/?#@[\]]+$/.test(text) && URL.canParse(`http://${text}`);
}
