// Owns the refusal to open a connection: which host, which address, and what would allow it.
import type { AddressClass } from './address-class.ts';

/** A connection that is not opened, because a document (or an answer) leads to a place it may not lead to. */
export class DialRefusal extends Error {
  override readonly name = 'DialRefusal';
  /** So that it is told like the errors of the network. */
  readonly code = 'DIAL_REFUSED';
}

const WHAT: Readonly<Record<AddressClass, string>> = {
  public: 'a public address',
  loopback: 'an address of this machine',
  private: 'a private address',
  link: 'a link-local address, where clouds keep the credentials of their machines',
};

/** What is not dialed; the address is absent where only the name is known. */
interface RefusedPlace {
  readonly host: string;
  readonly kind: AddressClass;
  readonly address: string | undefined;
  /** Who opens it, and by what. */
  readonly opener: string;
}

/** The refusal to dial a host. */
export function refuseToDial({ host, kind, address, opener }: RefusedPlace): DialRefusal {
  const leads = address === undefined || address === host ? `${host} is` : `${host} leads to ${address},`;
  return new DialRefusal(`${leads} ${WHAT[kind]}, which only ${opener} ${address ?? host}`);
}
