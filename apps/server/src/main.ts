// Owns the life of the product's process: start, listen, say where, end on a signal.
import { ExitCode, McpmError } from '@mcpm/domain';
import { readFileSync } from 'node:fs';
import { ensureAdminToken } from './access.ts';
import { compose, type Composition } from './compose.ts';
import { readEnvironment, type Configuration } from './env.ts';
import { prepareHome } from './home.ts';
import { publicUrl } from './manager-settings.ts';
import { recoverProcesses } from './recover-processes.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0.0.0';
}

async function listen({ app }: Composition, { MCPM_HOST: host, MCPM_PORT: port }: Configuration): Promise<void> {
  await app.listen({ host, port }).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EADDRINUSE')
      throw new McpmError('address_in_use', `${host}:${port} is used by another program.`, { cause });
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new McpmError('configuration_invalid', `mcpm cannot listen on ${host}:${port} (${code}).`, {
        cause,
        next: 'Set MCPM_HOST and MCPM_PORT to an address of this machine that this user may use.',
      });
    }
    throw cause;
  });
}

/** Ends on a signal, and when a launcher that holds a channel to us is gone. A second signal means: now. */
function endOnSignals(composition: Composition): void {
  let endingSince: number | undefined;
  const end = (cause: string): void => {
    if (endingSince !== undefined) {
      // A terminal and the launcher both pass on one Ctrl-C: what comes within a second is the same signal.
      if (performance.now() - endingSince > 1000) process.exit(ExitCode.bug);
      return;
    }
    endingSince = performance.now();
    say(`mcpm: ${cause}, stopping every server`);
    composition.close().then(
      () => process.exit(ExitCode.ok),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  if (process.connected) process.once('disconnect', () => end('the launcher is gone'));
}

function fail(error: unknown): never {
  if (error instanceof McpmError) {
    process.stderr.write(`mcpm: ${error.message}\n  ${error.next}\n  (${error.code})\n`);
    process.exit(error.code === 'address_in_use' ? ExitCode.portInUse : ExitCode.configuration);
  }
  process.stderr.write(`mcpm: a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(ExitCode.bug);
}

async function main(): Promise<void> {
  const configuration = readEnvironment(process.env);
  const home = prepareHome(configuration.MCPM_HOME);
  const composition = await compose(configuration, home, readVersion());
  const { parts } = composition;
  endOnSignals(composition);
  try {
    const token = await ensureAdminToken(parts.store, configuration.MCPM_ADMIN_TOKEN);
    await listen(composition, configuration);
    await recoverProcesses(parts.processes, parts.log);
    const address = composition.app.server.address();
    const url = publicUrl(
      configuration,
      typeof address === 'object' && address ? address.port : configuration.MCPM_PORT,
    );
    parts.life.url = url;
    parts.life.ready = true;
    parts.log.write('info', `mcpm ${parts.life.version} listens on ${url}`);
    if (token) say(`Admin token (shown this once): ${token}`);
    say(`mcpm ${parts.life.version} is ready: ${url}`);
    say(`Log in (once, within 15 minutes): ${url}/login?code=${parts.codes.create()}`);
    await parts.manager.lifecycle.reconcileAll();
  } catch (error) {
    await composition.close();
    throw error;
  }
}

await main().catch(fail);
