// Owns the upstream of the benchmark: a process of its own that answers every GET at once with one pet. Prints its port.
import { createServer } from 'node:net';

const PET = JSON.stringify({ id: 7, name: 'Rex', status: 'available', tags: ['small', 'friendly'] });
const ANSWER = Buffer.from(
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${PET.length}\r\nconnection: keep-alive\r\n\r\n${PET}`,
);
const END = '\r\n\r\n';

// No more of HTTP than the load needs: it shares two processors with those that are measured, and a request without a body ends with its head.
const server = createServer({ noDelay: true }, (socket) => {
  let rest = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    const heads = (rest + chunk).split(END);
    rest = heads.pop() ?? '';
    for (let sent = 0; sent < heads.length; sent += 1) socket.write(ANSWER);
  });
  // Whoever is measured may be killed in the middle of a request.
  socket.on('error', () => undefined);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
