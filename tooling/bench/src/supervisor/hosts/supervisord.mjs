// Keeps processes with supervisord as Debian ships it, asked over its XML-RPC socket; what it noticed is read in its own log. With `fcgi` it listens itself and hands the socket down as stdin.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { now, serveOrders, tell } from './serve-orders.mjs';

const isListening = process.argv[2] === 'fcgi';
let daemon;
let socket = '';
let log = '';
let names = [];
let seen = 0;

function sectionOf(job, home) {
  const port = isListening ? { MCPM_LISTEN_FD: 0 } : { PORT: job.port ?? 0 };
  const env = { ...job.env, ...port };
  return `
${isListening ? `[fcgi-program:${job.name}]\nsocket=tcp://127.0.0.1:${job.port}` : `[program:${job.name}]`}
command=${[process.execPath, ...job.args].join(' ')}
process_name=%(program_name)s-%(process_num)02d
numprocs=${job.count}
environment=${Object.entries(env)
    .map(([key, value]) => `${key}="${value}"`)
    .join(',')}
autostart=false
autorestart=true
stopwaitsecs=${Math.ceil(job.killAfterMs / 1_000)}
stopasgroup=true
killasgroup=true
directory=${home}
`;
}

async function ask(method, ...params) {
  const values = params.map((value) =>
    typeof value === 'boolean' ? `<boolean>${Number(value)}</boolean>` : `<string>${value}</string>`,
  );
  const body = `<?xml version="1.0"?><methodCall><methodName>supervisor.${method}</methodName><params>${values
    .map((value) => `<param><value>${value}</value></param>`)
    .join('')}</params></methodCall>`;
  const call = request({ socketPath: socket, path: '/RPC2', method: 'POST', headers: { 'content-type': 'text/xml' } });
  call.end(body);
  const [response] = await once(call, 'response');
  const text = (await response.setEncoding('utf8').toArray()).join('');
  if (text.includes('<fault>') && !text.includes('NOT_RUNNING')) throw new Error(`${method}: ${text}`);
}

function answers() {
  return ask('getState').then(
    () => true,
    () => false,
  );
}

function readLog() {
  const text = readFileSync(log, 'utf8');
  const shift = Date.now() - now();
  for (const [, when] of text.slice(seen).matchAll(/^(\S+ \S+) \w+ exited: .*$/gm))
    tell({ type: 'exit', at: Date.parse(when.replace(' ', 'T').replace(',', '.')) - shift });
  seen = text.lastIndexOf('\n') + 1;
}

serveOrders(
  {
    async prepare({ jobs, home }) {
      [socket, log] = [join(home, 'rpc'), join(home, 'supervisord.log')];
      names = jobs.flatMap(({ name, count }) =>
        Array.from({ length: count }, (_, place) => `${name}:${name}-${String(place).padStart(2, '0')}`),
      );
      const file = join(home, 'supervisord.conf');
      writeFileSync(
        file,
        `[supervisord]
nodaemon=true
silent=true
logfile=${log}
pidfile=${join(home, 'supervisord.pid')}
childlogdir=${home}
[unix_http_server]
file=${socket}
[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
${jobs.map((job) => sectionOf(job, home)).join('')}`,
      );
      daemon = spawn('supervisord', ['-c', file], { stdio: 'ignore' });
      const deadline = now() + 10_000;
      // It has no way to say that it listens.
      while (!(await answers())) {
        if (now() > deadline) throw new Error('supervisord does not answer.');
        await pause(50);
      }
      setInterval(readLog, 20).unref();
    },
    start: () => ask('startAllProcesses', false),
    stop: () => ask('stopAllProcesses', false),
    async restart() {
      for (const name of names) {
        await ask('stopProcess', name, true);
        await ask('startProcess', name, false);
      }
    },
    async end() {
      if (daemon === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
      daemon.kill('SIGTERM');
      await once(daemon, 'exit');
    },
  },
  () => daemon.pid,
);
