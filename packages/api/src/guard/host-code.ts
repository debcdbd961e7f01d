// Owns the line between configuring a server and running code on the host: some variables make any process load foreign code.
import { McpmError, type Principal } from '@mcpm/domain';

const HARMLESS = new Set(['NODE_ENV', 'NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED']);

/** Variables by which Node, the dynamic linker, OpenSSL or a shell load code, or by which another program is found. */
const LOADS_CODE = /^(NODE_.*|LD_.*|DYLD_.*|OPENSSL_.*|GCONV_PATH|BASH_ENV|ENV|PATH|PATHEXT|COMSPEC)$/i;

/** Throws `forbidden` when somebody other than an admin sets a variable that makes a process run code of their choice. */
export function refuseHostCode(principal: Principal, env: Readonly<Record<string, string>> | undefined): void {
  if (principal.role === 'admin') return;
  const names = Object.keys(env ?? {}).filter((name) => LOADS_CODE.test(name) && !HARMLESS.has(name.toUpperCase()));
  if (names.length === 0) return;
  const message = 'makes a process run code of your choice, which needs the role "admin"';
  const faults = names.map((name) => ({ pointer: `/env/${name}`, message }));
  throw new McpmError('forbidden', `/env/${names[0]}: ${message}.`, { faults });
}
