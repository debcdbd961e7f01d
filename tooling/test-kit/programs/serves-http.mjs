// Answers every HTTP request with its pid, on the inherited descriptor MCPM_LISTEN_FD or on PORT (default: a free one); ready with its port.
import { createServer } from 'node:http';

const { MCPM_LISTEN_FD: fd, PORT: port = '0' } = process.env;
const server = createServer((_request, response) => response.end(String(process.pid)));
server.listen(fd === undefined ? { port: Number(port), host: '127.0.0.1' } : { fd: Number(fd) }, () => {
  const { port: actual } = server.address();
  process.stderr.write(`listening on ${actual}\n`);
  process.send?.({ type: 'ready', port: actual, endpoint: '/', tools: 0, warnings: 0 });
});
process.on('message', ({ type, id }) => {
  if (type === 'shutdown') process.exit(0);
  if (type === 'health-check') process.send({ type: 'health', id, eventLoopDelayMs: 0, connections: 0 });
});
process.on('disconnect', () => process.exit(0));
