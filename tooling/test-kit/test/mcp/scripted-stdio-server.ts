// Serves the scripted answers on stdio. `tools/call` of `crash` ends it with code 3, of `chatty` writes a line that is no message first,
// of `asks` sends a request of its own and answers with what came back, of `stalls` never answers; cancellations are told on stderr.
import { createInterface } from 'node:readline';
import type { JsonRpcMessage } from '../../src/index.ts';
import { answerTo } from './scripted-server.ts';

const send = (message: unknown) => process.stdout.write(`${JSON.stringify(message)}\n`);
let asked: JsonRpcMessage | undefined;

createInterface({ input: process.stdin }).on('line', (line) => {
  const message: JsonRpcMessage = JSON.parse(line);
  const name = message.params?.['name'];
  if (message.method === 'notifications/cancelled')
    process.stderr.write(`cancelled ${String(message.params?.['requestId'])}\n`);
  if (message.method === 'tools/list')
    send({ jsonrpc: '2.0', method: 'notifications/message', params: { data: 'listing' } });
  if (name === 'crash') {
    process.stderr.write('out of luck\n');
    process.exit(3);
  }
  if (name === 'chatty') process.stdout.write('hello there\n');
  if (name === 'stalls') return;
  if (name === 'asks') {
    asked = message;
    send({ jsonrpc: '2.0', id: 'q1', method: 'elicitation/create', params: { message: 'Who?' } });
  } else if (message.id === 'q1') {
    send({
      jsonrpc: '2.0',
      id: asked?.id,
      result: { content: [{ type: 'text', text: JSON.stringify(message.result ?? message.error) }] },
    });
  } else if (message.method !== undefined) {
    const answer = answerTo(message);
    if (answer !== undefined) send(answer);
  }
});
