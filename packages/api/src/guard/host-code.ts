// Owns the line between configuring a server and reaching into the host: some variables make any process load foreign code, or open folders, networks or other settings of the host to it.
import { McpmError, type Principal } from '@mcpm/domain';

const HARMLESS = new Set(['NODE_ENV', 'NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED']);

/** Variables by which Node, the dynamic linker, OpenSSL or a shell load code, or by which another program is found. */
const LOADS_CODE = /^(NODE_.*|LD_.*|DYLD_.*|OPENSSL_.*|GCONV_PATH|BASH_ENV|ENV|PATH|PATHEXT|COMSPEC)$/i;

/** Variables by which the runner reads or writes folders of the host. */
const OPENS_FOLDERS = /^MCPM_(FILE_ROOTS|SAVE_DIR|CACHE_DIR)$/i;

/** Variables by which the runner reaches what only the host does: private networks, sockets, upstreams it cannot verify, collectors. */
const OPENS_NETWORK = /^MCPM_(ALLOW_PRIVATE|UNIX_SOCKET|INSECURE|TRACES)$/i;

/** Variables by which a process reads another configuration than the one that was checked. */
const OTHER_SETTINGS = /^MCPM_CONFIG$/i;

/** Throws `forbidden` when somebody other than an admin sets a variable that makes a process run code of their choice or reach into the host and its networks. */
export function refuseHostCode(principal: Principal, env: Readonly<Record<string, string>> | undefined): void {
  if (principal.role === 'admin') return;
  const faults = Object.keys(env ?? {}).flatMap((name) => {
    const effect = effectOf(name);
    return effect === undefined
      ? []
      : [{ pointer: `/env/${name}`, message: `makes a process ${effect}, which needs the role "admin"` }];
  });
  const first = faults[0];
  if (first) throw new McpmError('forbidden', `${first.pointer}: ${first.message}.`, { faults });
}

function effectOf(name: string): string | undefined {
  if (LOADS_CODE.test(name) && !HARMLESS.has(name.toUpperCase())) return 'run code of your choice';
  if (OPENS_FOLDERS.test(name)) return 'read or write folders of the host';
  if (OPENS_NETWORK.test(name)) return 'reach into the networks of the host';
  return OTHER_SETTINGS.test(name) ? 'read other settings than these' : undefined;
}
