// A server on stdio of the legacy era, written by hand: it says on stderr what it was asked, answers `ping`, and refuses the rest.
import { createInterface } from 'node:readline';

process.stdout.write('starting up…\n');
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method } = JSON.parse(line);
  process.stderr.write(`asked ${method}\n`);
  const outcome = method === 'ping' ? { result: {} } : { error: { code: -32_601, message: 'Method not found' } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...outcome })}\n`);
}
