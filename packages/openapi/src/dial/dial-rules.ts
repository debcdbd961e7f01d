// Owns where connections may go: what the operator named or opened, what documents may lead to by themselves.
import { BlockList } from 'node:net';
import { AddressClasses, familyOf, plainAddress, plainHost, type AddressClass } from './address-class.ts';
import { refuseToDial, type DialRefusal } from './dial-refusal.ts';

/** A host and port that somebody named on behalf of the operator: it leads only where he opened addresses for such names, whatever its name is bound to later. */
interface EntrustedPlace {
  readonly url: string;
  /** As in `DialPolicy`; a document that may stand on this machine has its addresses opened here. */
  readonly opened: readonly string[];
  readonly opener: string;
}

/** What the rules are made of. */
export interface DialPolicy {
  /** URLs that the operator wrote himself; what stands at their hosts and ports may be anywhere. */
  readonly named: readonly string[];
  /** Hosts that he wrote without a port. */
  readonly namedHosts: readonly string[];
  /** What he opened: hosts, addresses, networks (CIDR), `all`. */
  readonly opened: readonly string[];
  /** Whether the document stands on this machine, so that it may lead to what listens here. */
  readonly localDocument: boolean;
  /** The place of a document that the operator did not write himself, though somebody he trusts with less did. Default: none, so every written document is in `named`. */
  readonly entrusted?: EntrustedPlace | undefined;
  /** How a refusal says who opens addresses and by what; the address follows. Default: whoever starts this server, by the option --allow-private. */
  readonly opener?: string;
}

const OPENER = 'whoever starts this server may open: by the option --allow-private';

/** Judges hosts and addresses. Link-local addresses are never opened by `all`, nor by a local document. */
export class DialRules {
  readonly #classes = new AddressClasses();
  readonly #places = new Set<string>();
  readonly #hosts = new Set<string>();
  readonly #networks = new BlockList();
  readonly #all: boolean;
  readonly #localDocument: boolean;
  readonly #opener: string;
  readonly #entrusted: { readonly place: string; readonly rules: DialRules } | undefined;

  constructor({ named, namedHosts, opened, localDocument, opener = OPENER, entrusted }: DialPolicy) {
    for (const url of named) if (URL.canParse(url)) this.#places.add(placeOf(new URL(url)));
    for (const host of namedHosts) this.#hosts.add(plainHost(host));
    for (const entry of opened) this.#open(entry);
    this.#all = opened.includes('all');
    this.#localDocument = localDocument;
    this.#opener = opener;
    this.#entrusted = entrusted && {
      place: placeOf(new URL(entrusted.url)),
      rules: new DialRules({ named: [], namedHosts: [], localDocument: false, ...entrusted }),
    };
  }

  /** The rules for this host and port: these, unless it is the entrusted place. */
  at(url: URL): DialRules {
    return this.#entrusted?.place === placeOf(url) && !this.isFree(url) ? this.#entrusted.rules : this;
  }

  /** Whether everything at this host and port may be dialed, wherever it is. */
  isFree(url: URL): boolean {
    return this.#places.has(placeOf(url)) || this.#hosts.has(plainHost(url.hostname));
  }

  /** Whether the operator opened this host, as far as its name tells: where he opened networks, the address of a name decides. */
  isOpened(url: URL): boolean {
    if (this.isFree(url)) return true;
    const rules = this.at(url);
    if (rules !== this) return rules.isOpened(url);
    const host = plainHost(url.hostname);
    const plain = plainAddress(host);
    const family = familyOf(plain);
    if (this.#all && this.#classes.classOfName(host) !== 'link') return true;
    return family === undefined ? this.#networks.rules.length > 0 : this.#networks.check(plain, family);
  }

  /** Why an address that `host` leads to is not dialed; `undefined` if it may be. */
  refusal(host: string, address: string): DialRefusal | undefined {
    const plain = plainAddress(address);
    const kind = this.#classes.classOf(plain);
    if (this.#mayLeadTo(kind) || this.#hosts.has(plainHost(host))) return undefined;
    const family = familyOf(plain);
    if (family !== undefined && this.#networks.check(plain, family)) return undefined;
    return this.#refuse(kind, plainHost(host), plain);
  }

  /** Why a host is not asked for where a proxy looks its name up, so that only the way it is written can be judged. */
  refusalOfName(url: URL): DialRefusal | undefined {
    if (this.isFree(url)) return undefined;
    const rules = this.at(url);
    if (rules !== this) return rules.refusalOfName(url);
    const host = plainHost(url.hostname);
    if (familyOf(host) !== undefined) return this.refusal(host, host);
    const kind = this.#classes.classOfName(host);
    return this.#mayLeadTo(kind) ? undefined : this.#refuse(kind, host);
  }

  #mayLeadTo(kind: AddressClass): boolean {
    if (kind === 'public') return true;
    return kind !== 'link' && (this.#all || (kind === 'loopback' && this.#localDocument));
  }

  #refuse(kind: AddressClass, host: string, address?: string): DialRefusal {
    return refuseToDial({ host, kind, address, opener: this.#opener });
  }

  #open(entry: string): void {
    const [net = '', prefix] = entry.split('/');
    const family = familyOf(net);
    if (family === undefined) this.#hosts.add(plainHost(new URL(`http://${net}`).hostname));
    else if (prefix === undefined) this.#networks.addAddress(plainAddress(net), familyOf(plainAddress(net)) ?? family);
    else this.#networks.addSubnet(net, Number(prefix), family);
  }
}

/** Host and port, the usual port of the scheme included. */
function placeOf({ protocol, hostname, port }: URL): string {
  return `${plainHost(hostname)} ${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;
}
