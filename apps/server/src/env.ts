// Owns the environment: the only reader of `process.env`; every variable is checked, all bad ones are told at once.
import { ContainmentChoice, LogLevel, McpmError, pointerOf, TransportInput, type Fault } from '@mcpm/domain';
import { complaintOfOpening } from '@mcpm/openapi';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const text = z.string().trim().min(1, 'must not be empty');
const whole = (min: number, max: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);
const flag = z.stringbool({ error: 'must be true or false' });
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const MINUTE = 60_000;

/** Every variable, with its default. */
const Environment = z.object({
  MCPM_HOST: text.default('127.0.0.1'),
  MCPM_PORT: whole(0, 65_535).default(3000),
  MCPM_HOME: text.default('.mcpm'),
  MCPM_MAX_PROCESSES: whole(1, 10_000).default(100),
  MCPM_SECRET_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  MCPM_ADMIN_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  MCPM_ALLOWED_HOSTS: list.default([]),
  MCPM_ALLOWED_ORIGINS: list.default([]),
  MCPM_ALLOW_PRIVATE: list.default([]),
  MCPM_BEHIND_TLS: flag.default(false),
  MCPM_ALLOW_INSECURE: flag.default(false),
  DATABASE_URL: z
    .string()
    .regex(
      /^(file:|\/|\.{1,2}\/)/,
      'must be the path of an SQLite file, such as file:/var/lib/mcpm/mcpm.db (other databases are not supported)',
    )
    .optional(),
  PROCESS_TIMEOUT: whole(1000, 60 * MINUTE).default(30_000),
  PROCESS_MAX_RETRIES: whole(0, 1000).optional(),
  PROCESS_HEALTH_CHECK_INTERVAL: whole(1000, 60 * MINUTE).default(30_000),
  MCP_SERVER_SCRIPT_PATH: text.default(resolve(root, 'scripts/mcp-server-runner.js')),
  MCPM_SANDBOX: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  MCPM_CONTAINMENT: ContainmentChoice.default('best-effort'),
  MCP_DEFAULT_PORT: whole(1, 65_535).default(3001),
  MCP_DEFAULT_TRANSPORT: TransportInput.default('streamable'),
  LOG_LEVEL: LogLevel.default('info'),
  LOG_MAX_FILES: whole(1, 1000).default(10),
  LOG_MAX_SIZE: z
    .string()
    .regex(/^\d+[kmg]$/i, 'must be a number with k, m or g, such as 10m')
    .default('10m'),
});

/** The configuration of the manager, read and checked; paths are absolute. */
export type Configuration = z.output<typeof Environment> & { readonly consoleDirectory: string };

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/** True for addresses only this machine reaches. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Whether only this machine calls the manager: it listens here alone, and neither a proxy nor a name of its own leads to it from elsewhere. */
export function isForThisMachine({
  MCPM_HOST,
  MCPM_BEHIND_TLS,
  MCPM_ALLOWED_HOSTS,
}: Pick<Configuration, 'MCPM_HOST' | 'MCPM_BEHIND_TLS' | 'MCPM_ALLOWED_HOSTS'>): boolean {
  return isLoopback(MCPM_HOST) && !MCPM_BEHIND_TLS && MCPM_ALLOWED_HOSTS.length === 0;
}

function exposureFault(environment: z.output<typeof Environment>): Fault[] {
  const safe = isLoopback(environment.MCPM_HOST) || environment.MCPM_BEHIND_TLS || environment.MCPM_ALLOW_INSECURE;
  if (safe) return [];
  const message = `"${environment.MCPM_HOST}" is reachable from other machines: set MCPM_BEHIND_TLS=true when a proxy with TLS stands in front, or MCPM_ALLOW_INSECURE=true to accept plain HTTP`;
  return [{ pointer: 'MCPM_HOST', message }];
}

function openingFaults({ MCPM_ALLOW_PRIVATE: openings }: z.output<typeof Environment>): Fault[] {
  return openings.flatMap((entry) => {
    const message = complaintOfOpening(entry);
    return message === undefined ? [] : [{ pointer: 'MCPM_ALLOW_PRIVATE', message }];
  });
}

function refuse(faults: readonly Fault[]): never {
  const lines = faults.map(({ pointer, message }) => `  ${pointer}: ${message}`);
  throw new McpmError(
    'configuration_invalid',
    `The environment has ${faults.length} bad value${faults.length > 1 ? 's' : ''}:\n${lines.join('\n')}`,
    { faults },
  );
}

/** The configuration in `variables`; rejects with `configuration_invalid` naming every bad variable. Empty variables count as unset. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Configuration {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(given);
  if (!result.success) {
    refuse(
      result.error.issues.map((issue) => {
        const name = pointerOf(issue.path).slice(1);
        const secret = name === 'MCPM_SECRET_KEY' || name === 'MCPM_ADMIN_TOKEN';
        return { pointer: name, message: secret ? issue.message : `${issue.message} (is "${given[name]}")` };
      }),
    );
  }
  const faults = [...exposureFault(result.data), ...openingFaults(result.data)];
  if (faults.length > 0) refuse(faults);
  return {
    ...result.data,
    MCPM_HOME: resolve(result.data.MCPM_HOME),
    MCP_SERVER_SCRIPT_PATH: resolve(result.data.MCP_SERVER_SCRIPT_PATH),
    consoleDirectory: resolve(root, 'apps/web/out'),
  };
}
